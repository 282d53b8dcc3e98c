package org.shouwang.deadline;

import java.util.List;

/** Tells how limits are counted whose last day follows from their first, so that they can be counted again. */
public interface LimitCounting {

    /**
     * How the limits of a rule are counted.
     *
     * @param rule      the name of the rule
     * @param reference the reference of the limits that are counted so; null if all of the rule are
     * @param days      the number of days; null if a parameter sets them
     * @param parameter the name of the dated parameter with the number of days; null if none sets them
     * @param working   whether working days are counted
     */
    record Counted(String rule, String reference, Integer days, String parameter, boolean working) {
    }

    /**
     * @return how the limits are counted
     */
    List<Counted> counted();
}
