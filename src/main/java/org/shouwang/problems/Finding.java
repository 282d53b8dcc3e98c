package org.shouwang.problems;

import java.time.LocalDate;

/**
 * A finding: a fault that a township or village found at its own place by comparing itself with a problem (对照排查, annex 2).
 *
 * @param id          the finding's id
 * @param problemId   the id of the problem
 * @param regionCode  the code of the township or village, or null if none was named
 * @param householdId the id of the household that the finding names, or null
 * @param householdNo the household's number, or null
 * @param description 对照排查发现具体问题描述
 * @param measures    对照排查发现问题整改措施, or null
 * @param dueOn       整改时限
 * @param unitText    责任单位
 * @param result      整改结果, or null
 * @param struckOff   是否销号
 */
public record Finding(long id, long problemId, String regionCode, Long householdId, String householdNo, String description,
                      String measures, LocalDate dueOn, String unitText, String result, boolean struckOff) {
}
