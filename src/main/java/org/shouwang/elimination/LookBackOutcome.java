package org.shouwang.elimination;

import org.shouwang.casefile.CaseStatus;

/** The conclusion of a look-back about a household whose risks were marked as gone (EL-4). */
public enum LookBackOutcome {
    /** The elimination was right (消除属实). */
    CONFIRMED("消除属实", LookBackCases.CONFIRMED),
    /** The elimination was wrong; the old risk is still there (标注不准). */
    ROLLBACK("标注不准，原有风险仍在", LookBackCases.ROLLBACK_BEGUN),
    /** The household has a new risk (出现新的风险). */
    NEW_RISK("出现新的风险", LookBackCases.NEW_RISK_FOUND);

    private final String title;
    private final CaseStatus status;

    LookBackOutcome(String title, CaseStatus status) {
        this.title = title;
        this.status = status;
    }

    /**
     * @return the value's Chinese name
     */
    public String title() {
        return title;
    }

    /**
     * @return the status with which a case of this conclusion ends
     */
    public CaseStatus status() {
        return status;
    }
}
