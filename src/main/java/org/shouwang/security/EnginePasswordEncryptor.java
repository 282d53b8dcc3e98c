package org.shouwang.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The slow hash of the engine's users. The password together with the engine's salt is hashed by SHA-256 first, since bcrypt
 * uses only the first 72 bytes.
 */
final class EnginePasswordEncryptor implements PasswordEncryptor {

    private final BCryptPasswordEncoder encoder;

    EnginePasswordEncryptor(int strength) {
        encoder = new BCryptPasswordEncoder(strength);
    }

    @Override
    public String encrypt(String password) {
        return encoder.encode(condensed(password));
    }

    @Override
    public boolean check(String password, String encrypted) {
        return encoder.matches(condensed(password), encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return "bcrypt";
    }

    private static String condensed(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
