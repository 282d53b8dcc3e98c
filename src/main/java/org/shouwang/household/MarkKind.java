package org.shouwang.household;

/** What a household is marked with in the national system, besides being monitored. */
public enum MarkKind {
    /** 风险消除 */
    RISK_ELIMINATED("风险消除"),
    /** 整户无劳动能力兜底保障户 */
    SAFETY_NET("整户无劳动能力兜底保障户");

    private final String title;

    MarkKind(String title) {
        this.title = title;
    }

    /**
     * @return the mark as people read it
     */
    public String title() {
        return title;
    }
}
