package org.shouwang.setup;

import io.micrometer.core.instrument.config.MeterFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps out of the metrics where on the machine the program lies. */
@Configuration(proxyBeanMethods = false)
class MetricNames {

    @Bean
    MeterFilter placesOnTheMachine() {
        return MeterFilter.replaceTagValues("path", path -> "installation");
    }
}
