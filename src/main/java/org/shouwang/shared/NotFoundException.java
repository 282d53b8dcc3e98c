package org.shouwang.shared;

/** The thing that was asked for does not exist, or the user may not see it; the answer does not tell the two apart. */
public class NotFoundException extends RuntimeException {

    /**
     * @param message the reason in Chinese, without personal data
     */
    public NotFoundException(String message) {
        super(message);
    }
}
