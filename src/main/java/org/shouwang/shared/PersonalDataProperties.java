package org.shouwang.shared;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys for personal data. They have no default: without them the product does not start.
 *
 * @param keys               the encryption keys by their names, each 32 bytes in Base64; old keys stay until no value uses
 *     them
 * @param currentKey         the name of the key with which new values are encrypted
 * @param fingerprintKey     the key of the hash by which values are found, at least 32 bytes in Base64
 * @param oldFingerprintKeys the keys that were {@code fingerprintKey} before; they stay as long as data sets made under them
 *     are used
 * @param acceptUnbound      whether values are read that are not bound to their rows, as they were stored in the past; false
 *     once the rotation has bound all values, so that values of an old backup cannot be put anywhere
 */
@ConfigurationProperties("shouwang.personal-data")
public record PersonalDataProperties(Map<String, String> keys, String currentKey, String fingerprintKey,
                                     @DefaultValue List<String> oldFingerprintKeys,
                                     @DefaultValue("true") boolean acceptUnbound) {
}
