package org.shouwang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.shouwang.support.DevelopmentDatabase;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.ClassPathResource;

/** Starts Shouwang with the demo profile and a database of its own: {@code mvn spring-boot:test-run}. */
public final class DevelopmentApplication {

    /** The schema of the product's tables, as in {@code application.yaml}. */
    private static final String SCHEMA = "shouwang";
    private static final String IN_PUBLIC = "&currentSchema=public";
    /** The script that the engine runs if it finds no tables. The engine creates tables that are missing here by itself. */
    private static final String ENGINE_SCRIPT = "org/camunda/bpm/engine/db/create/activiti.postgres.create.%s.sql";
    private static final List<String> ENGINE_TABLES = List.of("engine", "history", "identity", "decision.engine", "decision.history");

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
        SpringApplication application = ShouwangApplication.begun();
        application.setAdditionalProfiles("demo");
        // The database starts and gets its tables while the application loads its classes. The first code that needs the
        // database waits.
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

    /** Creates the tables that the application would create some seconds later; it then finds them. */
    private static void makeTables(String url) {
        Flyway.configure().dataSource(url + IN_PUBLIC, null, null).schemas(SCHEMA).defaultSchema(SCHEMA).load().migrate();
        try (Connection connection = DriverManager.getConnection(url + IN_PUBLIC); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ResultSet row = statement.executeQuery("select to_regclass('act_ge_property') is null")) {
                if (!row.next() || !row.getBoolean(1)) {
                    return;
                }
            }
            for (String part : ENGINE_TABLES) {
                statement.execute(new ClassPathResource(ENGINE_SCRIPT.formatted(part)).getContentAsString(StandardCharsets.UTF_8));
            }
            connection.commit();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The engine's tables cannot be made", e);
        }
    }

    private static void endWith(Throwable failure) {
        System.err.println("\n" + failure.getMessage() + "\n");
        Runtime.getRuntime().halt(1);
    }
}
