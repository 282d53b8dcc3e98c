package org.shouwang.shared;

/** A file cannot be taken. Nothing of it was kept. */
public class RefusedFileException extends RuntimeException {

    private final Why why;

    /** The reasons for which files are refused. */
    public enum Why {
        /** The file, or all files together, are too large. */
        TOO_LARGE,
        /** The file is of a type that is not taken, or is damaged. */
        WRONG_TYPE,
        /** A virus was found in the file. */
        INFECTED
    }

    /**
     * @param why     the reason
     * @param message the reason and what to do, in Chinese; without personal data
     */
    public RefusedFileException(Why why, String message) {
        super(message);
        this.why = why;
    }

    /**
     * @return the reason
     */
    public Why why() {
        return why;
    }
}
