package org.shouwang.assistance.process;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.shouwang.assistance.AssistanceCases;
import org.shouwang.assistance.HouseholdMeasures;
import org.shouwang.assistance.MeasureCatalogue;
import org.shouwang.assistance.Officials;
import org.shouwang.assistance.Plans;
import org.shouwang.assistance.Responsibilities;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
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

    /** The task in which the county department confirms the plan (县级确认), so that the household has its measures. */
    @Bean
    TaskStep confirmPlanStep(AssistanceCases kind, CaseFiles cases, CaseFacts facts, Plans plans, HouseholdMeasures measures,
                             PlanLimits planLimits) {
        return new ConfirmPlanStep(kind, cases, facts, plans, measures, planLimits);
    }
}
