package org.shouwang.problems;

/**
 * The names that the model {@code issue-dual-assignment} and the code share. The constant of a task is named like the id of
 * the task without its prefix {@code userTask}.
 */
public final class IssueDualAssignmentProcess {

    public static final String KEY = "issue-dual-assignment";

    public static final String PLAN_RECTIFICATION = "userTask_planRectification";
    public static final String RECTIFY = "userTask_rectify";
    public static final String VERIFY_RECTIFICATION = "userTask_verifyRectification";
    public static final String RECHECK = "userTask_recheck";

    public static final String SUB_PROCESS_LINE = "subProcess_line";
    public static final String END_STRUCK_OFF_UNDRAWN = "endEvent_struckOffUndrawn";
    public static final String END_STRUCK_OFF = "endEvent_struckOff";

    public static final String PLAN_OUTCOME = "planOutcome";
    public static final String VERIFICATION_OUTCOME = "verificationOutcome";
    public static final String RECHECK_OUTCOME = "recheckOutcome";

    public static final String MESSAGE_UNIT_MAPPED = "issueDualAssignment.unitMapped";
    public static final String MESSAGE_SAMPLED = "issueDualAssignment.sampled";

    private IssueDualAssignmentProcess() {
    }
}
