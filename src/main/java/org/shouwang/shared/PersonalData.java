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
 * Protects identity numbers in the database. A number is encrypted by AES-GCM with a named key; a keyed hash, its fingerprint,
 * lets it be found. A stored value names its algorithm and key, so that both can be changed. It is bound to its place: in any
 * other place it can no more be read than after tampering.
 */
@Component
public class PersonalData {

    private static final String ALGORITHM = "aes-gcm-row";
    /** The algorithm of values that were stored before values were bound to their places. */
    private static final String UNBOUND = "aes-gcm";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int UNBOUND_IV_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_LENGTH = 16;
    private static final String SEPARATOR = ":";
    /** A thread's cipher. To find one in the list of providers takes a third of the time of a short value. */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(PersonalData::cipher);
    private static final String FINGERPRINT = "HmacSHA256";
    /** A thread's function for fingerprints, for the same reason. */
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(PersonalData::mac);

    /** The keys by the beginning of the values that are encrypted with them. */
    private final Map<String, SecretKeySpec> keys = new HashMap<>();
    private final Map<String, BytesEncryptor> unbound = new HashMap<>();
    private final BytesKeyGenerator ivs = KeyGenerators.secureRandom(IV_BYTES);
    private final String current;
    /** The keys of fingerprints by their id; the current key comes first. */
    private final Map<String, SecretKeySpec> fingerprintKeys = new LinkedHashMap<>();

    /**
     * @param properties the configured keys
     * @throws PersonalDataKeysException if a key is missing or cannot be used
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
                // Some values were stored before values named their algorithm.
                unbound.put(name, cipher);
            }
        });
        current = ALGORITHM + SEPARATOR + properties.currentKey();
        addFingerprintKey("fingerprint-key", properties.fingerprintKey());
        properties.oldFingerprintKeys().forEach(key -> addFingerprintKey("old-fingerprint-keys", key));
    }

    private void addFingerprintKey(String name, String base64) {
        SecretKeySpec key = new SecretKeySpec(bytes(name, base64), FINGERPRINT);
        fingerprintKeys.putIfAbsent(fingerprint("key id", key).substring(0, KEY_ID_LENGTH), key);
    }

    /**
     * Encrypts a value; the result is different each time.
     *
     * @param value a value, not null
     * @param place the place where the value is stored, such as {@link EncryptedColumn#at}; no other value may have the same
     *     place
     * @return the value as it is stored: the algorithm, the name of the key and the encrypted bytes
     */
    public String encrypt(String value, String place) {
        byte[] iv = ivs.generateKey();
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, keys.get(current), iv, place, value.getBytes(StandardCharsets.UTF_8));
        return currentPrefix() + Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(iv.length + sealed.length).put(iv).put(sealed).array());
    }

    /**
     * @return the beginning of every text that {@link #encrypt} returns with the current key
     */
    public String currentPrefix() {
        return current + SEPARATOR;
    }

    /**
     * Decrypts a stored value.
     *
     * @param stored a text that {@link #encrypt} returned, with any key that is still configured
     * @param place  the place where the text was found
     * @return the value
     * @throws IllegalStateException if the key is not configured any more, or the text was tampered with or comes from another
     *     place
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

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(FINGERPRINT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] apply(int mode, SecretKeySpec key, byte[] iv, String place, byte[] bytes) {
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What is stored at " + place + " was not encrypted for it", e);
        }
    }

    /**
     * Returns the fingerprint of a value: a text that is always the same for the same value and key, and tells nothing without
     * the key.
     *
     * @param value a value, not null
     * @return the fingerprint, 64 characters
     */
    public String fingerprint(String value) {
        return fingerprint(value, fingerprintKeys.get(fingerprintKeyId()));
    }

    /**
     * Returns the fingerprint of a value under a certain key.
     *
     * @param value a value, not null
     * @param keyId the id of a key, or null for the oldest configured key
     * @return the fingerprint; empty if the key is not configured any more
     */
    public Optional<String> fingerprint(String value, String keyId) {
        String wanted = keyId == null ? fingerprintKeys.keySet().stream().reduce((first, second) -> second).orElseThrow() : keyId;
        return Optional.ofNullable(fingerprintKeys.get(wanted)).map(key -> fingerprint(value, key));
    }

    /**
     * Tells whether a fingerprint belongs to a value, under any key that is still configured.
     *
     * @param value  a value, not null
     * @param stored a fingerprint
     */
    public boolean isFingerprintOf(String value, String stored) {
        return fingerprintKeys.values().stream().anyMatch(key -> MessageDigest.isEqual(
                fingerprint(value, key).getBytes(StandardCharsets.UTF_8), stored.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * @return the id of the current key of {@link #fingerprint}; it tells nothing of the key
     */
    public String fingerprintKeyId() {
        return fingerprintKeys.keySet().iterator().next();
    }

    private static String fingerprint(String value, SecretKeySpec key) {
        try {
            Mac mac = MAC.get();
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
