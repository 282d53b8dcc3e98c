package org.shouwang.shared;

/** A valid request cannot be carried out for a while. Nothing of it was done. */
public class UnavailableException extends RuntimeException {

    /** The seconds after which the user may try again. */
    public static final int RETRY_AFTER_SECONDS = 5;

    /**
     * @param message the reason and when to try again, in Chinese
     */
    public UnavailableException(String message) {
        super(message);
    }
}
