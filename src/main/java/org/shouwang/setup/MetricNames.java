package org.shouwang.setup;

import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the folder in which the program is installed out of the metrics. */
@Configuration(proxyBeanMethods = false)
class MetricNames {

    @Bean
    MeterFilter placesOnTheMachine() {
        return MeterFilter.replaceTagValues("path", path -> "installation");
    }
}
