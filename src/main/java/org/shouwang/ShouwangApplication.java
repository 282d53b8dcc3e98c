package org.shouwang;

import org.shouwang.setup.SchemaRun;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Shouwang 守望. */
@SpringBootApplication
@EnableScheduling
@ConfigurationPropertiesScan
public class ShouwangApplication {

    /**
     * @param args Spring Boot's command line arguments
     */
    public static void main(String[] args) {
        SchemaRun.endIfAskedFor(SpringApplication.run(ShouwangApplication.class, args));
    }
}
