package org.shouwang.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Files with made-up people in the form in which officials make them. Each file tries one habit. */
public final class TrialFiles {

    private TrialFiles() {
    }

    /** Returns the content of a file. */
    public static byte[] bytes(String name) {
        try (InputStream file = TrialFiles.class.getResourceAsStream("/trials/" + name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
