package org.shouwang.digest;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Looks at intervals for daily counts that are to be sent, except in the run that only makes the database. */
@Configuration(proxyBeanMethods = false)
@Profile("!schema")
class DigestSchedule implements SchedulingConfigurer {

    private final Digests digests;
    private final DigestProperties properties;

    DigestSchedule(Digests digests, DigestProperties properties) {
        this.digests = digests;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registrar.addFixedDelayTask(new FixedDelayTask(digests::look, properties.lookEvery(), properties.lookEvery()));
    }
}
