package org.shouwang.desk;

/**
 * What a list of open tasks is asked for, as somebody typed it; null or blank means no condition.
 *
 * @param process   the key of a process
 * @param task      the key of a task in the models, with or without its beginning {@code userTask_}
 * @param region    the code of a county, township or village, or of the city
 * @param state     the name of a {@link TaskState}
 * @param due       {@code TODAY} for tasks whose last day is today, {@code WEEK} for those whose last day comes until Sunday or
 *     is over
 * @param dueFrom   the first last day, {@code yyyy-MM-dd}
 * @param dueBefore the day before which the last day is, {@code yyyy-MM-dd}
 * @param search    parts of the case's number, the beginning of the head's name, parts of the village's name or of the problem's
 *     title, separated by blanks; each part has to match
 * @param sort      the name of a {@link TaskSort}
 */
public record TaskQuery(String process, String task, String region, String state, String due, String dueFrom, String dueBefore,
                        String search, String sort) {
}
