package org.shouwang.shared;

/** The request is sound but does not fit the present state: a second case, a decision already taken, a stale page. */
public class ConflictException extends RuntimeException {

    private final String caseNo;

    /**
     * @param message the reason, in Chinese, without personal data
     */
    public ConflictException(String message) {
        this(message, null);
    }

    /**
     * @param message the reason, in Chinese, without personal data
     * @param caseNo  the case that stands in the way, or null if the user may not know it
     */
    public ConflictException(String message, String caseNo) {
        super(message);
        this.caseNo = caseNo;
    }

    /**
     * @return the case that stands in the way, or null if there is none or the user may not know it
     */
    public String caseNo() {
        return caseNo;
    }
}
