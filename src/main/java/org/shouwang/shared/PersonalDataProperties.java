package org.shouwang.shared;

import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys for personal data. There is no default: without them the product does not start.
 *
 * @param keys               encryption keys by their name, each 32 bytes in Base64; old ones stay until nothing uses them
 * @param currentKey         the name of the key with which new values are encrypted
 * @param fingerprintKey     the key of the hash by which values are found, at least 32 bytes in Base64
 * @param oldFingerprintKeys keys that were {@code fingerprintKey} before; they stay while data sets handed in under them count
 * @param acceptUnbound      whether values are read that were stored before values were bound to their rows; false once the
 *                           rotation has bound them all, so that no value of an old backup is taken anywhere
 */
@ConfigurationProperties("shouwang.personal-data")
public record PersonalDataProperties(Map<String, String> keys, String currentKey, String fingerprintKey,
                                     @DefaultValue List<String> oldFingerprintKeys,
                                     @DefaultValue("true") boolean acceptUnbound) {
}
