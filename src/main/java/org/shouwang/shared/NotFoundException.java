package org.shouwang.shared;

/** What was asked for does not exist, or not for this user; the two are not told apart. */
public class NotFoundException extends RuntimeException {

    /**
     * @param message the reason, in Chinese, without personal data
     */
    public NotFoundException(String message) {
        super(message);
    }
}
