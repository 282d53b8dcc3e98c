package org.shouwang.elimination;

/** What the village finds at the home. */
public enum CheckOutcome {
    /** 风险已消除 */
    RISK_GONE("风险已消除"),
    /** 风险尚未消除 */
    RISK_REMAINS("风险尚未消除");

    private final String title;

    CheckOutcome(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
