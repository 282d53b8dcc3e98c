package org.shouwang.problems;

import java.time.LocalDate;

/**
 * A round of rectification.
 *
 * @param code       its code, such as 2022
 * @param name       its name
 * @param startsOn   the day on which problems are assigned
 * @param planBy     the last day for plans
 * @param endsOn     the last day for results
 * @param open       whether the circular has still to be issued
 * @param circularNo the circular's number, or null
 * @param conclusion what the circular concludes, or null
 * @param issuedOn   when it was issued, or null
 */
public record Round(String code, String name, LocalDate startsOn, LocalDate planBy, LocalDate endsOn, boolean open,
                    String circularNo, String conclusion, LocalDate issuedOn) {

    /** What the business keys of its process begin with. */
    public static final String PREFIX = "ZG-";

    /**
     * @return the business key of its process
     */
    public String number() {
        return PREFIX + code;
    }
}
