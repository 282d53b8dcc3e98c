package org.shouwang.engine;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Evaluates expressions in FEEL by the engine's own evaluator, which forms and decision tables use too. */
@Component
public class Expressions {

    private final ProcessEngine engine;

    Expressions(@Lazy ProcessEngine engine) {
        this.engine = engine;
    }

    /**
     * @param expression an expression
     * @param known      the values that it may name; null for a value that is not there
     * @return its value: String, Number, Boolean, LocalDate, List, Map or null
     * @throws IllegalArgumentException if it cannot be evaluated
     */
    public Object value(String expression, Map<String, Object> known) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        try {
            return configuration.getDmnEngineConfiguration().getFeelEngine()
                    .evaluateSimpleExpression(expression, Variables.fromMap(known).asVariableContext());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(expression + ": " + e.getMessage(), e);
        }
    }

    /**
     * @param expression an expression
     * @param known      the values that it may name
     * @return whether it is true; an expression with a missing value is not
     * @throws IllegalArgumentException if it cannot be evaluated
     */
    public boolean holds(String expression, Map<String, Object> known) {
        return Boolean.TRUE.equals(value(expression, known));
    }
}
