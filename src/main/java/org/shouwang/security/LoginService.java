package org.shouwang.security;

import java.time.Duration;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks names and passwords against the engine's users, for the login page and for Basic logins. After too many failures,
 * those who have not signed in from there before have to wait. A Basic login that was right is remembered for a short while.
 */
@Component
class LoginService implements AuthenticationProvider {

    /** The message that a locked account answers; only those who know the password see it. */
    private static final String DISABLED = "这个账号已经停用，请联系系统管理员";

    private final IdentityService identityService;
    private final CurrentUsers users;
    private final RememberedLogins logins;
    private final LoginThrottle throttle;
    private final Acts acts;
    private final EnginePasswordEncryptor encryptor;
    private final String nobodysHash;

    LoginService(@Lazy IdentityService identityService, CurrentUsers users, RememberedLogins logins,
                 LoginThrottle throttle, Acts acts, SecurityProperties properties) {
        this.identityService = identityService;
        this.users = users;
        this.logins = logins;
        this.throttle = throttle;
        this.acts = acts;
        this.encryptor = new EnginePasswordEncryptor(properties.passwordStrength());
        this.nobodysHash = encryptor.encrypt("");
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String userId = login.getName();
        String password = String.valueOf(login.getCredentials());
        CurrentUser user = login.getDetails() instanceof PageLogin page
                ? signIn(userId, password, page.getRemoteAddress(), page.device(userId))
                : remembered(userId, password, login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "");
        UsernamePasswordAuthenticationToken result = UsernamePasswordAuthenticationToken.authenticated(user, null,
                user.authorities());
        result.setDetails(login.getDetails());
        return result;
    }

    private CurrentUser remembered(String userId, String password, String address) {
        return logins.get(userId, password, address, () -> signIn(userId, password, address, null));
    }

    private CurrentUser signIn(String userId, String password, String address, String device) {
        verify(userId, password, address, device);
        if (users.isLocked(userId)) {
            acts.add(Act.Kind.LOGIN_FAILED, userId, "账号", Act.REFUSED, "账号已停用", address);
            throw new DisabledException(DISABLED);
        }
        CurrentUser user = users.find(userId).orElseThrow(() -> new BadCredentialsException("用户名或密码错误"));
        acts.add(Act.Kind.LOGIN, user.id(), "账号", "ACCEPTED", "", address);
        return user;
    }

    /**
     * Checks a password.
     *
     * @param userId   the user's id as it was typed
     * @param password the password
     * @param address  the network address from which the password came
     * @param device   the browser's id if the user has signed in there before; otherwise null
     * @throws TooManyTriesException   if there were too many failures from there; the password was not checked
     * @throws BadCredentialsException if there is no such user or the password is wrong
     */
    void verify(String userId, String password, String address, String device) throws AuthenticationException {
        // A login that was right from this address is no guess, whatever others try from there with the same name.
        boolean guess = !logins.wasRight(userId, password, address);
        Duration wait = guess ? throttle.admit(userId, address, device) : Duration.ZERO;
        if (!wait.isZero()) {
            throw new TooManyTriesException(wait);
        }
        if (!isRight(userId, password)) {
            logins.forget(userId, password, address);
            throttle.failed(userId, address);
            throw new BadCredentialsException("用户名或密码错误");
        }
        if (guess) {
            throttle.succeeded(userId, address, device);
        }
    }

    /**
     * Tells whether a password is right. The check takes as long for a user who does not exist, so that its time does not
     * reveal who exists.
     */
    private boolean isRight(String userId, String password) {
        if (userId.indexOf('\u0000') < 0 && identityService.createUserQuery().userId(userId).count() > 0) {
            return identityService.checkPassword(userId, password);
        }
        encryptor.check(password, nobodysHash);
        return false;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
