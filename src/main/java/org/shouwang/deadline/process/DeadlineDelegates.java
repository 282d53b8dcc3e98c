package org.shouwang.deadline.process;

import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What happens when a limit's timer fires: it is noted in the limit's row. Cases run on with the version of the model that
 * they began with and find these names, so the names stay.
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
