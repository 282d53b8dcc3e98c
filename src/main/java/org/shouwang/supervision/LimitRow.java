package org.shouwang.supervision;

import org.shouwang.deadline.Limit;

/**
 * One limit in a list.
 *
 * @param limit    the limit
 * @param headName the name of the household's head, or the problem's title with the unit of the line
 * @param county   the county's name
 * @param township the township's name; empty if the limit belongs to a county
 * @param village  the village's name; empty if the limit belongs to a township or county
 */
public record LimitRow(Limit limit, String headName, String county, String township, String village) {
}
