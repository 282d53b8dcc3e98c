package org.shouwang.setup;

import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Lets a node only check that the database has the program's version. The run with the profile {@code schema} changes the
 * database.
 */
@Configuration
@Profile("node")
class NodeSchema {

    @Bean
    FlywayMigrationStrategy checkOnly() {
        return Flyway::validate;
    }
}
