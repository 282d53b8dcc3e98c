package org.shouwang.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One component of a form as far as a submission is checked against it.
 *
 * @param type     the component's type in the form file
 * @param key      the key under which it is submitted, null for groups
 * @param label    its name as people read it
 * @param hideIf   the condition under which it is hidden, as an expression, or null
 * @param required whether it must be filled in while it is visible
 * @param min      smallest number allowed, or null
 * @param max      largest number allowed, or null
 * @param decimals most digits after the point, or null
 * @param maxLength longest text allowed, or null
 * @param pattern  what a text must look like, or null
 * @param options  the values that may be chosen with their labels, empty where anything may be typed or where the step says
 *                 what may be chosen
 * @param children the components inside a group or a repeated group
 */
record FormField(String type, String key, String label, String hideIf, boolean required, BigDecimal min, BigDecimal max,
                 Integer decimals, Integer maxLength, Pattern pattern, Map<String, String> options,
                 List<FormField> children) {

    boolean isRepeated() {
        return "dynamiclist".equals(type);
    }

    boolean isGroup() {
        return "group".equals(type);
    }
}
