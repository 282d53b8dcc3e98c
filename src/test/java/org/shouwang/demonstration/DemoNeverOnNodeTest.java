package org.shouwang.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** Tests that no start makes the demonstration's accounts and keys, which are public, on a node of a real installation. */
@ExtendWith(OutputCaptureExtension.class)
class DemoNeverOnNodeTest {

    @Configuration(proxyBeanMethods = false)
    static class Nothing {
    }

    @ParameterizedTest
    @ValueSource(strings = {"--spring.profiles.active=demo,node", "--spring.profiles.active=node,demo", "--spring.profiles.include=demo,node"})
    void aStartWithBothProfilesIsRefusedAndSaysWhatToDo(String profiles, CapturedOutput output) {
        assertThatThrownBy(() -> start(profiles)).isInstanceOf(DemoOnNodeException.class);

        assertThat(output).contains("APPLICATION FAILED TO START", "demo 和 node", "SPRING_PROFILES_ACTIVE").doesNotContain("\tat org.");
    }

    @Test
    void eachOfThemStartsByItself() {
        start("--spring.profiles.active=demo");
        start("--spring.profiles.active=node");
    }

    private static void start(String profiles) {
        SpringApplication application = new SpringApplication(Nothing.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(profiles).close();
    }
}
