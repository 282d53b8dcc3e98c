package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor;
import org.springframework.security.crypto.encrypt.AesBytesEncryptor.CipherAlgorithm;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Checks identity numbers in the database: nobody can read them without the key, a keyed hash finds them, and keys can be
 * changed.
 */
class PersonalDataKeysTest {

    private static final String OLD = key((byte) 1);
    private static final String NEW = key((byte) 2);
    private static final String NUMBER = "123456";
    private static final String PLACE = EncryptedColumn.CASE_HEAD.at("JC-1");

    @Test
    void theSameValueIsEncryptedDifferentlyEachTimeButFoundByOneHash() {
        PersonalData data = data(Map.of("old", OLD), "old", OLD);

        assertThat(data.encrypt(NUMBER, PLACE)).isNotEqualTo(data.encrypt(NUMBER, PLACE)).doesNotContain(NUMBER).startsWith("aes-gcm-row:old:");
        assertThat(data.fingerprint(NUMBER)).isEqualTo(data.fingerprint(NUMBER)).hasSize(64)
                .isNotEqualTo(data(Map.of("old", OLD), "old", NEW).fingerprint(NUMBER));
        assertThat(data.decrypt(data.encrypt(NUMBER, PLACE), PLACE)).isEqualTo(NUMBER);
    }

    @Test
    void afterAChangeOfKeysOldValuesAreStillRead() {
        String stored = data(Map.of("old", OLD), "old", OLD).encrypt(NUMBER, PLACE);
        PersonalData changed = data(Map.of("old", OLD, "new", NEW), "new", OLD);

        assertThat(changed.decrypt(stored, PLACE)).isEqualTo(NUMBER);
        assertThat(changed.encrypt(NUMBER, PLACE)).startsWith("aes-gcm-row:new:");
    }

    @Test
    void aValueWhoseKeyIsGoneOrThatWasTamperedWithIsNotRead() {
        PersonalData data = data(Map.of("old", OLD), "old", OLD);
        String stored = data.encrypt(NUMBER, PLACE);
        String tampered = stored.substring(0, stored.length() - 4) + (stored.endsWith("AAA=") ? "BBB=" : "AAA=");

        assertThatThrownBy(() -> data(Map.of("new", NEW), "new", OLD).decrypt(stored, PLACE)).hasMessageContaining("'aes-gcm-row:old'");
        assertThatThrownBy(() -> data.decrypt(tampered, PLACE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aValueIsReadInItsOwnPlaceOnly() {
        PersonalData data = data(Map.of("old", OLD), "old", OLD);
        String stored = data.encrypt(NUMBER, PLACE);

        for (String other : List.of(EncryptedColumn.CASE_HEAD.at("JC-2"), EncryptedColumn.HOUSEHOLD_HEAD.at("JC-1"), "")) {
            assertThatThrownBy(() -> data.decrypt(stored, other)).as(other).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aValueStoredBeforeValuesWereBoundIsReadUntilThatIsSwitchedOff() {
        AesBytesEncryptor before = new AesBytesEncryptor(new SecretKeySpec(Base64.getDecoder().decode(OLD), "AES"),
                KeyGenerators.secureRandom(16), CipherAlgorithm.GCM);
        String stored = Base64.getEncoder().encodeToString(before.encrypt(NUMBER.getBytes()));
        PersonalData strict = new PersonalData(new PersonalDataProperties(Map.of("old", OLD), "old", OLD, List.of(), false));

        for (String prefix : List.of("old:", "aes-gcm:old:")) {
            assertThat(data(Map.of("old", OLD), "old", OLD).decrypt(prefix + stored, PLACE)).isEqualTo(NUMBER);
            assertThatThrownBy(() -> strict.decrypt(prefix + stored, PLACE)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aFingerprintIsRecognisedUnderAnOldKeyWhileThatIsConfigured() {
        PersonalData before = data(Map.of("old", OLD), "old", OLD);
        PersonalData changed = data(Map.of("old", OLD), "old", NEW, List.of(OLD));
        PersonalData without = data(Map.of("old", OLD), "old", NEW);
        String stored = before.fingerprint(NUMBER);

        assertThat(changed.fingerprint(NUMBER)).isNotEqualTo(stored);
        assertThat(changed.fingerprint(NUMBER, before.fingerprintKeyId())).contains(stored);
        assertThat(changed.isFingerprintOf(NUMBER, stored)).isTrue();
        assertThat(without.fingerprint(NUMBER, before.fingerprintKeyId())).isEmpty();
        assertThat(without.isFingerprintOf(NUMBER, stored)).isFalse();
    }

    @Test
    void withoutKeysNothingStarts() {
        assertThatThrownBy(() -> data(null, null, null)).hasMessageContaining("shouwang.personal-data.keys");
        assertThatThrownBy(() -> data(Map.of("old", OLD), "new", OLD)).hasMessageContaining("current-key");
        assertThatThrownBy(() -> data(Map.of("old", "AAAA"), "old", OLD)).hasMessageContaining("32 bytes");
    }

    private static PersonalData data(Map<String, String> keys, String current, String fingerprint) {
        return data(keys, current, fingerprint, List.of());
    }

    private static PersonalData data(Map<String, String> keys, String current, String fingerprint, List<String> before) {
        return new PersonalData(new PersonalDataProperties(keys, current, fingerprint, before, true));
    }

    private static String key(byte fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
