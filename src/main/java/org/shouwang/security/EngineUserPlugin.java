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
 * Makes the engine check passwords by the product's rules, hash them slowly, and tell {@link AccountLog} of changes to users.
 */
@Component
class EngineUserPlugin extends AbstractProcessEnginePlugin {

    /** The message for an administrator who gives himself or herself a post. */
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
     * Refuses a post that administrators give themselves; otherwise an administrator could make the decisions that only a
     * county may make. It also turns off the engine's own check of passwords, whose answer looks like a fault of the program;
     * {@link LoggedIdentities} checks them instead.
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

        /**
         * Refuses a post for the user's own account. The check runs outside the engine's command, so that the caller gets
         * status 409.
         */
        private void refuseOwn(String userId) {
            if (log.get().isOwn(userId)) {
                throw new RestException(Response.Status.CONFLICT, OWN);
            }
        }
    }
}
