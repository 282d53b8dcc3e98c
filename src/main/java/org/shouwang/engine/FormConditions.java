package org.shouwang.engine;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.Variables;

/** Evaluates the conditions and other expressions in forms by the engine's own expression language. */
public final class FormConditions {

    private final FeelEngine feel;
    private final Map<String, Object> known;
    /** The answers so far. Many parts of a form share a condition, and an evaluation is slow. */
    private final Map<Map<String, Object>, Map<String, Boolean>> answers = new IdentityHashMap<>();

    /**
     * @param feel  the engine's evaluator
     * @param known every field of the form with its value; null for a field that was not submitted
     */
    FormConditions(FeelEngine feel, Map<String, Object> known) {
        this.feel = feel;
        this.known = known;
    }

    /**
     * Tells whether a condition holds.
     *
     * @param condition an expression of the form
     * @param row       the values that count before the form's own, such as those of the row in which the condition stands
     */
    public boolean holds(String condition, Map<String, Object> row) {
        return answers.computeIfAbsent(row, any -> new HashMap<>()).computeIfAbsent(condition, any -> ask(condition, row));
    }

    private boolean ask(String condition, Map<String, Object> row) {
        Map<String, Object> values = new HashMap<>(known);
        values.putAll(row);
        String expression = condition.startsWith("=") ? condition.substring(1) : condition;
        return Boolean.TRUE.equals(feel.evaluateSimpleExpression(expression, Variables.fromMap(values).asVariableContext()));
    }
}
