package org.shouwang.elimination;

import org.shouwang.casefile.SharedSteps;

/**
 * The names that the model {@code risk-elimination} and the code share. The constant of a task is named like the id of the
 * task without its prefix {@code userTask}.
 */
public final class RiskEliminationProcess {

    public static final String KEY = "risk-elimination";

    public static final String CHECK_HOUSEHOLD = "userTask_checkHousehold";
    public static final String PRESELECT_AT_VILLAGE = SharedSteps.PRESELECT_AT_VILLAGE;
    public static final String REVIEW_AT_TOWNSHIP = "userTask_reviewAtTownship";
    public static final String CHECK_AT_COUNTY = "userTask_checkAtCounty";
    public static final String APPROVE_AT_COUNTY = SharedSteps.APPROVE_AT_COUNTY;
    public static final String ANNOUNCE_RESULT = SharedSteps.ANNOUNCE_RESULT;
    public static final String MARK_IN_SYSTEM = "userTask_markInSystem";
    public static final String INFORM_HOUSEHOLD = SharedSteps.INFORM_HOUSEHOLD;

    public static final String CALL_PUBLIC_NOTICE = "callActivity_publicNotice";
    public static final String END_APPROVED_BY_COUNTY = "endEvent_approvedByCounty";
    public static final String END_ELIMINATED = "endEvent_eliminated";

    public static final String CHECK_OUTCOME = "checkOutcome";
    public static final String PRESELECTION_OUTCOME = SharedSteps.PRESELECTION_OUTCOME;
    public static final String TOWNSHIP_REVIEW_OUTCOME = "townshipReviewOutcome";
    public static final String COUNTY_CHECK_OUTCOME = "countyCheckOutcome";
    public static final String COUNTY_APPROVAL_OUTCOME = SharedSteps.COUNTY_APPROVAL_OUTCOME;
    public static final String NOTICE_OUTCOME = "noticeOutcome";

    public static final String MESSAGE_WITHDRAWN = "riskElimination.withdrawn";

    public static final String DECISION = "risk-elimination-conditions";

    private RiskEliminationProcess() {
    }
}
