package org.shouwang.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Identity numbers at rest: unreadable without the key, found by a keyed hash, and keys can be changed. */
class PersonalDataKeysTest {

    private static final String OLD = key((byte) 1);
    private static final String NEW = key((byte) 2);
    private static final String NUMBER = "123456";

    @Test
    void theSameValueIsEncryptedDifferentlyEachTimeButFoundByOneHash() {
        PersonalData data = data(Map.of("old", OLD), "old", OLD);

        assertThat(data.encrypt(NUMBER)).isNotEqualTo(data.encrypt(NUMBER)).doesNotContain(NUMBER).startsWith("aes-gcm:old:");
        assertThat(data.fingerprint(NUMBER)).isEqualTo(data.fingerprint(NUMBER)).hasSize(64)
                .isNotEqualTo(data(Map.of("old", OLD), "old", NEW).fingerprint(NUMBER));
        assertThat(data.decrypt(data.encrypt(NUMBER))).isEqualTo(NUMBER);
    }

    @Test
    void afterAChangeOfKeysOldValuesAreStillRead() {
        String stored = data(Map.of("old", OLD), "old", OLD).encrypt(NUMBER);
        PersonalData changed = data(Map.of("old", OLD, "new", NEW), "new", OLD);

        assertThat(changed.decrypt(stored)).isEqualTo(NUMBER);
        assertThat(changed.encrypt(NUMBER)).startsWith("aes-gcm:new:");
    }

    @Test
    void aValueWhoseKeyIsGoneOrThatWasTamperedWithIsNotRead() {
        PersonalData data = data(Map.of("old", OLD), "old", OLD);
        String stored = data.encrypt(NUMBER);
        String tampered = stored.substring(0, stored.length() - 4) + (stored.endsWith("AAA=") ? "BBB=" : "AAA=");

        assertThatThrownBy(() -> data(Map.of("new", NEW), "new", OLD).decrypt(stored)).hasMessageContaining("'aes-gcm:old'");
        assertThatThrownBy(() -> data.decrypt(tampered)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aValueStoredBeforeAlgorithmsWereNamedIsStillRead() {
        PersonalData data = data(Map.of("old", OLD), "old", OLD);

        assertThat(data.decrypt(data.encrypt(NUMBER).substring("aes-gcm:".length()))).isEqualTo(NUMBER);
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
        return new PersonalData(new PersonalDataProperties(keys, current, fingerprint, before));
    }

    private static String key(byte fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
