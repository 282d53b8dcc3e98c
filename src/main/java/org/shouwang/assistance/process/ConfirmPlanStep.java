package org.shouwang.assistance.process;

import static org.shouwang.assistance.AssistancePlanningProcess.CONFIRM_PLAN;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_CONFIRMATION_OUTCOME;

import java.util.Map;
import java.util.Set;
import org.shouwang.assistance.AssistanceCases;
import org.shouwang.assistance.HouseholdMeasures;
import org.shouwang.assistance.Plans;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.DecisionStep;

/** The county confirms a plan (县级确认), and its measures hold from today, or sends the plan back to the township. */
class ConfirmPlanStep extends DecisionStep {

    private static final String CONFIRM = "CONFIRM";

    private final CaseFiles cases;
    private final Plans plans;
    private final HouseholdMeasures measures;
    private final PlanLimits planLimits;

    ConfirmPlanStep(AssistanceCases kind, CaseFiles cases, CaseFacts facts, Plans plans, HouseholdMeasures measures,
                    PlanLimits planLimits) {
        super(kind, cases, facts, CONFIRM_PLAN, PLAN_CONFIRMATION_OUTCOME, Set.of(CONFIRM));
        this.cases = cases;
        this.plans = plans;
        this.measures = measures;
        this.planLimits = planLimits;
    }

    @Override
    protected void decided(String caseNo, String outcome, Map<String, Object> variables) {
        planLimits.answered(caseNo);
        if (CONFIRM.equals(outcome)) {
            measures.confirm(cases.get(caseNo), plans.latestOf(caseNo).orElseThrow());
            cases.conclude(caseNo, AssistanceCases.PLAN_CONFIRMED);
            variables.put(CaseVariables.CASE_STATUS, AssistanceCases.PLAN_CONFIRMED.code());
        } else {
            planLimits.sentBack(caseNo);
        }
    }
}
