package org.shouwang.problems;

import java.time.LocalDate;

/**
 * A problem that an assessment found.
 *
 * @param id           the problem's id
 * @param problemNo    the problem's number, {@code WT-<county>-<year>-<seq>}
 * @param round        the round's code
 * @param countyCode   the code of the county that rectifies the problem
 * @param foundIn      the place where the problem was found, in words, or null if that is the county itself
 * @param aspect       方面
 * @param title        具体问题
 * @param description  问题表现
 * @param measures     整改措施简述 as it was registered, or null
 * @param dueOn        整改时限
 * @param dueText      整改时限 in the words in which it was registered, or null if it was only a day
 * @param unitsText    责任单位 as written
 * @param status       the problem's status
 * @param struckOffOn  the day on which the problem was struck off, or null
 * @param registeredBy the id of the user who registered the problem
 */
public record Problem(long id, String problemNo, String round, String countyCode, String foundIn, String aspect,
                      String title, String description, String measures, LocalDate dueOn, String dueText, String unitsText,
                      ProblemStatus status, LocalDate struckOffOn, String registeredBy) {

    /** The prefix of the numbers of problems, up to the first hyphen. */
    static final String PREFIX = "WT";
    /** The pattern of the numbers of problems. */
    public static final String NUMBERS = PREFIX + "-[0-9-]{10,30}";

    /**
     * @return 整改时限 in Chinese: the day, followed by the original words if there are any
     */
    public String dueShown() {
        return dueText == null ? dueOn.toString() : dueOn + "（" + dueText + "）";
    }
}
