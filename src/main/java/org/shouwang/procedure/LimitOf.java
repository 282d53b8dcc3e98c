package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A limit of a step.
 *
 * @param id         the rule's name, unique in the program
 * @param title      the Chinese name of what has to be done in time
 * @param from       the task from whose completion the limit is counted, with the field of its day behind a point, which an earlier
 *     form may have, or {@code start}; without a field, the day of the completion counts
 * @param when       the FEEL expression that is true if the limit begins; null if it always does
 * @param to         the task that meets the limit, in the same way
 * @param metWhen    the FEEL expression that is true if the task meets the limit; null if it always does
 * @param days       the number of days; null if a parameter or a field sets them
 * @param parameter  the dated parameter with the number of days, or null
 * @param until      the field with the last day itself, or null
 * @param calendar   how the days are counted
 * @param warnBefore the days before the last at whose end a warning is given
 * @param extendable whether the county may extend it though a field sets its last day
 * @param timer      the beginning of the ids of the timers in the model that follow the limit, without {@code Warning} and
 *     {@code Due}; {@code none} if the model has none
 * @param source     the document that sets the limit
 */
public record LimitOf(String id, String title, String from, String when, String to, String metWhen, Integer days, String parameter, String until,
               Calendar calendar, int warnBefore, boolean extendable, String timer, String source) {

    /** How days are counted. */
    public enum Calendar {
        /** Every day. */
        @JsonProperty("days") DAYS,
        /** The days on which offices work. */
        @JsonProperty("working") WORKING
    }
}
