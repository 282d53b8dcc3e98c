package org.shouwang.deadline.process;

import java.util.Comparator;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/**
 * Gives the timers and tasks of the models their dates, from the rows and from nowhere else. Public, since the engine's
 * expressions reach public types only.
 */
@Component("deadlines")
public class DeadlineDates {

    private final Deadlines deadlines;
    private final AdjustableClock clock;

    DeadlineDates(Deadlines deadlines, AdjustableClock clock) {
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * @param execution an execution of a case that has this limit
     * @return when a warning of the identification's limit is given
     */
    public Date identificationWarning(DelegateExecution execution) {
        return Date.from(limit(execution, LimitRule.IDENTIFICATION_15D).warnAt());
    }

    /**
     * @param execution an execution of a case that has this limit
     * @return the first moment after the identification's limit
     */
    public Date identificationDue(DelegateExecution execution) {
        return due(limit(execution, LimitRule.IDENTIFICATION_15D));
    }

    /**
     * @param execution an execution of a case that has this limit
     * @return when a warning of the entry's limit is given
     */
    public Date entryWarning(DelegateExecution execution) {
        return Date.from(limit(execution, LimitRule.ENTRY_10D).warnAt());
    }

    /**
     * @param execution an execution of a case that has this limit
     * @return the first moment after the entry's limit
     */
    public Date entryDue(DelegateExecution execution) {
        return due(limit(execution, LimitRule.ENTRY_10D));
    }

    /**
     * @param execution an execution of a case that has this limit
     * @return when a warning of the plan's limit is given
     */
    public Date assistanceWarning(DelegateExecution execution) {
        return Date.from(planLimit(execution).warnAt());
    }

    /**
     * @param execution an execution of a case that has this limit
     * @return the first moment after the plan's limit
     */
    public Date assistanceDue(DelegateExecution execution) {
        return due(planLimit(execution));
    }

    /**
     * @param execution an execution of a case whose plan is before the county
     * @return when a warning of the confirmation's limit is given
     */
    public Date planConfirmationWarning(DelegateExecution execution) {
        return Date.from(limit(execution, LimitRule.PLAN_CONFIRMATION).warnAt());
    }

    /**
     * @param execution an execution of a case whose plan is before the county
     * @return the first moment after the confirmation's limit
     */
    public Date planConfirmationDue(DelegateExecution execution) {
        return due(limit(execution, LimitRule.PLAN_CONFIRMATION));
    }

    /** In cases begun before the county had a limit of its own, its task asks for the township's limit too. */
    private Limit planLimit(DelegateExecution execution) {
        return deadlines.find(execution.getProcessBusinessKey(), LimitRule.PLAN_CONFIRMATION).filter(Limit::isOpen)
                .orElseGet(() -> limit(execution, LimitRule.ASSISTANCE_10D));
    }

    /**
     * @param execution an execution of any case
     * @return the first moment after the nearest of its open limits, or null if it has none
     */
    public Date openDue(DelegateExecution execution) {
        return deadlines.of(execution.getProcessBusinessKey()).stream().filter(Limit::isPressing)
                .min(Comparator.comparing(Limit::dueOn)).map(DeadlineDates::due).orElse(null);
    }

    /**
     * @param execution an execution of any case
     * @return when the nearest warning of its open limits is given, or null if it has none
     */
    public Date openWarning(DelegateExecution execution) {
        return deadlines.of(execution.getProcessBusinessKey()).stream().filter(Limit::isPressing)
                .map(Limit::warnAt).min(Comparator.naturalOrder()).map(Date::from).orElse(null);
    }

    /**
     * @return the first moment of today; tasks whose last day was yesterday are due then
     */
    public Date startOfToday() {
        return Date.from(ChinaTime.startOf(clock.today()));
    }

    /**
     * @return a moment later than that at which tasks whose last day is today are due
     */
    public Date afterToday() {
        return Date.from(ChinaTime.endOf(clock.today()).plusMillis(1));
    }

    private Limit limit(DelegateExecution execution, LimitRule rule) {
        return deadlines.find(execution.getProcessBusinessKey(), rule).orElseThrow();
    }

    private static Date due(Limit limit) {
        return Date.from(ChinaTime.endOf(limit.dueOn()));
    }
}
