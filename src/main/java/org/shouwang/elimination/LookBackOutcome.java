package org.shouwang.elimination;

import org.shouwang.casefile.CaseStatus;

/** What a household whose risks were marked as gone is found to be when it is looked at again (EL-4). */
public enum LookBackOutcome {
    /** 消除属实 */
    CONFIRMED("消除属实", LookBackCases.CONFIRMED),
    /** 标注不准 */
    ROLLBACK("标注不准，原有风险仍在", LookBackCases.ROLLBACK_BEGUN),
    /** 出现新的风险 */
    NEW_RISK("出现新的风险", LookBackCases.NEW_RISK_FOUND);

    private final String title;
    private final CaseStatus status;

    LookBackOutcome(String title, CaseStatus status) {
        this.title = title;
        this.status = status;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @return how a case stands that has ended with it
     */
    public CaseStatus status() {
        return status;
    }
}
