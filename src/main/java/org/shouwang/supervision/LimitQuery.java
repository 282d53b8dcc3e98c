package org.shouwang.supervision;

import org.shouwang.shared.SearchTexts;

/**
 * The limits that a user asks for. All texts may be anything that a user typed; null or blank means the default.
 *
 * @param region the code of a region
 * @param state  the code of one of the {@link StateChoices}
 * @param rule   the code of one of the {@link RuleChoices}
 * @param sort   the name of a {@link LimitSort}
 * @param find   the encrypted text to search for, made by {@link SearchTexts}
 */
public record LimitQuery(String region, String state, String rule, String sort, String find) {
}
