package org.shouwang.security.web;

import java.time.Duration;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How connections are listened to; what properties can say of it stands in application.yaml. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CrowdProperties.class)
class ConnectionLimits {

    /** How long a body of somebody who has signed in may be silent. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesInTime() {
        return factory -> {
            factory.addEngineValves(new BodyValve());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    // Whoever asks first whether a body is welcome is told when somebody wants to read it.
                    http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout(Math.toIntExact(SILENCE.toMillis()));
                }
            });
        };
    }
}
