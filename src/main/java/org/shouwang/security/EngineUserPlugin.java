package org.shouwang.security;

import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Passwords of the engine's users keep to our rules and get a slow hash, and changes to users are heard of.
 */
@Component
class EngineUserPlugin extends AbstractProcessEnginePlugin {

    /** What is said to an administrator who wants a post. */
    static final String OWN = "不能给自己分配岗位，请由另一名系统管理员办理；只有一名管理员的，先为另一人建管理员账号";

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
        configuration.setIdentityService(new OwnPostsRefused(log::getObject));
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

    /**
     * Passwords keep to the rules in {@link LoggedIdentities}; the engine's own answer to a bad one looks like a fault of the program.
     * Nobody gives a post to himself or herself: an administrator would else decide what is nobody's but a county's to decide.
     */
    private static final class OwnPostsRefused extends IdentityServiceImpl {

        private final Supplier<AccountLog> log;

        private OwnPostsRefused(Supplier<AccountLog> log) {
            this.log = log;
        }

        @Override
        public void saveUser(User user, boolean skipPasswordPolicy) {
            super.saveUser(user, true);
        }

        @Override
        public void createMembership(String userId, String groupId) {
            refuseOwn(userId);
            super.createMembership(userId, groupId);
        }

        @Override
        public void createTenantUserMembership(String tenantId, String userId) {
            refuseOwn(userId);
            super.createTenantUserMembership(tenantId, userId);
        }

        /** Before the engine's command, so that the doors keep the status. */
        private void refuseOwn(String userId) {
            if (log.get().isOwn(userId)) {
                throw new RestException(Response.Status.CONFLICT, OWN);
            }
        }
    }
}
