package org.shouwang.security.web;

import java.time.Duration;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of connections that application.yaml cannot hold. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CrowdProperties.class)
class ConnectionLimits {

    /** The longest pause in the body of somebody who has signed in. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesInTime() {
        return factory -> {
            factory.addEngineValves(new BodyValve());
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(RefusedRequests.class.getName());
                }
            });
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    // A client that asks first whether it may send a body gets the answer when the body is about to be read.
                    http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout(Math.toIntExact(SILENCE.toMillis()));
                }
            });
        };
    }
}
