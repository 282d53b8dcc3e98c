package org.shouwang.elimination;

/** The village's finding at the home of a household. */
public enum CheckOutcome {
    /** The risks are gone. */
    RISK_GONE("风险已消除"),
    /** A risk is still there. */
    RISK_REMAINS("风险尚未消除");

    private final String title;

    CheckOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the value's Chinese name
     */
    public String title() {
        return title;
    }
}
