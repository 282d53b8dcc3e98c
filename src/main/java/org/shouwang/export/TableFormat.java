package org.shouwang.export;

/** In which form a table leaves the product. */
public enum TableFormat {
    /** Excel */
    XLSX("Excel（xlsx）", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** CSV in UTF-8 with its mark, which Excel needs to read it. */
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
     * @return the format as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @return how a file's name ends
     */
    public String extension() {
        return extension;
    }

    /**
     * @return its media type
     */
    public String contentType() {
        return contentType;
    }
}
