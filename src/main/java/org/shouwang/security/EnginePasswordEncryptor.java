package org.shouwang.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.shouwang.shared.Sha256;
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
        return Base64.getEncoder().encodeToString(Sha256.digest().digest(password.getBytes(StandardCharsets.UTF_8)));
    }
}
