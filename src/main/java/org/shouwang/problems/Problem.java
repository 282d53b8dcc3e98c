package org.shouwang.problems;

import java.time.LocalDate;

/**
 * A problem that an assessment found.
 *
 * @param id           its id
 * @param problemNo    its number, {@code WT-<county>-<year>-<seq>}
 * @param round        the round
 * @param countyCode   the county that rectifies it
 * @param foundIn      where it was found, in words, or null where that is the county itself
 * @param aspect       方面
 * @param title        具体问题
 * @param description  问题表现
 * @param measures     整改措施简述 as it came with the problem, or null
 * @param dueOn        整改时限
 * @param dueText      整改时限 in the words that came with it, or null where it is nothing but a day
 * @param unitsText    责任单位 as they were written
 * @param status       how it stands
 * @param struckOffOn  when it was struck off, or null
 * @param registeredBy the id of who registered it
 */
public record Problem(long id, String problemNo, String round, String countyCode, String foundIn, String aspect,
                      String title, String description, String measures, LocalDate dueOn, String dueText, String unitsText,
                      ProblemStatus status, LocalDate struckOffOn, String registeredBy) {

    /** What the numbers of problems begin with, up to the first hyphen. */
    static final String PREFIX = "WT";
    /** What such a number looks like. */
    public static final String NUMBERS = PREFIX + "-[0-9-]{10,30}";

    /**
     * @return 整改时限 as people read it: the day, and the words that came with it
     */
    public String dueShown() {
        return dueText == null ? dueOn.toString() : dueOn + "（" + dueText + "）";
    }
}
