package org.shouwang.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.security.crypto.keygen.BytesKeyGenerator;
import org.springframework.security.crypto.keygen.KeyGenerators;
import org.springframework.stereotype.Component;

/**
 * Keeps identity numbers unreadable in the database: AES-GCM with a named key, and a keyed hash by which a number can
 * still be found. What is stored says its algorithm and its key, so that both can be changed, and is bound to its place: put
 * anywhere else it is read as little as if it had been tampered with.
 */
@Component
public class PersonalData {

    private static final String ALGORITHM = "aes-gcm-row";
    /** Of values that were stored before they were bound to their places. */
    private static final String UNBOUND = "aes-gcm";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int UNBOUND_IV_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_LENGTH = 16;
    private static final String SEPARATOR = ":";

    /** By what stored texts begin with. */
    private final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final Map<String, BytesEncryptor> unbound = new HashMap<>();
    private final BytesKeyGenerator ivs = KeyGenerators.secureRandom(IV_BYTES);
    private final String current;
    /** By the id of the key; the current one comes first. */
    private final Map<String, SecretKeySpec> fingerprintKeys = new LinkedHashMap<>();

    /**
     * @param properties the configured keys
     * @throws PersonalDataKeysException if a key is missing or is none
     */
    public PersonalData(PersonalDataProperties properties) {
        if (properties.keys() == null || properties.currentKey() == null || properties.fingerprintKey() == null
                || !properties.keys().containsKey(properties.currentKey())) {
            throw new PersonalDataKeysException("The keys for personal data are missing: shouwang.personal-data.keys,"
                    + " shouwang.personal-data.current-key and shouwang.personal-data.fingerprint-key.\n缺少个人信息加密密钥。");
        }
        properties.keys().forEach((name, key) -> {
            SecretKeySpec secret = new SecretKeySpec(bytes(name, key), "AES");
            keys.put(ALGORITHM + SEPARATOR + name, secret);
            if (properties.acceptUnbound()) {
                BytesEncryptor cipher = new AesBytesEncryptor(secret, KeyGenerators.secureRandom(UNBOUND_IV_BYTES), CipherAlgorithm.GCM);
                unbound.put(UNBOUND + SEPARATOR + name, cipher);
                // Values stored before the algorithm was named with them.
                unbound.put(name, cipher);
            }
        });
        current = ALGORITHM + SEPARATOR + properties.currentKey();
        addFingerprintKey("fingerprint-key", properties.fingerprintKey());
        properties.oldFingerprintKeys().forEach(key -> addFingerprintKey("old-fingerprint-keys", key));
    }

    private void addFingerprintKey(String name, String base64) {
        SecretKeySpec key = new SecretKeySpec(bytes(name, base64), "HmacSHA256");
        fingerprintKeys.putIfAbsent(fingerprint("key id", key).substring(0, KEY_ID_LENGTH), key);
    }

    /**
     * @param value a value, not null
     * @param place where it is kept, such as {@link EncryptedColumn#at}; nobody else's place
     * @return the value as it is stored, after its algorithm and the name of its key; another text each time
     */
    public String encrypt(String value, String place) {
        byte[] iv = ivs.generateKey();
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, keys.get(current), iv, place, value.getBytes(StandardCharsets.UTF_8));
        return currentPrefix() + Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed).array());
    }

    /**
     * @return what every text begins with that {@link #encrypt} returns now
     */
    public String currentPrefix() {
        return current + SEPARATOR;
    }

    /**
     * @param stored what {@link #encrypt} returned, with any key still configured
     * @param place  where it was found
     * @return the value
     * @throws IllegalStateException if its key is not configured any more, the text was tampered with, or it was put there from
     *                               another place
     */
    public String decrypt(String stored, String place) {
        int end = stored.lastIndexOf(SEPARATOR);
        String key = stored.substring(0, end);
        byte[] bytes = Base64.getDecoder().decode(stored.substring(end + 1));
        if (keys.containsKey(key)) {
            byte[] iv = Arrays.copyOf(bytes, IV_BYTES);
            byte[] sealed = Arrays.copyOfRange(bytes, IV_BYTES, bytes.length);
            return new String(apply(Cipher.DECRYPT_MODE, keys.get(key), iv, place, sealed), StandardCharsets.UTF_8);
        }
        if (!unbound.containsKey(key)) {
            throw new IllegalStateException("The key '" + key + "' for personal data is not configured");
        }
        return new String(unbound.get(key).decrypt(bytes), StandardCharsets.UTF_8);
    }

    private static byte[] apply(int mode, SecretKeySpec key, byte[] iv, String place, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What is stored at " + place + " was not encrypted for it", e);
        }
    }

    /**
     * @param value a value, not null
     * @return a text that is always the same for the same value and key and tells nothing without the key; 64 characters
     */
    public String fingerprint(String value) {
        return fingerprint(value, fingerprintKeys.get(fingerprintKeyId()));
    }

    /**
     * @param value a value, not null
     * @param keyId the id of a key, or null for the oldest that is configured
     * @return the value's fingerprint under that key, or empty if the key is not configured any more
     */
    public Optional<String> fingerprint(String value, String keyId) {
        String wanted = keyId == null ? fingerprintKeys.keySet().stream().reduce((first, second) -> second).orElseThrow() : keyId;
        return Optional.ofNullable(fingerprintKeys.get(wanted)).map(key -> fingerprint(value, key));
    }

    /**
     * @param value  a value, not null
     * @param stored a fingerprint, under any key still configured
     * @return whether it is the value's
     */
    public boolean isFingerprintOf(String value, String stored) {
        return fingerprintKeys.values().stream().anyMatch(key -> MessageDigest.isEqual(
                fingerprint(value, key).getBytes(StandardCharsets.UTF_8), stored.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * @return the id of the key of {@link #fingerprint}; tells nothing of the key
     */
    public String fingerprintKeyId() {
        return fingerprintKeys.keySet().iterator().next();
    }

    private static String fingerprint(String value, SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String name, String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            if (bytes.length >= KEY_BYTES) {
                return bytes;
            }
            throw new PersonalDataKeysException("The key '%1$s' for personal data has fewer than 32 bytes.\n个人信息密钥“%1$s”不足32字节。"
                    .formatted(name));
        } catch (IllegalArgumentException e) {
            throw new PersonalDataKeysException("The key '%1$s' for personal data is not written in Base64.\n个人信息密钥“%1$s”不是 Base64 编码。"
                    .formatted(name));
        }
    }
}
