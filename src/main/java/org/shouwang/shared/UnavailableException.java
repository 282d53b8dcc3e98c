package org.shouwang.shared;

/** Something cannot be done for a while, though nothing is wrong with what was asked. Nothing of it was done. */
public class UnavailableException extends RuntimeException {

    /** In how many seconds it may be tried again. */
    public static final int RETRY_AFTER_SECONDS = DatabaseLimits.RETRY_AFTER_SECONDS;

    /**
     * @param message what is going on and when to try again, in Chinese
     */
    public UnavailableException(String message) {
        super(message);
    }
}
