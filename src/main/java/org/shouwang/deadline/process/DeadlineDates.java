package org.shouwang.deadline.process;

import java.util.Comparator;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitRules;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/**
 * Gives the timers and tasks of the process models their times. They come from the limits' rows alone. The class is public
 * because the engine's expressions reach only public types.
 */
@Component("deadlines")
public class DeadlineDates {

    private final Deadlines deadlines;
    private final LimitRules rules;
    private final AdjustableClock clock;

    DeadlineDates(Deadlines deadlines, LimitRules rules, AdjustableClock clock) {
        this.rules = rules;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * @param execution an execution of a case with this limit
     * @return the moment of the warning of the identification's limit
     */
    public Date identificationWarning(DelegateExecution execution) {
        return Date.from(limit(execution, LimitRule.IDENTIFICATION_15D).warnAt());
    }

    /**
     * @param execution an execution of a case with this limit
     * @return the end of the last day of the identification's limit
     */
    public Date identificationDue(DelegateExecution execution) {
        return due(limit(execution, LimitRule.IDENTIFICATION_15D));
    }

    /**
     * @param execution an execution of a case with this limit
     * @return the moment of the warning of the entry's limit
     */
    public Date entryWarning(DelegateExecution execution) {
        return Date.from(limit(execution, LimitRule.ENTRY_10D).warnAt());
    }

    /**
     * @param execution an execution of a case with this limit
     * @return the end of the last day of the entry's limit
     */
    public Date entryDue(DelegateExecution execution) {
        return due(limit(execution, LimitRule.ENTRY_10D));
    }

    /**
     * @param execution an execution of a case with this limit
     * @return the moment of the warning of the plan's limit
     */
    public Date assistanceWarning(DelegateExecution execution) {
        return Date.from(planLimit(execution).warnAt());
    }

    /**
     * @param execution an execution of a case with this limit
     * @return the end of the last day of the plan's limit
     */
    public Date assistanceDue(DelegateExecution execution) {
        return due(planLimit(execution));
    }

    /**
     * @param execution an execution of a case whose plan waits for the county
     * @return the moment of the warning of the confirmation's limit
     */
    public Date planConfirmationWarning(DelegateExecution execution) {
        return Date.from(limit(execution, LimitRule.PLAN_CONFIRMATION).warnAt());
    }

    /**
     * @param execution an execution of a case whose plan waits for the county
     * @return the end of the last day of the confirmation's limit
     */
    public Date planConfirmationDue(DelegateExecution execution) {
        return due(limit(execution, LimitRule.PLAN_CONFIRMATION));
    }

    /**
     * Returns the limit of the plan's present step. Cases that began before the county's confirmation had a limit ask for the
     * township's limit at the county's task too.
     */
    private Limit planLimit(DelegateExecution execution) {
        return deadlines.find(execution.getProcessBusinessKey(), LimitRule.PLAN_CONFIRMATION).filter(Limit::isOpen)
                .orElseGet(() -> limit(execution, LimitRule.ASSISTANCE_10D));
    }

    /**
     * @param execution an execution of any case
     * @return the end of the last day of the case's nearest open limit, or null if it has none
     */
    public Date openDue(DelegateExecution execution) {
        return deadlines.of(execution.getProcessBusinessKey()).stream().filter(Limit::isPressing)
                .min(Comparator.comparing(Limit::dueOn)).map(DeadlineDates::due).orElse(null);
    }

    /**
     * @param execution an execution of any case
     * @return the moment of the first warning of the case's open limits, or null if it has none
     */
    public Date openWarning(DelegateExecution execution) {
        return deadlines.of(execution.getProcessBusinessKey()).stream().filter(Limit::isPressing)
                .map(Limit::warnAt).min(Comparator.naturalOrder()).map(Date::from).orElse(null);
    }

    /**
     * @return the first moment of today, at which tasks whose last day was yesterday become overdue
     */
    public Date startOfToday() {
        return Date.from(ChinaTime.startOf(clock.today()));
    }

    /**
     * @return a moment just after the end of today, at which tasks whose last day is today are overdue
     */
    public Date afterToday() {
        return Date.from(ChinaTime.endOf(clock.today()).plusMillis(1));
    }

    /**
     * @param execution an execution of a case
     * @param rule      the name of the rule of one of its limits
     * @return the moment of the warning, or null if the limit has not begun
     */
    public Date warning(DelegateExecution execution, String rule) {
        return deadlines.find(execution.getProcessBusinessKey(), rules.get(rule)).map(limit -> Date.from(limit.warnAt())).orElse(null);
    }

    /**
     * @param execution an execution of a case
     * @param rule      the name of the rule of one of its limits
     * @return the end of the limit's last day, or null if the limit has not begun
     */
    public Date due(DelegateExecution execution, String rule) {
        return deadlines.find(execution.getProcessBusinessKey(), rules.get(rule)).map(DeadlineDates::due).orElse(null);
    }

    /**
     * Records that a limit's warning has come.
     *
     * @param execution an execution of a case
     * @param rule      the name of the rule of one of its limits
     */
    public void noteWarning(DelegateExecution execution, String rule) {
        deadlines.noteWarning(execution.getProcessBusinessKey(), rules.get(rule));
    }

    /**
     * Records that a limit is over.
     *
     * @param execution an execution of a case
     * @param rule      the name of the rule of one of its limits
     */
    public void noteOverdue(DelegateExecution execution, String rule) {
        deadlines.noteOverdue(execution.getProcessBusinessKey(), rules.get(rule));
    }

    private Limit limit(DelegateExecution execution, LimitRule rule) {
        return deadlines.find(execution.getProcessBusinessKey(), rule).orElseThrow();
    }

    private static Date due(Limit limit) {
        return Date.from(ChinaTime.endOf(limit.dueOn()));
    }
}
