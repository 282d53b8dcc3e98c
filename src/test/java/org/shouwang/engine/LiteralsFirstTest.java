package org.shouwang.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;

/** Tests that the product's own answers to expressions are those that the engine's evaluator gives. */
class LiteralsFirstTest {

    private final FeelEngine evaluator = new ScalaFeelEngineFactory().createInstance();
    private final FeelEngine literalsFirst = new LiteralsFirst(new KeptFeel());

    @Test
    void aCellFitsTheSameInputsAsBefore() {
        for (String cell : new String[] {"\"A\"", "\"A\",\"B\"", "\"A\" , \"B\"", "\", \"", "\"\"", "not(\"A\")", "true", "false", "< 1", "<= 2",
                "\"A\\\"B\"", ">0.5", ">= 0.50", "> -1", "< ceiling", "1", "0", "-1.25", "0.5", "100"}) {
            for (Object input : new Object[] {"A", "B", ",", ", ", "", "true", "A\"B", true, false, 0, 2L, 0.5, 1.0,
                    -1.25, new BigDecimal("0.5"), new BigDecimal("1.00"), new BigDecimal("1E+2")}) {
                VariableContext context = context(input);

                assertThat(literalsFirst.evaluateSimpleUnaryTests(cell, "input", context)).as(cell + " for " + input)
                        .isEqualTo(evaluator.evaluateSimpleUnaryTests(cell, "input", context));
            }
        }
    }

    @Test
    void anExpressionHasTheSameValueAsBefore() {
        for (String expression : new String[] {"\"A\"", "\"\"", "\"A\\\"B\"", "input", "other", "true", "false", "null", "1 + 1",
                "\"A\" + \"B\"", "input = \"A\"", "input != \"A\"", "input = \"\"", "missing != \"A\"",
                "input != \"A\" and other = \"O\"", "if input = \"A\" then \"B\" else \"C\"", "if input != \"A\" then \"B\" else \"C\"",
                "if missing = \"A\" then \"B\" else \"C\"", "if input = \"A\" then other else \"C\""}) {
            for (Object input : new Object[] {"A", "", true, false, 3, -4L, 0.25, 2.0, new BigDecimal("0.30"), new BigDecimal("7.00"),
                    new BigDecimal("1E+3"), null}) {
                VariableContext context = context(input);

                Object expected = evaluator.evaluateSimpleExpression(expression, context);
                assertThat((Object) literalsFirst.evaluateSimpleExpression(expression, context)).as(expression + " for " + input)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void whatCannotBeEvaluatedIsRefusedInTheSameWords() {
        for (String expression : new String[] {"1 +", "\"A\" + 1 > input", "date(\"x\") > 1", "assert(input, false)", "if input then", "for x in 3 return x"}) {
            String expected = outcome(evaluator, expression);

            assertThat(outcome(literalsFirst, expression)).as(expression).isEqualTo(expected);
            assertThat(outcome(literalsFirst, expression)).as("again: " + expression).isEqualTo(expected);
        }
    }

    @Test
    void functionsAndUnusualExpressionsHaveTheSameValueWheneverTheyAreAsked() {
        for (String expression : new String[] {"string length(\"abc\") + 1", "sum([1, 2, 3])", "substring(other, 1, 1)", "for x in [1, 2] return x * 2",
                "some x in [1, 2] satisfies x > 1", "date(\"2026-03-02\") + duration(\"P1D\")", "missing.part", "missing > 1", "input + 1"}) {
            for (Object input : new Object[] {1, 2.5, null}) {
                VariableContext context = context(input);
                Object expected = evaluator.evaluateSimpleExpression(expression, context);

                assertThat((Object) literalsFirst.evaluateSimpleExpression(expression, context)).as(expression + " for " + input).isEqualTo(expected);
                assertThat((Object) literalsFirst.evaluateSimpleExpression(expression, context)).as("again: " + expression).isEqualTo(expected);
            }
        }
    }

    private static String outcome(FeelEngine feel, String expression) {
        try {
            return String.valueOf((Object) feel.evaluateSimpleExpression(expression, context(1)));
        } catch (FeelException e) {
            return e.getMessage();
        }
    }

    private static VariableContext context(Object input) {
        Map<String, Object> values = new HashMap<>();
        values.put("input", input);
        values.put("other", "O");
        values.put("ceiling", 1);
        return Variables.fromMap(values).asVariableContext();
    }
}
