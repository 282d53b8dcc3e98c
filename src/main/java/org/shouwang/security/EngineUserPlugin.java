package org.shouwang.security;

import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Passwords of the engine's users keep to our rules and get a slow hash, and changes to users are heard of.
 */
@Component
class EngineUserPlugin extends AbstractProcessEnginePlugin {

    private final SecurityProperties properties;
    private final ObjectProvider<AccountLog> log;

    EngineUserPlugin(SecurityProperties properties, ObjectProvider<AccountLog> log) {
        this.properties = properties;
        this.log = log;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setPasswordEncryptor(new EnginePasswordEncryptor(properties.passwordStrength()));
        configuration.setEnablePasswordPolicy(true);
        configuration.setPasswordPolicy(new PasswordRules(configuration::getPasswordManager));
        configuration.setIdentityService(new UncheckedIdentityService());
        configuration.setIdentityProviderSessionFactory(new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return LoggedIdentities.class;
            }

            @Override
            public Session openSession() {
                return new LoggedIdentities(log::getObject);
            }
        });
    }

    /** The rules are held in {@link LoggedIdentities}; the engine's own answer to a bad password looks like a fault of the program. */
    private static final class UncheckedIdentityService extends IdentityServiceImpl {

        @Override
        public void saveUser(User user, boolean skipPasswordPolicy) {
            super.saveUser(user, true);
        }
    }
}
