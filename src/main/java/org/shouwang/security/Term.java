package org.shouwang.security;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.UnaryOperator;
import org.shouwang.shared.FieldErrors;

/**
 * The days for which somebody gets a right.
 *
 * @param from  the first day; null if it is missing
 * @param until the last day; null if it is missing
 */
public record Term(LocalDate from, LocalDate until) {

    /** How a term stands. */
    public enum State {
        /** The first day has not come. */
        PLANNED,
        /** The right holds. */
        IN_FORCE,
        /** The last day is over, or the right was ended early. */
        ENDED;

        /**
         * @param inForce the Chinese name of a right that holds
         * @return the state's Chinese name
         */
        String title(String inForce) {
            return this == PLANNED ? "未开始" : this == ENDED ? "已结束" : inForce;
        }
    }

    /**
     * @param endedAt the moment at which the right was ended early, or null
     * @param today   today's day by the product's clock
     */
    State state(Instant endedAt, LocalDate today) {
        return endedAt != null || until.isBefore(today) ? State.ENDED : from.isAfter(today) ? State.PLANNED : State.IN_FORCE;
    }

    /**
     * Checks a term that is to be registered.
     *
     * @param longest gives the latest last day by the first day
     * @param tooLong what is said of a later one
     */
    void check(FieldErrors errors, LocalDate today, UnaryOperator<LocalDate> longest, String tooLong) {
        if (from == null) {
            errors.add("from", "开始日期", "为必填项");
        } else {
            errors.refusePast("from", "开始日期", from, today);
        }
        if (until == null) {
            errors.add("until", "结束日期", "为必填项");
        } else if (!errors.refusePast("until", "结束日期", until, today) && from != null) {
            if (until.isBefore(from)) {
                errors.add("until", "结束日期", "不能早于开始日期");
            } else if (until.isAfter(longest.apply(from))) {
                errors.add("until", "结束日期", tooLong);
            }
        }
    }
}
