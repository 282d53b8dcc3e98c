package org.shouwang.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks names and passwords against the engine's users, for the login page and for Basic alike. After too many
 * failures one user has to wait at one address. A verified Basic login is remembered for a short while, until
 * something about any account changes.
 */
@Component
class LoginService implements AuthenticationProvider {

    /** Told to whoever knows the password. */
    private static final String DISABLED = "这个账号已经停用，请联系系统管理员";
    private static final int MAX_REMEMBERED = 10_000;

    private final IdentityService identityService;
    private final CurrentUsers users;
    private final AccountChanges changes;
    private final LoginThrottle throttle;
    private final Acts acts;
    private final Cache<String, Remembered> verified;
    private final byte[] secret = new byte[32];
    private final EnginePasswordEncryptor encryptor;
    private final String nobodysHash;

    LoginService(@Lazy IdentityService identityService, CurrentUsers users, AccountChanges changes,
                 LoginThrottle throttle, Acts acts, SecurityProperties properties) {
        this.identityService = identityService;
        this.users = users;
        this.changes = changes;
        this.throttle = throttle;
        this.acts = acts;
        this.verified = Caffeine.newBuilder().maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(properties.rememberBasicFor()).build();
        new SecureRandom().nextBytes(secret);
        this.encryptor = new EnginePasswordEncryptor(properties.passwordStrength());
        this.nobodysHash = encryptor.encrypt("");
    }

    private record Remembered(CurrentUser user, long since) {
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String userId = login.getName();
        String password = String.valueOf(login.getCredentials());
        CurrentUser user = login.getDetails() instanceof PageLogin page
                ? signIn(userId, password, page.getRemoteAddress()).user()
                : remembered(userId, password,
                login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "");
        UsernamePasswordAuthenticationToken result = UsernamePasswordAuthenticationToken.authenticated(user, null,
                user.authorities());
        result.setDetails(login.getDetails());
        return result;
    }

    /** Requests of one program that come at once wait for the first of them, so that they are one attempt. */
    private CurrentUser remembered(String userId, String password, String address) {
        String key = fingerprint(userId, password, address);
        Remembered known = verified.getIfPresent(key);
        if (known != null && known.since() != changes.count()) {
            verified.asMap().remove(key, known);
        }
        return verified.get(key, unknown -> signIn(userId, password, address)).user();
    }

    private Remembered signIn(String userId, String password, String address) {
        long before = changes.count();
        verify(userId, password, address);
        if (users.isLocked(userId)) {
            acts.add(Act.Kind.LOGIN_FAILED, userId, "账号", Act.REFUSED, "账号已停用", address);
            throw new DisabledException(DISABLED);
        }
        CurrentUser user = users.find(userId).orElseThrow(() -> new BadCredentialsException("用户名或密码错误"));
        acts.add(Act.Kind.LOGIN, user.id(), "账号", "ACCEPTED", "", address);
        return new Remembered(user, before);
    }

    /**
     * Checks a password.
     *
     * @param userId   whose it should be, as it was typed
     * @param password the password
     * @param address  from where it came
     * @throws LockedException         after too many failures from there; the password was not looked at
     * @throws BadCredentialsException if it is wrong
     */
    void verify(String userId, String password, String address) throws AuthenticationException {
        if (!throttle.admit(userId, address)) {
            throw new LockedException("登录失败次数过多，请稍后再试");
        }
        if (!isRight(userId, password)) {
            throttle.clear();
            acts.add(Act.Kind.LOGIN_FAILED, userId.replace("\u0000", ""), "账号", Act.REFUSED, "", address);
            throw new BadCredentialsException("用户名或密码错误");
        }
        throttle.succeeded(userId, address);
    }

    /** Takes as long for a user who does not exist, so that the time does not tell who does. */
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

    /** Nothing that is kept in memory lets anybody find the password: the key of the hash is made anew at every start. */
    private String fingerprint(String userId, String password, String address) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            digest.update((userId + "\n" + address + "\n" + password).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
