package org.shouwang.export;

import java.util.Arrays;
import org.shouwang.shared.InvalidInputException;

/** The formats of tables that leave the product. */
public enum TableFormat {
    /** A workbook of Excel. */
    XLSX("Excel（xlsx）", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** A csv file in UTF-8 with a byte order mark, without which Excel reads it wrongly. */
    CSV("CSV", "csv", "text/csv;charset=UTF-8");

    private final String title;
    private final String extension;
    private final String contentType;

    TableFormat(String title, String extension, String contentType) {
        this.title = title;
        this.extension = extension;
        this.contentType = contentType;
    }

    /**
     * Returns the format that somebody asked for.
     *
     * @param extension the file extension of the format; null and any text are allowed
     * @param label     what the field {@code format} is called in Chinese
     * @throws InvalidInputException if there is no such format
     */
    public static TableFormat of(String extension, String label) {
        return Arrays.stream(values()).filter(each -> each.extension.equals(extension)).findFirst()
                .orElseThrow(() -> new InvalidInputException("format", label, "须为 xlsx 或 csv"));
    }

    /**
     * @return the format's name for people
     */
    public String title() {
        return title;
    }

    /**
     * @return the ending of the file's name, without the dot
     */
    public String extension() {
        return extension;
    }

    /**
     * @return the format's media type
     */
    public String contentType() {
        return contentType;
    }
}
