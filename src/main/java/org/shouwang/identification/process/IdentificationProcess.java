package org.shouwang.identification.process;

/** The names that the model of the process {@code monitoring-identification} and the code share. */
public final class IdentificationProcess {

    /** The key of the process. */
    public static final String KEY = "monitoring-identification";

    static final String DECISION = "household-category";

    private IdentificationProcess() {
    }

    /** The ids of elements of the model. */
    static final class Elements {
        static final String VERIFY_HOUSEHOLD = "userTask_verifyHousehold";
        static final String CONFIRM_COMPARISON = "userTask_confirmComparison";
        static final String REVIEW_AT_TOWNSHIP = "userTask_reviewAtTownship";
        static final String CHECK_AT_COUNTY = "userTask_checkAtCounty";
        static final String ENTER_SYSTEM = "userTask_enterSystem";

        private Elements() {
        }
    }

    /** The names of the engine's variables. */
    static final class Variables {
        static final String VERIFICATION_OUTCOME = "verificationOutcome";
        static final String COMPARISON_OUTCOME = "comparisonOutcome";
        static final String TOWNSHIP_REVIEW_OUTCOME = "townshipReviewOutcome";
        static final String COUNTY_CHECK_OUTCOME = "countyCheckOutcome";

        private Variables() {
        }
    }
}
