package org.shouwang.microloan;

import org.shouwang.casefile.SharedSteps;

/**
 * The names that the model {@code micro-loan} and the code share. The constant of a task is named like the
 * id of the task without its prefix {@code userTask}.
 */
public final class MicroLoanProcess {

    public static final String KEY = "micro-loan";

    public static final String INVESTIGATE = "userTask_investigate";
    public static final String REVIEW_CREDIT = "userTask_reviewCredit";
    public static final String REVIEW_REFUSAL = "userTask_reviewRefusal";
    public static final String CONFIRM_SUBSIDY = "userTask_confirmSubsidy";
    public static final String DISBURSE = "userTask_disburse";
    public static final String INFORM_HOUSEHOLD = SharedSteps.INFORM_HOUSEHOLD;
    public static final String CHECK_USE = "userTask_checkUse";
    public static final String CLEAR_FINDING = "userTask_clearFinding";
    public static final String RECOVER_OVERDUE = "userTask_recoverOverdue";
    public static final String APPROVE_COMPENSATION = "userTask_approveCompensation";

    public static final String END_REFUSED = "endEvent_refused";
    public static final String SUB_PROCESS_POST_LOAN = "subProcess_postLoan";
    public static final String TIMER_NEXT_USE_CHECK = "timer_nextUseCheck";
    public static final String END_REPAID = "endEvent_repaid";
    public static final String END_COMPENSATION_PAID = "endEvent_compensationPaid";

    public static final String INVESTIGATION_OUTCOME = "investigationOutcome";
    public static final String CREDIT_OUTCOME = "creditOutcome";
    public static final String REFUSAL_REVIEW_OUTCOME = "refusalReviewOutcome";
    public static final String SUBSIDY_OUTCOME = "subsidyOutcome";
    public static final String USE_CHECK_OUTCOME = "useCheckOutcome";
    public static final String RECOVERY_OUTCOME = "recoveryOutcome";
    public static final String COMPENSATION_OUTCOME = "compensationOutcome";

    public static final String MESSAGE_WITHDRAWN = "microLoan.withdrawn";
    public static final String MESSAGE_FINDING_OPENED = "microLoan.findingOpened";
    public static final String MESSAGE_OVERDUE = "microLoan.overdue";
    public static final String MESSAGE_REPAID = "microLoan.repaid";

    public static final String DECISION = "micro-loan-eligibility";

    private MicroLoanProcess() {
    }
}
