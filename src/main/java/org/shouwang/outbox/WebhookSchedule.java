package org.shouwang.outbox;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** Runs deliveries and clean-ups at intervals, except in the run that only makes the database. */
@Configuration(proxyBeanMethods = false)
@Profile("!schema")
class WebhookSchedule implements SchedulingConfigurer {

    private static final Duration CLEAN_EVERY = Duration.ofHours(1);

    private final WebhookDeliverer deliverer;
    private final WebhookProperties properties;

    WebhookSchedule(WebhookDeliverer deliverer, WebhookProperties properties) {
        this.deliverer = deliverer;
        this.properties = properties;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar registrar) {
        registrar.addFixedDelayTask(deliverer::deliverDue, properties.lookEvery());
        registrar.addFixedDelayTask(deliverer::clean, CLEAN_EVERY);
    }
}
