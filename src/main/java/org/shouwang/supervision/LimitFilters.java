package org.shouwang.supervision;

import java.util.Arrays;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitState;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.SearchTexts;
import org.springframework.stereotype.Component;

/** Turns a query into a filter for the regions that the user who has signed in may see. */
@Component
public class LimitFilters {

    private final Scopes scopes;
    private final RuleChoices choices;
    private final SearchTexts texts;

    LimitFilters(Scopes scopes, RuleChoices choices, SearchTexts texts) {
        this.scopes = scopes;
        this.choices = choices;
        this.texts = texts;
    }

    /**
     * Reads a query.
     *
     * @param query the query as the user typed it
     * @return the filter, restricted to the user's own regions
     * @throws InvalidInputException if a choice in the query does not exist; the exception names all wrong choices. A wrong
     *     region gives an empty list instead
     */
    public LimitFilter of(LimitQuery query) {
        FieldErrors errors = new FieldErrors();
        Choice<LimitState> states = given(query.state()) ? Choice.find(StateChoices.choices(), query.state()).orElse(null) : StateChoices.OPEN;
        if (states == null) {
            errors.add("state", "状态", "没有这个选项");
        }
        LimitSort sort = given(query.sort()) ? named(LimitSort.values(), query.sort()) : LimitSort.DUE;
        if (sort == null) {
            errors.add("sort", "排序", "没有这个选项");
        }
        Choice<LimitRule> rules = Choice.find(choices.choices(), given(query.rule()) ? query.rule() : RuleChoices.ALL).orElse(null);
        if (rules == null) {
            errors.add("rule", "时限", "没有这个选项");
        }
        errors.throwIfAny();
        return new LimitFilter(scopes.of(query.region()), states, rules, texts.open(query.find()), sort);
    }

    private static <E extends Enum<E>> E named(E[] values, String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst().orElse(null);
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
