package org.shouwang;

import java.io.IOException;
import java.nio.file.Path;
import org.shouwang.support.DevelopmentDatabase;
import org.springframework.boot.SpringApplication;

/** Starts Shouwang with the demo profile and a database of its own: {@code mvn spring-boot:test-run}. */
public final class DevelopmentApplication {

    private DevelopmentApplication() {
    }

    /**
     * @param args Spring Boot's command line arguments
     * @throws IOException if the database cannot be started
     */
    public static void main(String[] args) throws IOException {
        System.setProperty("spring.datasource.url", DevelopmentDatabase.start(Path.of(".data")));
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.setAdditionalProfiles("demo");
        application.run(args);
    }
}
