package org.shouwang.shared;

/**
 * A valid request does not fit the present state: there is a case already, a decision is already taken, or the page is out of
 * date.
 */
public class ConflictException extends RuntimeException {

    private final String caseNo;

    /**
     * @param message the reason in Chinese, without personal data
     */
    public ConflictException(String message) {
        this(message, null);
    }

    /**
     * @param message the reason in Chinese, without personal data
     * @param caseNo  the number of the case that stands in the way; null if the user may not know it
     */
    public ConflictException(String message, String caseNo) {
        super(message);
        this.caseNo = caseNo;
    }

    /**
     * @return the number of the case that stands in the way; null if there is none or the user may not know it
     */
    public String caseNo() {
        return caseNo;
    }
}
