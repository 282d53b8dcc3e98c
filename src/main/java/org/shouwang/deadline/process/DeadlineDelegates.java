package org.shouwang.deadline.process;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Records in a limit's row that its timer has fired. Cases keep the version of the model with which they began and look up
 * these names, so the names must not change.
 */
@Configuration(proxyBeanMethods = false)
class DeadlineDelegates {

    @Bean
    JavaDelegate recordIdentificationWarningDelegate(Deadlines deadlines) {
        return execution -> deadlines.noteWarning(execution.getProcessBusinessKey(), LimitRule.IDENTIFICATION_15D);
    }

    @Bean
    JavaDelegate recordIdentificationOverdueDelegate(Deadlines deadlines) {
        return execution -> deadlines.noteOverdue(execution.getProcessBusinessKey(), LimitRule.IDENTIFICATION_15D);
    }

    @Bean
    JavaDelegate recordEntryOverdueDelegate(Deadlines deadlines) {
        return execution -> deadlines.noteOverdue(execution.getProcessBusinessKey(), LimitRule.ENTRY_10D);
    }

    @Bean
    JavaDelegate recordAssistanceWarningDelegate(Deadlines deadlines) {
        return execution -> deadlines.noteWarning(execution.getProcessBusinessKey(), LimitRule.ASSISTANCE_10D);
    }

    @Bean
    JavaDelegate recordAssistanceOverdueDelegate(Deadlines deadlines) {
        return execution -> deadlines.noteOverdue(execution.getProcessBusinessKey(), LimitRule.ASSISTANCE_10D);
    }

    @Bean
    JavaDelegate recordPlanConfirmationWarningDelegate(Deadlines deadlines) {
        return execution -> deadlines.noteWarning(execution.getProcessBusinessKey(), LimitRule.PLAN_CONFIRMATION);
    }

    @Bean
    JavaDelegate recordPlanConfirmationOverdueDelegate(Deadlines deadlines) {
        return execution -> deadlines.noteOverdue(execution.getProcessBusinessKey(), LimitRule.PLAN_CONFIRMATION);
    }
}
