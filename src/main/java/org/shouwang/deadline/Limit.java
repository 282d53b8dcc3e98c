package org.shouwang.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.shouwang.shared.ChinaTime;

/**
 * A limit of a case (时限). Its state is computed from its days, so that the state is right even while no job runs.
 *
 * @param id              the limit's id
 * @param caseNo          the case's number
 * @param rule            the rule that sets the limit
 * @param reference       the part of the case to which the limit belongs, such as a notice's number; empty if it is the whole
 *     case
 * @param villageCode     the code of the case's village, or of the township or county to which the limit belongs as a whole
 * @param holder          the group of the post that has to meet the limit, or null if that is whoever has an open task of the
 *     case
 * @param startOn         the day from which the limit is counted
 * @param dueOn           the last day, with extensions
 * @param warnAt          the moment of the warning, or null for a minimum
 * @param unreachableFrom the day from which the limit cannot be met any more, or null while it can be met
 * @param metOn           the day on which the limit was met, or null
 * @param cancelledOn     the day from which the limit no longer counts, or null
 * @param held            whether an open objection holds a minimum
 * @param warnedAt        the moment at which the warning was recorded, or null
 * @param overdueNotedAt  the moment at which the limit was recorded as overdue, or null
 * @param missedDueOn     the first last day that was over when an extension was granted, or null; the limit counts as missed
 * @param extensions      the extensions that were granted, oldest first
 */
public record Limit(long id, String caseNo, LimitRule rule, String reference, String villageCode, String holder,
                    LocalDate startOn, LocalDate dueOn, Instant warnAt, LocalDate unreachableFrom, LocalDate metOn, LocalDate cancelledOn,
                    boolean held, Instant warnedAt, Instant overdueNotedAt, LocalDate missedDueOn, List<Extension> extensions) {

    private static final String WEEKDAYS = "一二三四五六日";

    /**
     * @param now a moment
     * @return the limit's state at that moment
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
     * @return whether the limit still runs: it is neither met nor cancelled
     */
    public boolean isOpen() {
        return metOn == null && cancelledOn == null;
    }

    /**
     * @return whether the limit still runs and can be missed
     */
    public boolean isPressing() {
        return isOpen() && !rule.isMinimum();
    }

    /**
     * @param today a day
     * @return the days left on that day; 0 on the last day, negative after it
     */
    public long daysLeft(LocalDate today) {
        return ChronoUnit.DAYS.between(today, dueOn);
    }

    /**
     * @return the first day after the last day
     */
    public LocalDate overdueFrom() {
        return dueOn.plusDays(1);
    }

    /**
     * Returns the first day on which the limit was overdue, even if an extension has moved the last day since.
     *
     * @param now a moment
     * @return the day, or null if the limit was never overdue or no longer counts
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
     * Tells whether the limit was missed, by the day of the act that met it. What an extension, the end of the case or the
     * passing of time changes afterwards does not count.
     *
     * @param today the present day, which counts as long as the limit runs
     */
    public boolean isLate(LocalDate today) {
        LocalDate ended = metOn != null ? metOn : cancelledOn != null ? cancelledOn : today;
        return missedDueOn != null || ended.isAfter(dueOn);
    }

    /**
     * Returns the last day on which a notice may be posted so that the limit can still be met.
     *
     * @return the day, or null if no notice has to be posted any more
     */
    public LocalDate latestPosting() {
        return unreachableFrom == null ? null : rule.unreachableFrom(dueOn).minusDays(1);
    }

    private static boolean isGrantedLate(Extension extension) {
        return ChinaTime.dayOf(extension.decidedAt()).isAfter(extension.oldDueOn());
    }

    /**
     * @param counted the day from which is counted: the one on which the limit began, or the next on which offices work if it counts in
     *     working days and began on a day without work
     * @return a Chinese text that explains the last day: rule, source, start, days and extensions
     */
    String explanation(LocalDate counted) {
        String from = rule.startText() + ' ' + startOn + (counted.equals(startOn) ? " 起" : "（周" + WEEKDAYS.charAt(startOn.getDayOfWeek().ordinal())
                + "，不上班）起，顺延到之后第一个工作日 " + counted);
        String working = "（法定节假日和调休按国务院办公厅的安排）";
        if (rule.isDated()) {
            return from + (rule.isInWorkingDays() ? "，次日开始按工作日计算" + working : "") + "，最后一天为 " + dueOn + "。依据：" + rule.source();
        }
        // The calendar of working days is not at hand here, so that the last day before any extension is taken from the row.
        LocalDate first = !rule.isInWorkingDays() ? startOn.plusDays(rule.days()) : extensions.isEmpty() ? dueOn : extensions.get(0).oldDueOn();
        StringBuilder text = new StringBuilder(from).append("，次日开始计算，")
                .append(rule.isMinimum() ? "至少满 " : "满 ").append(rule.days())
                .append(rule.isInWorkingDays() ? " 个工作日" + working + "，即 " : " 日，即 ").append(first).append(" 日终了。");
        extensions.forEach(extension -> text.append("经县级同意，由 ").append(extension.oldDueOn()).append(" 延期至 ")
                .append(extension.grantedUntil())
                .append(isGrantedLate(extension) ? "（批准时已超期，仍计为超期）" : "").append("，原因：").append(extension.reason()).append('。'));
        LocalDate granted = extensions.isEmpty() ? first : extensions.get(extensions.size() - 1).grantedUntil();
        if (dueOn.isAfter(granted)) {
            text.append("报送后退回修改的，上级办理的天数不计入，顺延至 ").append(dueOn).append('。');
        }
        return text.append("依据：").append(rule.source()).toString();
    }
}
