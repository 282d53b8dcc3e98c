package org.shouwang.assistance;

/**
 * The names that the model {@code assistance-planning} and the code share. The constant of a task is named like the
 * id of the task without its prefix {@code userTask}.
 */
public final class AssistancePlanningProcess {

    public static final String KEY = "assistance-planning";

    public static final String ASSIGN_RESPONSIBLE = "userTask_assignResponsible";
    public static final String PLAN_MEASURES = "userTask_planMeasures";
    public static final String CONFIRM_PLAN = "userTask_confirmPlan";

    public static final String END_MEASURES_DECLARED = "endEvent_measuresDeclared";
    public static final String END_ASSISTANCE_OVERDUE = "endEvent_assistanceOverdue";
    public static final String END_PLAN_CONFIRMATION_OVERDUE = "endEvent_planConfirmationOverdue";
    public static final String END_PLAN_CONFIRMED = "endEvent_planConfirmed";

    public static final String PLAN_CONFIRMATION_OUTCOME = "planConfirmationOutcome";

    public static final String MESSAGE_WITHDRAWN = "assistancePlanning.withdrawn";

    public static final String DECISION = "measure-fit";

    private AssistancePlanningProcess() {
    }
}
