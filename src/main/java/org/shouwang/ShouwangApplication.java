package org.shouwang;

import org.shouwang.engine.EngineStatements;
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
        SchemaRun.endIfAskedFor(begun().run(args));
    }

    /**
     * @return the application, for which the engine's statements are being read already; it is to be run once
     */
    public static SpringApplication begun() {
        EngineStatements statements = new EngineStatements();
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("engineStatements", statements));
        return application;
    }
}
