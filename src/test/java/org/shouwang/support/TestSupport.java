package org.shouwang.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.shouwang.shared.AdjustableClock;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans that only tests use. */
@TestConfiguration(proxyBeanMethods = false)
public class TestSupport {

    @Bean
    static BeanPostProcessor sqlRecorder() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource connections ? new SqlRecorder(connections) : bean;
            }
        };
    }

    @Bean
    TestClock testClock(AdjustableClock clock, ProcessEngine engine) {
        return new TestClock(clock, engine);
    }

    @Bean
    TakenFlows takenFlows() {
        return new TakenFlows();
    }

    @Bean
    TestChapter testChapter() {
        return new TestChapter();
    }

    @Bean
    @Lazy
    Shouwang shouwang(Environment environment, ObjectMapper json, JdbcClient database) {
        return new Shouwang(() -> environment.getRequiredProperty("local.server.port", Integer.class), json, database);
    }
}
