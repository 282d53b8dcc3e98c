package org.shouwang.supervision;

import org.shouwang.deadline.LimitRule;

/**
 * Which limits are asked for, in texts that a user may have typed; null or blank for the usual.
 *
 * @param region a region's code
 * @param state  the code of a {@link StateChoice}
 * @param rule   the name of a {@link LimitRule}
 * @param sort   the name of a {@link LimitSort}
 * @param find   what {@link SearchTexts} made of what is searched for
 */
public record LimitQuery(String region, String state, String rule, String sort, String find) {
}
