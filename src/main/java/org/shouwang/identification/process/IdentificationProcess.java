package org.shouwang.identification.process;

/** Names of the process {@code monitoring-identification} that its model and the code share. */
public final class IdentificationProcess {

    /** The process's key. */
    public static final String KEY = "monitoring-identification";

    static final String DECISION = "household-category";

    private IdentificationProcess() {
    }

    /** Elements of the model. */
    static final class Elements {
        static final String VERIFY_HOUSEHOLD = "userTask_verifyHousehold";
        static final String CONFIRM_COMPARISON = "userTask_confirmComparison";
        static final String REVIEW_AT_TOWNSHIP = "userTask_reviewAtTownship";
        static final String CHECK_AT_COUNTY = "userTask_checkAtCounty";
        static final String ENTER_SYSTEM = "userTask_enterSystem";

        private Elements() {
        }
    }

    /** Variables of the engine. */
    static final class Variables {
        static final String VERIFICATION_OUTCOME = "verificationOutcome";
        static final String COMPARISON_OUTCOME = "comparisonOutcome";
        static final String TOWNSHIP_REVIEW_OUTCOME = "townshipReviewOutcome";
        static final String COUNTY_CHECK_OUTCOME = "countyCheckOutcome";

        private Variables() {
        }
    }
}
