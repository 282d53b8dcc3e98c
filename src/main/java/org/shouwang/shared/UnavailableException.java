package org.shouwang.shared;

/** Something cannot be done for a while, though nothing is wrong with what was asked. */
public class UnavailableException extends RuntimeException {

    /**
     * @param message what is going on and when to try again, in Chinese
     */
    public UnavailableException(String message) {
        super(message);
    }
}
