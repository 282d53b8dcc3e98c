package org.shouwang.elimination;

import org.shouwang.casefile.SharedSteps;

/**
 * The names that the model {@code risk-rollback} and the code share. The constant of a task is named like the id of the task
 * without its prefix {@code userTask}.
 */
public final class RiskRollbackProcess {

    public static final String KEY = "risk-rollback";

    public static final String CHECK_HOUSEHOLD = "userTask_checkHousehold";
    public static final String REVIEW_AT_TOWNSHIP = "userTask_reviewAtTownship";
    public static final String APPROVE_AT_COUNTY = SharedSteps.APPROVE_AT_COUNTY;
    public static final String MARK_IN_SYSTEM = "userTask_markInSystem";

    public static final String END_MARK_IS_RIGHT = "endEvent_markIsRight";
    public static final String END_APPROVED_BY_COUNTY = "endEvent_approvedByCounty";
    public static final String END_ROLLED_BACK = "endEvent_rolledBack";
    public static final String END_REFUSED = "endEvent_refused";

    public static final String CHECK_OUTCOME = "checkOutcome";
    public static final String TOWNSHIP_REVIEW_OUTCOME = "townshipReviewOutcome";
    public static final String COUNTY_APPROVAL_OUTCOME = SharedSteps.COUNTY_APPROVAL_OUTCOME;

    public static final String MESSAGE_WITHDRAWN = "riskRollback.withdrawn";

    private RiskRollbackProcess() {
    }
}
