package org.shouwang;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.shouwang.support.DevelopmentDatabase;
import org.shouwang.support.EngineStatements;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;

/** Starts Shouwang with the demo profile and a database of its own: {@code mvn spring-boot:test-run}. */
public final class DevelopmentApplication {

    /** As in {@code application.yaml}. */
    private static final String SCHEMA = "shouwang";

    private DevelopmentApplication() {
    }

    /**
     * @param args Spring Boot's command line arguments
     * @throws IOException if the database's folder cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        CompletableFuture<Void> database;
        try {
            DevelopmentDatabase folder = DevelopmentDatabase.in(Path.of(".data"));
            System.setProperty("spring.datasource.url", folder.url());
            database = CompletableFuture.runAsync(folder::start).thenRun(() -> makeTables(folder.url())).whenComplete((done, failure) -> {
                if (failure != null) {
                    endWith(failure.getCause());
                }
            });
        } catch (DevelopmentDatabase.Unusable e) {
            endWith(e);
            return;
        }
        EngineStatements statements = new EngineStatements();
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.setAdditionalProfiles("demo");
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("engineStatements", statements));
        // The database starts, and its tables are made, while the application reads its classes; the first who needs it waits.
        application.addInitializers(context -> context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof DataSource) {
                    database.join();
                }
                return bean;
            }
        }));
        application.run(args);
    }

    /** What the application would do some seconds later; it finds it done. */
    private static void makeTables(String url) {
        Flyway.configure().dataSource(url + "&currentSchema=public", null, null).schemas(SCHEMA).defaultSchema(SCHEMA).load().migrate();
    }

    private static void endWith(Throwable failure) {
        System.err.println("\n" + failure.getMessage() + "\n");
        Runtime.getRuntime().halt(1);
    }
}
