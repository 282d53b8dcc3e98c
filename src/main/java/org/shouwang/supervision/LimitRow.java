package org.shouwang.supervision;

import org.shouwang.deadline.Limit;

/**
 * One limit in a list.
 *
 * @param limit    the limit
 * @param headName the head of the household, or the problem's title with the unit whose line it is
 * @param county   the names of the regions it lies in
 * @param township the township's name
 * @param village  the village's name
 */
public record LimitRow(Limit limit, String headName, String county, String township, String village) {
}
