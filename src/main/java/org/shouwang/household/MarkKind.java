package org.shouwang.household;

/** The marks that a household can have in the national system, besides the one of being monitored. */
public enum MarkKind {
    /** The household's risks are eliminated (风险消除). */
    RISK_ELIMINATED("风险消除"),
    /** The household has no labour at all and lives on social security (整户无劳动能力兜底保障户). */
    SAFETY_NET("整户无劳动能力兜底保障户");

    private final String title;

    MarkKind(String title) {
        this.title = title;
    }

    /**
     * @return the mark's Chinese name
     */
    public String title() {
        return title;
    }
}
