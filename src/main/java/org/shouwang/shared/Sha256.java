package org.shouwang.shared;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, with which files are told apart and draws are ordered. Identity numbers get keyed fingerprints ({@link PersonalData}). */
public final class Sha256 {

    private Sha256() {
    }

    /**
     * Returns a new digest, for content that comes in pieces.
     */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the digest of some content in hexadecimal form.
     *
     * @param content the content
     */
    public static String hex(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /**
     * Returns the digest of a text in hexadecimal form.
     *
     * @param text the text, of which the UTF-8 form counts
     */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds what a stream holds to a digest and closes the stream. No more than a few kilobytes are in memory at a time.
     *
     * @param digest the digest
     * @param stream the stream
     * @throws IOException if the stream cannot be read
     */
    public static void add(MessageDigest digest, InputStream stream) throws IOException {
        try (InputStream content = new DigestInputStream(stream, digest)) {
            content.transferTo(OutputStream.nullOutputStream());
        }
    }
}
