package org.shouwang.problems;

import java.time.LocalDate;
import java.util.List;

/**
 * A problem that is to be registered.
 *
 * @param countyCode  the code of the county that rectifies the problem
 * @param foundIn     the place where the problem was found, in words, or null
 * @param aspect      方面
 * @param title       具体问题
 * @param description 问题表现
 * @param measures    整改措施简述, or null
 * @param dueOn       整改时限
 * @param dueText     整改时限 in the words of the file, or null if the file has only a day
 * @param unitsText   责任单位 as written
 * @param units       the units that were recognised in that text
 */
public record NewProblem(String countyCode, String foundIn, String aspect, String title, String description,
                         String measures, LocalDate dueOn, String dueText, String unitsText, List<Unit> units) {
}
