package org.shouwang.identification.process;

/** Names of the process {@code monitoring-identification} that its model and the code share. */
public final class IdentificationProcess {

    /** The process's key. */
    public static final String KEY = "monitoring-identification";

    static final String MESSAGE_WITHDRAWN = "monitoringIdentification.withdrawn";
    static final String DECISION = "household-category";

    private IdentificationProcess() {
    }

    /** Elements of the model. */
    static final class Elements {
        static final String VERIFY_HOUSEHOLD = "userTask_verifyHousehold";
        static final String CONFIRM_COMPARISON = "userTask_confirmComparison";
        static final String PRESELECT_AT_VILLAGE = "userTask_preselectAtVillage";
        static final String REVIEW_AT_TOWNSHIP = "userTask_reviewAtTownship";
        static final String CHECK_AT_COUNTY = "userTask_checkAtCounty";
        static final String APPROVE_AT_COUNTY = "userTask_approveAtCounty";
        static final String ANNOUNCE_RESULT = "userTask_announceResult";
        static final String ENTER_SYSTEM = "userTask_enterSystem";
        static final String INFORM_HOUSEHOLD = "userTask_informHousehold";

        private Elements() {
        }
    }

    /** Variables of the engine. */
    static final class Variables {
        static final String CASE_NO = "caseNo";
        static final String CASE_STATUS = "caseStatus";
        static final String VILLAGE = "villageCode";
        static final String TOWNSHIP = "townshipCode";
        static final String COUNTY = "countyCode";
        static final String VILLAGE_NAME = "villageName";
        static final String NOTICE_REQUIRED = "noticeRequired";
        static final String RETURN_TO = "returnTo";
        static final String OPINION = "opinion";
        static final String VERIFICATION_OUTCOME = "verificationOutcome";
        static final String COMPARISON_OUTCOME = "comparisonOutcome";
        static final String PRESELECTION_OUTCOME = "preselectionOutcome";
        static final String TOWNSHIP_REVIEW_OUTCOME = "townshipReviewOutcome";
        static final String COUNTY_CHECK_OUTCOME = "countyCheckOutcome";
        static final String COUNTY_APPROVAL_OUTCOME = "countyApprovalOutcome";

        private Variables() {
        }
    }
}
