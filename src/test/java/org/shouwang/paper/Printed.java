package org.shouwang.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Reads papers as a reader does, and keeps them in {@code target/papers} to be looked at. */
public final class Printed {

    /** The folder with all papers of the last run. */
    public static final Path FOLDER = Path.of("target", "papers");

    private Printed() {
    }

    /**
     * Reads a paper and checks that nothing of its template is left.
     *
     * @param name the name under which the paper is kept
     * @param docx the paper
     * @return everything that is printed
     */
    public static String text(String name, byte[] docx) {
        try (XWPFWordExtractor word = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(docx)))) {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".docx"), docx);
            String text = word.getText();
            assertThat(text).as(name).doesNotContain("{{").doesNotContain("}}").doesNotContain("null").doesNotContainPattern("\\[[a-zA-Z]+\\]");
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
