package org.shouwang.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files as officials make them, with made-up people; each tries one habit. */
public final class TrialFiles {

    private TrialFiles() {
    }

    /**
     * @param name a file's name
     * @return what is in it
     */
    public static byte[] bytes(String name) {
        try (InputStream file = TrialFiles.class.getResourceAsStream("/trials/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
