package org.shouwang.casefile;

/** What the levels decide on a case; each form offers some of these. Their names are stored, and stand in the models. */
public enum Decision {
    /** 初选 */
    PRESELECT(false),
    /** 一致: what the household said agrees with the departments' data. */
    CONSISTENT(false),
    /** 不一致 */
    DISCREPANT(true),
    /** 审核通过: the case goes on to whoever has the last word. */
    PASS(false),
    /** 同意 */
    APPROVE(false),
    /** 确认: the plan holds. */
    CONFIRM(false),
    /** 退回: a level below does its work again. */
    RETURN(true),
    /** 不同意: the case ends. */
    REJECT(true);

    private final boolean reasoned;

    Decision(boolean reasoned) {
        this.reasoned = reasoned;
    }

    /**
     * @return whether a reason has to be given for it in any case (ID-6)
     */
    boolean isReasoned() {
        return reasoned;
    }
}
