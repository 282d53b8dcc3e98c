package org.shouwang.problems;

import java.time.LocalDate;

/**
 * A round of rectification.
 *
 * @param code       the round's code, such as 2022
 * @param name       the round's name
 * @param startsOn   the first day of the round, on which problems are assigned
 * @param planBy     the last day for plans
 * @param endsOn     the last day for results
 * @param open       whether the circular is still to be issued
 * @param circularNo the circular's number, or null
 * @param conclusion the circular's conclusion, or null
 * @param issuedOn   the day on which the circular was issued, or null
 */
public record Round(String code, String name, LocalDate startsOn, LocalDate planBy, LocalDate endsOn, boolean open,
                    String circularNo, String conclusion, LocalDate issuedOn) {

    /** The prefix of the business keys of rounds' processes. */
    public static final String PREFIX = "ZG-";

    /**
     * @return the business key of the round's process
     */
    public String number() {
        return PREFIX + code;
    }
}
