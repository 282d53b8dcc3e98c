package org.shouwang.paper;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The file format in which somebody takes a paper out. */
public enum PaperFormat {
    /** A Word file. */
    DOCX("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    /** A PDF file, which only a machine with LibreOffice can make. */
    PDF("PDF", "application/pdf");

    private final String title;
    private final String mediaType;

    PaperFormat(String title, String mediaType) {
        this.title = title;
        this.mediaType = mediaType;
    }

    /**
     * @return the name by which people know the format
     */
    public String title() {
        return title;
    }

    /**
     * @return the media type of the file
     */
    public String mediaType() {
        return mediaType;
    }

    /**
     * @return the end of the file's name and the format's name in addresses
     */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the format with a name in addresses.
     *
     * @param name any text that somebody typed
     * @return the format; empty if no format has this name
     */
    public static Optional<PaperFormat> of(String name) {
        return Arrays.stream(values()).filter(format -> format.extension().equals(name)).findFirst();
    }
}
