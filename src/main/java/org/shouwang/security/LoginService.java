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
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Checks names and passwords against the engine's users, for the login page and for Basic alike. After too many
 * failures one user has to wait at one address; other users there and the same user elsewhere are not touched.
 */
@Component
class LoginService implements AuthenticationProvider {

    private final IdentityService identityService;
    private final CurrentUsers users;
    private final Acts acts;
    private final SecurityProperties properties;
    private final Cache<String, CurrentUser> verified;
    private final Cache<String, Integer> failures;
    private final byte[] secret = new byte[32];
    private final EnginePasswordEncryptor encryptor;
    private final String nobodysHash;

    LoginService(@Lazy IdentityService identityService, CurrentUsers users, Acts acts, SecurityProperties properties) {
        this.identityService = identityService;
        this.users = users;
        this.acts = acts;
        this.properties = properties;
        this.verified = Caffeine.newBuilder().maximumSize(10_000)
                .expireAfterWrite(properties.rememberBasicFor()).build();
        this.failures = Caffeine.newBuilder().maximumSize(100_000)
                .expireAfterWrite(properties.failureWindow()).build();
        new SecureRandom().nextBytes(secret);
        this.encryptor = new EnginePasswordEncryptor(properties.passwordStrength());
        this.nobodysHash = encryptor.encrypt("");
    }

    @Override
    public Authentication authenticate(Authentication login) {
        String userId = login.getName();
        String password = String.valueOf(login.getCredentials());
        String address = login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        String place = userId + " " + address;
        Integer failed = failures.getIfPresent(place);
        if (failed != null && failed >= properties.maxFailures()) {
            throw new LockedException("登录失败次数过多，请稍后再试");
        }
        String key = fingerprint(userId, password);
        CurrentUser user = verified.getIfPresent(key);
        if (user == null) {
            if (!isRight(userId, password)) {
                failures.asMap().merge(place, 1, Integer::sum);
                acts.add(Act.Kind.LOGIN_FAILED, userId.replace("\u0000", ""), "账号", "REFUSED", "", address);
                throw new BadCredentialsException("用户名或密码错误");
            }
            user = users.load(userId);
            verified.put(key, user);
            acts.add(Act.Kind.LOGIN, user.id(), "账号", "ACCEPTED", "", address);
        }
        failures.invalidate(place);
        UsernamePasswordAuthenticationToken result = UsernamePasswordAuthenticationToken.authenticated(user, null,
                user.authorities());
        result.setDetails(login.getDetails());
        return result;
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
    private String fingerprint(String userId, String password) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            digest.update((userId + "\n" + password).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
