package org.shouwang.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.shouwang.shared.ChinaTime;

/**
 * One limit of one case. Its state is computed from its days, so that it is right while no job runs.
 *
 * @param id              its id
 * @param caseNo          the case
 * @param rule            the rule that sets it
 * @param reference       what it belongs to within the case, such as a notice's number; empty if it is the case itself
 * @param villageCode     the village of the case; the township or county where it belongs to these as a whole
 * @param holder          the group of the post that has to meet it, or null if it is whoever has the case in hand
 * @param startOn         the day it is counted from
 * @param dueOn           the last day, with extensions
 * @param warnAt          when a warning is given, null for a minimum
 * @param unreachableFrom the day from which it cannot be met any more, or null while it can
 * @param metOn           the day on which it was met, or null
 * @param cancelledOn     the day from which it counts no more, or null
 * @param held            whether a minimum is held by something open
 * @param warnedAt        when a warning was noted, or null
 * @param overdueNotedAt  when it was noted as overdue, or null
 * @param missedDueOn     the first last day that was over when an extension was granted, or null; that it was overdue stays a fact
 * @param extensions      the extensions that were granted, oldest first
 */
public record Limit(long id, String caseNo, LimitRule rule, String reference, String villageCode, String holder,
                    LocalDate startOn, LocalDate dueOn, Instant warnAt, LocalDate unreachableFrom, LocalDate metOn, LocalDate cancelledOn,
                    boolean held, Instant warnedAt, Instant overdueNotedAt, LocalDate missedDueOn, List<Extension> extensions) {

    /**
     * @param now a moment
     * @return how the limit stands then
     */
    public LimitState state(Instant now) {
        if (cancelledOn != null) {
            return LimitState.CANCELLED;
        }
        boolean over = !now.isBefore(ChinaTime.endOf(dueOn));
        if (rule.isMinimum()) {
            return metOn != null ? LimitState.MET : held ? LimitState.HELD : over ? LimitState.MET : LimitState.RUNNING;
        }
        if (metOn != null) {
            return metOn.isAfter(dueOn) || missedDueOn != null ? LimitState.MET_LATE : LimitState.MET;
        }
        if (over) {
            return LimitState.OVERDUE;
        }
        if (unreachableFrom != null && !now.isBefore(ChinaTime.startOf(unreachableFrom))) {
            return LimitState.UNREACHABLE;
        }
        return now.isBefore(warnAt) ? LimitState.ON_TRACK : LimitState.WARNING;
    }

    /**
     * @return whether it still runs, as far as anybody or anything has noted
     */
    public boolean isOpen() {
        return metOn == null && cancelledOn == null;
    }

    /**
     * @return whether it is one that can be missed and still runs
     */
    public boolean isPressing() {
        return isOpen() && !rule.isMinimum();
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
     * @param now a moment
     * @return the first day on which it was overdue, also if an extension has moved it since; null if it never was or counts
     *         no more
     */
    public LocalDate overdueSince(Instant now) {
        LimitState state = state(now);
        if (state == LimitState.CANCELLED) {
            return null;
        }
        if (missedDueOn != null) {
            return missedDueOn.plusDays(1);
        }
        return state == LimitState.OVERDUE || state == LimitState.MET_LATE ? overdueFrom() : null;
    }

    /**
     * @return the last day on which a notice may be posted so that the limit can still be met, or null if that day does
     *         not matter: no notice has to be posted any more
     */
    public LocalDate latestPosting() {
        return unreachableFrom == null ? null : rule.unreachableFrom(dueOn).minusDays(1);
    }

    private static boolean isGrantedLate(Extension extension) {
        return ChinaTime.dayOf(extension.decidedAt()).isAfter(extension.oldDueOn());
    }

    /**
     * @return how the last day comes about, as people read it: rule, source, start, days, extensions
     */
    public String explanation() {
        if (rule.isDated()) {
            return rule.startText() + ' ' + startOn + " 起，最后一天为 " + dueOn + "。依据：" + rule.source();
        }
        StringBuilder text = new StringBuilder(rule.startText()).append(' ').append(startOn).append(" 起，次日开始计算，")
                .append(rule.isMinimum() ? "至少满 " : "满 ").append(rule.days()).append(" 日，即 ")
                .append(startOn.plusDays(rule.days())).append(" 日终了。");
        extensions.forEach(extension -> text.append("经县级同意，由 ").append(extension.oldDueOn()).append(" 延期至 ")
                .append(extension.grantedUntil())
                .append(isGrantedLate(extension) ? "（批准时已超期，仍计为超期）" : "").append("，原因：").append(extension.reason()).append('。'));
        LocalDate counted = extensions.isEmpty() ? startOn.plusDays(rule.days()) : extensions.get(extensions.size() - 1).grantedUntil();
        if (dueOn.isAfter(counted)) {
            text.append("报送后退回修改的，上级办理的天数不计入，顺延至 ").append(dueOn).append('。');
        }
        return text.append("依据：").append(rule.source()).toString();
    }
}
