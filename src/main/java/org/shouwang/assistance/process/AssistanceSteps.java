package org.shouwang.assistance.process;

import static org.shouwang.assistance.AssistancePlanningProcess.CONFIRM_PLAN;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_CONFIRMATION_OUTCOME;

import java.util.Map;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.shouwang.assistance.AssistanceCases;
import org.shouwang.assistance.HouseholdMeasures;
import org.shouwang.assistance.MeasureCatalogue;
import org.shouwang.assistance.Officials;
import org.shouwang.assistance.Plans;
import org.shouwang.assistance.Responsibilities;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseSteps;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.Decision;
import org.shouwang.engine.TaskStep;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The start of the planning, and its tasks (AS-1). */
@Configuration(proxyBeanMethods = false)
class AssistanceSteps {

    /** Starts assistance (启动帮扶): the county's approval of an identification begins the planning. */
    @Bean
    JavaDelegate startAssistanceDelegate(AssistanceStart start) {
        return execution -> start.begin(execution.getProcessBusinessKey());
    }

    /** The task in which the township names the responsible person (确定帮扶责任人), who is a public official. */
    @Bean
    TaskStep assignResponsibleStep(AssistanceCases kind, CaseFiles cases, CaseFacts facts, Officials officials,
                                   Responsibilities responsibilities) {
        return new AssignResponsibleStep(kind, cases, facts, officials, responsibilities);
    }

    /** The task in which the township plans the measures (制定帮扶计划). */
    @Bean
    TaskStep planMeasuresStep(AssistanceCases kind, CaseFiles cases, CaseFacts facts, MeasureCatalogue catalogue,
                              MeasureFit fit, Plans plans, PlanLimits planLimits, CurrentUsers users, AdjustableClock clock) {
        return new PlanMeasuresStep(kind, cases, facts, catalogue, fit, plans, planLimits, users, clock);
    }

    /** The task in which the county department confirms the plan (县级确认), or sends it back; confirmed measures hold from today. */
    @Bean
    TaskStep confirmPlanStep(AssistanceCases kind, CaseSteps steps, CaseFiles cases, Plans plans, HouseholdMeasures measures,
                             PlanLimits planLimits) {
        return steps.of(kind).decision(CONFIRM_PLAN, PLAN_CONFIRMATION_OUTCOME, Decision.CONFIRM, (caseNo, decision) -> {
            planLimits.answered(caseNo);
            if (decision != Decision.CONFIRM) {
                planLimits.sentBack(caseNo);
                return Map.of();
            }
            measures.confirm(cases.get(caseNo), plans.latestOf(caseNo).orElseThrow());
            cases.conclude(caseNo, AssistanceCases.PLAN_CONFIRMED);
            return Map.of(CaseVariables.CASE_STATUS, AssistanceCases.PLAN_CONFIRMED.code());
        });
    }
}
