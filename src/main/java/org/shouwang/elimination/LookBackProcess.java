package org.shouwang.elimination;

/**
 * The names that the model {@code look-back} and the code share. The constant of a task is named like the id of the task
 * without its prefix {@code userTask}.
 */
public final class LookBackProcess {

    public static final String KEY = "look-back";

    public static final String CHECK_HOUSEHOLD = "userTask_checkHousehold";
    public static final String REVIEW_AT_TOWNSHIP = "userTask_reviewAtTownship";

    public static final String LOOK_BACK_OUTCOME = "lookBackOutcome";
    public static final String TOWNSHIP_REVIEW_OUTCOME = "townshipReviewOutcome";

    public static final String MESSAGE_WITHDRAWN = "lookBack.withdrawn";

    private LookBackProcess() {
    }
}
