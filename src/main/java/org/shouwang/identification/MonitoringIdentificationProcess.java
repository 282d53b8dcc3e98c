package org.shouwang.identification;

import org.shouwang.casefile.SharedSteps;

/**
 * The names that the model {@code monitoring-identification} and the code share. The constant of a task is named like the
 * id of the task without its prefix {@code userTask}.
 */
public final class MonitoringIdentificationProcess {

    public static final String KEY = "monitoring-identification";

    public static final String VERIFY_HOUSEHOLD = "userTask_verifyHousehold";
    public static final String CONFIRM_COMPARISON = "userTask_confirmComparison";
    public static final String PRESELECT_AT_VILLAGE = SharedSteps.PRESELECT_AT_VILLAGE;
    public static final String REVIEW_AT_TOWNSHIP = "userTask_reviewAtTownship";
    public static final String CHECK_AT_COUNTY = "userTask_checkAtCounty";
    public static final String APPROVE_AT_COUNTY = SharedSteps.APPROVE_AT_COUNTY;
    public static final String ANNOUNCE_RESULT = SharedSteps.ANNOUNCE_RESULT;
    public static final String ENTER_SYSTEM = "userTask_enterSystem";
    public static final String INFORM_HOUSEHOLD = SharedSteps.INFORM_HOUSEHOLD;

    public static final String SUB_PROCESS_IDENTIFICATION = "subProcess_identification";
    public static final String COMPARE_INFORMATION = "serviceTask_compareInformation";
    public static final String CALL_PUBLIC_NOTICE = "callActivity_publicNotice";
    public static final String END_APPROVED_BY_COUNTY = "endEvent_approvedByCounty";
    public static final String TIMER_IDENTIFICATION_WARNING = "timer_identificationWarning";
    public static final String TIMER_IDENTIFICATION_DUE = "timer_identificationDue";
    public static final String END_WITHDRAWN = "endEvent_withdrawn";
    public static final String START_ASSISTANCE = "serviceTask_startAssistance";
    public static final String END_ENTERED = "endEvent_entered";
    public static final String END_ADMITTED = "endEvent_admitted";
    public static final String END_REFUSED = "endEvent_refused";

    public static final String VERIFICATION_OUTCOME = "verificationOutcome";
    public static final String COMPARISON_OUTCOME = "comparisonOutcome";
    public static final String PRESELECTION_OUTCOME = SharedSteps.PRESELECTION_OUTCOME;
    public static final String TOWNSHIP_REVIEW_OUTCOME = "townshipReviewOutcome";
    public static final String COUNTY_CHECK_OUTCOME = "countyCheckOutcome";
    public static final String COUNTY_APPROVAL_OUTCOME = SharedSteps.COUNTY_APPROVAL_OUTCOME;
    public static final String NOTICE_OUTCOME = "noticeOutcome";

    public static final String MESSAGE_WITHDRAWN = "monitoringIdentification.withdrawn";

    public static final String DECISION = "household-category";

    private MonitoringIdentificationProcess() {
    }
}
