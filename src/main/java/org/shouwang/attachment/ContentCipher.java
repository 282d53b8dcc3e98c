package org.shouwang.attachment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.keygen.KeyGenerators;

/**
 * Encrypts the pieces of one file by AES-GCM with the file's own key. Each piece is bound to its file, its place and the number of
 * pieces, so that none can be left out, moved or taken from another file.
 */
final class ContentCipher {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final String file;

    /**
     * @param key  the file's key in Base64
     * @param file what no other file has: its id and the number of its pieces
     */
    ContentCipher(String key, String file) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(key), "AES");
        this.file = file;
    }

    /** Returns a new key in Base64. */
    static String newKey() {
        return Base64.getEncoder().encodeToString(KeyGenerators.secureRandom(KEY_BYTES).generateKey());
    }

    /**
     * @param position the place of the piece; no two pieces of a file have the same
     */
    byte[] encrypt(byte[] piece, int offset, int length, int position) {
        return apply(Cipher.ENCRYPT_MODE, piece, offset, length, position);
    }

    /**
     * @throws IllegalStateException if the piece was tampered with or belongs elsewhere
     */
    byte[] decrypt(byte[] piece, int position) {
        return apply(Cipher.DECRYPT_MODE, piece, 0, piece.length, position);
    }

    private byte[] apply(int mode, byte[] piece, int offset, int length, int position) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            // The key is used for this file only, so the place never comes twice with it.
            byte[] iv = ByteBuffer.allocate(IV_BYTES).putInt(position).array();
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD((file + ":" + position).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(piece, offset, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("What is stored of the file " + file + " at " + position + " was not encrypted for it", e);
        }
    }
}
