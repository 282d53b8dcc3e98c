package org.shouwang.demonstration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * Ends a start with both profiles {@code demo} and {@code node} before anything is made, no matter by which setting they are
 * on.
 */
class DemoNeverOnNode implements EnvironmentPostProcessor {

    private static final Profiles BOTH = Profiles.of("demo & node");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(BOTH)) {
            throw new DemoOnNodeException();
        }
    }
}
