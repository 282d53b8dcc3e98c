package org.shouwang.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One component of a form, as far as a submission is checked against it.
 *
 * @param type      the component's type in the form file
 * @param key       the key under which the value is submitted, or null for a group
 * @param label     the component's Chinese name
 * @param hideIf    the condition under which the component is hidden, as an expression, or null
 * @param required  whether a visible component has to be filled in
 * @param min       the smallest allowed number, or null
 * @param max       the largest allowed number, or null
 * @param decimals  the most digits after the point, or null
 * @param maxLength the length of the longest allowed text, or null
 * @param pattern   the pattern of an allowed text, or null
 * @param options   the values that may be chosen, with their labels; empty if any value may be typed or the step offers the
 *     values
 * @param perCase   whether the value belongs to one case, so that it is never the same for several
 * @param children  the components inside a group or a repeated group
 */
record FormField(String type, String key, String label, String hideIf, boolean required, BigDecimal min, BigDecimal max,
                 Integer decimals, Integer maxLength, Pattern pattern, Map<String, String> options,
                 boolean perCase, List<FormField> children) {

    boolean isRepeated() {
        return "dynamiclist".equals(type);
    }

    boolean isGroup() {
        return "group".equals(type);
    }
}
