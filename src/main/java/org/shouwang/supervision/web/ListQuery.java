package org.shouwang.supervision.web;

import java.util.Arrays;
import java.util.Map;
import org.shouwang.deadline.LimitRule;
import org.shouwang.shared.FieldErrors;
import org.shouwang.supervision.LimitFilter;
import org.shouwang.supervision.LimitSort;
import org.shouwang.supervision.Scope;
import org.shouwang.supervision.SearchTexts;
import org.shouwang.supervision.StateChoice;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A list's filter as it stands in an address; what is null or blank is left out there.
 *
 * @param region a region's code
 * @param state  the code of a {@link StateChoice}
 * @param rule   the name of a {@link LimitRule}
 * @param sort   the name of a {@link LimitSort}
 * @param find   what is searched for, encrypted, since it may be somebody's name
 */
record ListQuery(String region, String state, String rule, String sort, String find) {

    public ListQuery withRegion(String code) {
        return new ListQuery(code, state, rule, sort, find);
    }

    /** Everything in these states, without what was searched for before. */
    public ListQuery only(String stateCode, String ruleName) {
        return new ListQuery(region, stateCode, ruleName, sort, null);
    }

    /** The address of something about this list. */
    public String at(String path) {
        return at(path, "cursor", null);
    }

    /** The same with one parameter more. */
    public String at(String path, String name, String value) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        add(address, "region", region);
        add(address, "state", state);
        add(address, "rule", rule);
        add(address, "sort", sort);
        add(address, "find", find);
        add(address, name, value);
        return address.encode().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, String value) {
        if (given(value)) {
            address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    LimitFilter filter(Scope scope, SearchTexts texts) {
        FieldErrors errors = new FieldErrors();
        StateChoice states = given(state) ? StateChoice.find(state).orElse(null) : StateChoice.OPEN;
        if (states == null) {
            errors.add("state", "状态", "没有这个选项");
        }
        LimitSort order = given(sort) ? Arrays.stream(LimitSort.values()).filter(value -> value.name().equals(sort))
                .findFirst().orElse(null) : LimitSort.DUE;
        if (order == null) {
            errors.add("sort", "排序", "没有这个选项");
        }
        LimitRule only = Arrays.stream(LimitRule.values()).filter(value -> value.name().equals(rule)).findFirst().orElse(null);
        if (given(rule) && only == null) {
            errors.add("rule", "时限", "没有这个选项");
        }
        errors.throwIfAny();
        return new LimitFilter(scope, states, only, texts.open(find), order);
    }

    static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
