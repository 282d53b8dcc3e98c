package org.shouwang.safetynet;

import org.shouwang.casefile.SharedSteps;

/**
 * The names that the model {@code safety-net-recognition} and the code share. The constant of a task is named like the
 * id of the task without its prefix {@code userTask}.
 */
public final class SafetyNetRecognitionProcess {

    public static final String KEY = "safety-net-recognition";

    public static final String CHECK_HOUSEHOLD = "userTask_checkHousehold";
    public static final String PRESELECT_AT_VILLAGE = SharedSteps.PRESELECT_AT_VILLAGE;
    public static final String DECIDE_AT_TOWNSHIP = "userTask_decideAtTownship";
    public static final String RECORD_AT_COUNTY = "userTask_recordAtCounty";
    public static final String MARK_IN_SYSTEM = "userTask_markInSystem";
    public static final String INFORM_HOUSEHOLD = SharedSteps.INFORM_HOUSEHOLD;

    public static final String CALL_PUBLIC_NOTICE = "callActivity_publicNotice";
    public static final String END_DECIDED_BY_TOWNSHIP = "endEvent_decidedByTownship";
    public static final String END_RECOGNISED = "endEvent_recognised";

    public static final String CHECK_OUTCOME = "checkOutcome";
    public static final String PRESELECTION_OUTCOME = SharedSteps.PRESELECTION_OUTCOME;
    public static final String TOWNSHIP_REVIEW_OUTCOME = "townshipReviewOutcome";
    public static final String NOTICE_OUTCOME = "noticeOutcome";

    public static final String MESSAGE_WITHDRAWN = "safetyNetRecognition.withdrawn";

    public static final String DECISION = "safety-net-conditions";

    private SafetyNetRecognitionProcess() {
    }
}
