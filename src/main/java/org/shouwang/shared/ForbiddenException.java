package org.shouwang.shared;

/** The user may see the thing, but may not do this with it. */
public class ForbiddenException extends RuntimeException {

    /**
     * @param message the reason in Chinese, without personal data
     */
    public ForbiddenException(String message) {
        super(message);
    }
}
