package org.shouwang.security;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Passwords of the engine's users get a slow hash; throttling failed logins is ours, since the engine's locks a user everywhere. */
@Component
class EngineUserPlugin extends AbstractProcessEnginePlugin {

    private final SecurityProperties properties;

    EngineUserPlugin(SecurityProperties properties) {
        this.properties = properties;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setPasswordEncryptor(new EnginePasswordEncryptor(properties.passwordStrength()));
        // The engine would lock the user everywhere, so that anybody could keep him or her out; LoginService counts instead.
        configuration.setLoginMaxAttempts(Integer.MAX_VALUE);
        configuration.setLoginDelayBase(0);
        configuration.setLoginDelayMaxTime(0);
        configuration.setEnablePasswordPolicy(true);
    }
}
