package org.shouwang.security;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.PasswordPolicyResult;
import org.camunda.bpm.engine.identity.User;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.stereotype.Service;

/** Lets users change their own passwords. */
@Service
public class Passwords {

    /** The password rules in Chinese. */
    public static final String RULES = PasswordRules.TEXT;

    private static final String CURRENT = "current";
    private static final String CURRENT_LABEL = "现在的密码";
    private static final String CHOSEN = "chosen";
    private static final String CHOSEN_LABEL = "新密码";
    private static final String AGAIN = "again";
    private static final String AGAIN_LABEL = "再输一次新密码";

    private final IdentityService identityService;
    private final EngineAuthority authority;
    private final LoginService logins;
    private final CurrentUsers users;

    Passwords(IdentityService identityService, EngineAuthority authority, LoginService logins, CurrentUsers users) {
        this.identityService = identityService;
        this.authority = authority;
        this.logins = logins;
        this.users = users;
    }

    /**
     * Changes the password of the user who has signed in. All other sessions of the user end.
     *
     * @param current the present password
     * @param chosen  the new password
     * @param again   the new password once more
     * @param address the network address from which the request came
     * @throws InvalidInputException if a field is wrong; it names every wrong field
     */
    public void change(String current, String chosen, String again, String address) {
        CurrentUser user = users.get();
        User stored = authority.asProgram(() -> identityService.createUserQuery().userId(user.id()).singleResult());
        FieldErrors errors = new FieldErrors();
        if (current.isEmpty()) {
            errors.add(CURRENT, CURRENT_LABEL, "为必填项");
        }
        PasswordPolicyResult result = identityService.checkPasswordAgainstPolicy(chosen, stored);
        result.getViolatedRules().forEach(rule -> errors.add(CHOSEN, CHOSEN_LABEL, PasswordRules.text(rule)));
        if (!chosen.equals(again)) {
            errors.add(AGAIN, AGAIN_LABEL, "与新密码不一致");
        }
        errors.throwIfAny();
        verify(user, current, address);
        stored.setPassword(chosen);
        authority.asProgram(() -> {
            identityService.saveUser(stored);
            return null;
        });
    }

    private void verify(CurrentUser user, String current, String address) {
        try {
            logins.verify(user.id(), current, address, null);
        } catch (LockedException e) {
            throw new InvalidInputException(CURRENT, CURRENT_LABEL, "输错次数过多，请稍后再试");
        } catch (BadCredentialsException e) {
            throw new InvalidInputException(CURRENT, CURRENT_LABEL, "不正确");
        }
    }
}
