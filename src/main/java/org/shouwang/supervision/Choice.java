package org.shouwang.supervision;

import java.util.List;
import java.util.Optional;

/**
 * A choice to which a list of limits can be narrowed.
 *
 * @param code   the choice's code in addresses
 * @param title  the choice's Chinese name
 * @param values the values that are chosen; empty for all values
 * @param <T>    the kind of value
 */
public record Choice<T>(String code, String title, List<T> values) {

    /**
     * Returns the choice with a code; empty if there is none.
     *
     * @param choices the choices that are offered
     * @param code    a code; any text that a user typed is allowed
     */
    static <T> Optional<Choice<T>> find(List<Choice<T>> choices, String code) {
        return choices.stream().filter(choice -> choice.code().equals(code)).findFirst();
    }

    /**
     * @return whether a value is among those chosen
     */
    public boolean contains(T value) {
        return values.isEmpty() || values.contains(value);
    }
}
