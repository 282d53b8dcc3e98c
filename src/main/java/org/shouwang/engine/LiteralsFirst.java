package org.shouwang.engine;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.shouwang.shared.Decimals;

/**
 * Answers the plainest expressions of tables and models itself, which most are: texts, yes and no, a number or its bound, the
 * name of such a value, and a comparison of a name with a text. The engine's evaluator answers the others ({@link KeptFeel}).
 */
final class LiteralsFirst implements FeelEngine {

    private static final String TEXT = "\"[^\"\\\\]*\"";
    private static final int LONG_DIGITS = 18;
    private static final Pattern ONE_TEXT = Pattern.compile(TEXT);
    private static final Pattern TEXTS = Pattern.compile(TEXT + "( *, *" + TEXT + ")*");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z]\\w*");
    private static final Pattern BOUND = Pattern.compile("((?:[<>]=?)?) *(-?\\d+(\\.\\d+)?)");
    private static final Pattern COMPARED = Pattern.compile("([a-zA-Z]\\w*) (!?=) (" + TEXT + ")");
    private static final Pattern CHOICE = Pattern.compile("if (" + COMPARED + ") then (" + TEXT + ") else (" + TEXT + ")");
    /** The number of the group for "then" in {@link #CHOICE}; the groups of {@link #COMPARED} come before. */
    private static final int THEN = 5;

    private final FeelEngine evaluator;

    LiteralsFirst(FeelEngine evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String expression, VariableContext context) {
        if (ONE_TEXT.matcher(expression).matches()) {
            return (T) expression.substring(1, expression.length() - 1);
        }
        if (isYesOrNo(expression)) {
            return (T) Boolean.valueOf(expression);
        }
        Optional<Boolean> compared = compared(expression, context);
        if (compared.isPresent()) {
            return (T) compared.get();
        }
        Matcher choice = CHOICE.matcher(expression);
        Optional<Boolean> chosen = choice.matches() ? compared(choice.group(1), context) : Optional.empty();
        if (chosen.isPresent()) {
            return evaluateSimpleExpression(choice.group(chosen.get() ? THEN : THEN + 1), context);
        }
        if (NAME.matcher(expression).matches()) {
            Object value = value(expression, context);
            if (value instanceof String || value instanceof Boolean) {
                return (T) value;
            }
            Optional<BigDecimal> number = number(value).filter(each -> each.precision() - each.scale() <= LONG_DIGITS);
            if (number.isPresent()) {
                return (T) asEvaluated(number.get());
            }
        }
        return evaluator.evaluateSimpleExpression(expression, context);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String expression, String inputVariable, VariableContext context) {
        Object input = value(inputVariable, context);
        if (input instanceof String text && TEXTS.matcher(expression).matches()) {
            // The parts are, in turn, a separator and a text.
            String[] parts = expression.split("\"", -1);
            return IntStream.range(0, parts.length).anyMatch(i -> i % 2 == 1 && parts[i].equals(text));
        }
        if (input instanceof Boolean flag && isYesOrNo(expression)) {
            return flag == expression.equals("true");
        }
        Matcher bound = BOUND.matcher(expression);
        Optional<BigDecimal> number = bound.matches() ? number(input) : Optional.empty();
        Optional<BigDecimal> limit = number.isPresent() ? Decimals.parse(bound.group(2)) : Optional.empty();
        if (limit.isPresent()) {
            int order = number.get().compareTo(limit.get());
            String sign = bound.group(1);
            if (sign.isEmpty()) {
                return order == 0;
            }
            return order == 0 ? sign.endsWith("=") : order < 0 == sign.startsWith("<");
        }
        return evaluator.evaluateSimpleUnaryTests(expression, inputVariable, context);
    }

    private static boolean isYesOrNo(String expression) {
        return expression.equals("true") || expression.equals("false");
    }

    /**
     * Compares a name with a text. The result is empty if the expression is no such comparison, or the name has no text as its
     * value.
     */
    private static Optional<Boolean> compared(String expression, VariableContext context) {
        Matcher compared = COMPARED.matcher(expression);
        if (compared.matches() && value(compared.group(1), context) instanceof String text) {
            return Optional.of(compared.group(2).equals("=") == compared.group(3).equals('"' + text + '"'));
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> number(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Double || value instanceof BigDecimal
                ? Decimals.parse(value.toString()) : Optional.empty();
    }

    /** Returns a number in the type that the evaluator uses: Long for whole numbers, Double for others. */
    private static Object asEvaluated(BigDecimal number) {
        boolean whole = number.stripTrailingZeros().scale() <= 0;
        return whole ? (Object) number.longValueExact() : (Object) number.doubleValue();
    }

    private static Object value(String name, VariableContext context) {
        TypedValue value = context.resolve(name);
        return value == null ? null : value.getValue();
    }
}
