package org.shouwang.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/**
 * Keeps identity numbers unreadable in the database: AES-GCM with a named key, so that keys can be changed, and a keyed
 * hash by which a number can still be found.
 */
@Component
public class PersonalData {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final String SEPARATOR = ":";

    private final Map<String, BytesEncryptor> ciphers = new HashMap<>();
    private final String currentKey;
    private final SecretKeySpec fingerprintKey;

    PersonalData(PersonalDataProperties properties) {
        if (properties.keys() == null || properties.currentKey() == null || properties.fingerprintKey() == null
                || !properties.keys().containsKey(properties.currentKey())) {
            throw new IllegalStateException("The keys for personal data are missing: set shouwang.personal-data.keys.<name>"
                    + " (32 bytes in Base64), shouwang.personal-data.current-key (<name>) and"
                    + " shouwang.personal-data.fingerprint-key (32 bytes in Base64)."
                    + " 缺少个人信息加密密钥，请按上述名称配置后再启动。");
        }
        properties.keys().forEach((name, key) -> ciphers.put(name, new AesBytesEncryptor(
                new SecretKeySpec(bytes(name, key), "AES"), KeyGenerators.secureRandom(IV_BYTES), CipherAlgorithm.GCM)));
        currentKey = properties.currentKey();
        fingerprintKey = new SecretKeySpec(bytes("fingerprint-key", properties.fingerprintKey()), "HmacSHA256");
    }

    /**
     * @param value a value, not null
     * @return the value as it is stored, with the name of its key; another text each time
     */
    public String encrypt(String value) {
        return currentKey + SEPARATOR + Base64.getEncoder()
                .encodeToString(ciphers.get(currentKey).encrypt(value.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * @param stored what {@link #encrypt} returned, with any key still configured
     * @return the value
     * @throws IllegalStateException if its key is not configured any more or the text was tampered with
     */
    public String decrypt(String stored) {
        String[] parts = stored.split(SEPARATOR, 2);
        BytesEncryptor cipher = ciphers.get(parts[0]);
        if (cipher == null) {
            throw new IllegalStateException("The key '" + parts[0] + "' for personal data is not configured");
        }
        return new String(cipher.decrypt(Base64.getDecoder().decode(parts[1])), StandardCharsets.UTF_8);
    }

    /**
     * @param value a value, not null
     * @return a text that is always the same for the same value and tells nothing without the key; 64 characters
     */
    public String fingerprint(String value) {
        try {
            Mac mac = Mac.getInstance(fingerprintKey.getAlgorithm());
            mac.init(fingerprintKey);
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String name, String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length < KEY_BYTES) {
            throw new IllegalStateException("The key '" + name + "' for personal data has fewer than 32 bytes");
        }
        return bytes;
    }
}
