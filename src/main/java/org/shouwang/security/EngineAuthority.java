package org.shouwang.security;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Lets the program itself use the engine after it has checked what the user may do. */
@Component
public class EngineAuthority {

    private final IdentityService identityService;

    EngineAuthority(@Lazy IdentityService identityService) {
        this.identityService = identityService;
    }

    /**
     * Runs work in the engine with the program's rights instead of the user's.
     *
     * @param action the work
     * @param <T>    the result's type
     * @return the work's result
     */
    public <T> T asProgram(Supplier<T> action) {
        Authentication user = identityService.getCurrentAuthentication();
        identityService.clearAuthentication();
        try {
            return action.get();
        } finally {
            if (user != null) {
                identityService.setAuthentication(user);
            }
        }
    }

    /**
     * Runs work in the engine with a user's rights.
     *
     * @param user   the user
     * @param action the work
     * @param <T>    the result's type
     * @return the work's result
     */
    public <T> T asUser(CurrentUser user, Supplier<T> action) {
        Authentication before = identityService.getCurrentAuthentication();
        identityService.setAuthentication(user.id(), user.groups(), user.tenants());
        try {
            return action.get();
        } finally {
            identityService.setAuthentication(before);
        }
    }
}
