package org.shouwang.setup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Profiles;

/**
 * A run with the profile {@code schema}. It makes everything that a start makes: the tables, the process models, groups and
 * rights, the first administrator; then it ends. Several nodes can start together after it and find everything made. The
 * engine's REST starter needs a web server, so one runs meanwhile on a port of its own that can be reached only from the same
 * server.
 */
public final class SchemaRun {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaRun.class);

    private SchemaRun() {
    }

    /**
     * Ends the program if it was started for this run only.
     *
     * @param context the application, fully started
     */
    public static void endIfAskedFor(ConfigurableApplicationContext context) {
        if (context.getEnvironment().acceptsProfiles(Profiles.of("schema"))) {
            LOG.info("The database is ready; ending");
            System.exit(SpringApplication.exit(context));
        }
    }
}
