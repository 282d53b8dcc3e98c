package org.shouwang.deadline;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How much of a limit is left, in the days in which it counts. What is over is told in calendar days.
 *
 * @param days    the days after today until the last day; 0 on the last day, negative after it
 * @param working whether only the days count on which offices work
 */
public record TimeLeft(long days, boolean working) {

    /**
     * @param today   the present day
     * @param dueOn   the last day
     * @param working the number of working days after today until the last day, or null if the limit does not count in them
     * @return what is left
     */
    public static TimeLeft of(LocalDate today, LocalDate dueOn, Long working) {
        return working == null || dueOn.isBefore(today) ? new TimeLeft(ChronoUnit.DAYS.between(today, dueOn), false) : new TimeLeft(working, true);
    }

    /**
     * @return the number of days with their name, such as 3 个工作日, without a sign
     */
    public String amount() {
        return Math.abs(days) + (working ? " 个工作日" : " 天");
    }

    /**
     * @return what is left, at the end of a sentence: 还剩 3 个工作日, 今天到期 or 已超期 2 天
     */
    public String told() {
        return days < 0 ? "已超期 " + amount() : days == 0 ? "今天到期" : "还剩 " + amount();
    }

    /**
     * @return what is left, for lists: 剩 3 个工作日, 今天到期 or 超 2 天
     */
    public String text() {
        return days < 0 ? "超 " + amount() : days == 0 ? "今天到期" : "剩 " + amount();
    }
}
