package org.shouwang.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.shouwang.shared.ChinaTime;

/**
 * One limit of one case. Its state is computed from its days, so that it is right while no job runs.
 *
 * @param caseNo         the case
 * @param rule           the rule that sets it
 * @param startOn        the day it is counted from
 * @param dueOn          the last day
 * @param warnAt         when a warning is given
 * @param metOn          the day on which it was met, or null
 * @param cancelledOn    the day on which the case was withdrawn, or null
 * @param warnedAt       when a warning was noted, or null
 * @param overdueNotedAt when it was noted as overdue, or null
 */
public record Limit(String caseNo, LimitRule rule, LocalDate startOn, LocalDate dueOn, Instant warnAt, LocalDate metOn,
                    LocalDate cancelledOn, Instant warnedAt, Instant overdueNotedAt) {

    /**
     * @param now a moment
     * @return how the limit stands then
     */
    public LimitState state(Instant now) {
        if (cancelledOn != null) {
            return LimitState.CANCELLED;
        }
        if (metOn != null) {
            return metOn.isAfter(dueOn) ? LimitState.MET_LATE : LimitState.MET;
        }
        if (!now.isBefore(ChinaTime.endOf(dueOn))) {
            return LimitState.OVERDUE;
        }
        return warnAt != null && !now.isBefore(warnAt) ? LimitState.WARNING : LimitState.ON_TRACK;
    }

    /**
     * @return whether it still runs
     */
    public boolean isOpen() {
        return metOn == null && cancelledOn == null;
    }

    /**
     * @param today a day
     * @return days left on that day; 0 on the last day, negative when it is over
     */
    public long daysLeft(LocalDate today) {
        return ChronoUnit.DAYS.between(today, dueOn);
    }

    /**
     * @return the first day on which it was or would be overdue
     */
    public LocalDate overdueFrom() {
        return dueOn.plusDays(1);
    }

    /**
     * @return how the last day comes about, as people read it
     */
    public String explanation() {
        return rule.startText() + " " + startOn + " 起，次日开始计算，满 " + rule.days() + " 日，即 " + dueOn
                + " 日终了。依据：" + rule.source();
    }
}
