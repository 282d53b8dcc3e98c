package org.shouwang.caselist;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A list of cases with a number and a day.
 *
 * @param id         the list's id
 * @param kind       the code of its kind
 * @param regionCode the code of the township or county that made it
 * @param regionName the region's name
 * @param listYear   the year of its day
 * @param number     its number in kind, region and year; the first is 1
 * @param madeOn     its day
 * @param madeBy     the id of the user who made it
 * @param madeAt     the moment at which it was made
 * @param cases      the number of its cases
 */
public record CaseList(long id, String kind, String regionCode, String regionName, int listYear, int number, LocalDate madeOn, String madeBy,
                       Instant madeAt, int cases) {

    /**
     * @param title the name of its kind
     * @return its name as offices write it, such as 顺店镇拟纳入名单〔2026〕3号
     */
    public String name(String title) {
        return regionName + title + numberText();
    }

    /**
     * @return its number in addresses, such as MD-411081101-admission-2026-3
     */
    public String listNo() {
        return "MD-" + regionCode + "-" + kind + "-" + listYear + "-" + number;
    }

    /**
     * @return its number as offices write it, such as 〔2026〕3号
     */
    public String numberText() {
        return "〔" + listYear + "〕" + number + "号";
    }
}
