package org.shouwang.engine;

import camundajar.impl.scala.jdk.javaapi.CollectionConverters;
import camundajar.impl.scala.util.Either;
import camundajar.impl.scala.util.Left;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunction;
import org.camunda.bpm.dmn.feel.impl.scala.function.CustomFunctionTransformer;
import org.camunda.bpm.dmn.feel.impl.scala.function.FeelCustomFunctionProvider;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.SuccessfulEvaluationResult;
import org.camunda.feel.context.Context;
import org.camunda.feel.context.FunctionProvider;
import org.camunda.feel.context.FunctionProvider.CompositeFunctionProvider;
import org.camunda.feel.impl.interpreter.BuiltinFunctions;
import org.camunda.feel.impl.interpreter.EvalContext;
import org.camunda.feel.impl.interpreter.FeelInterpreter;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.camunda.feel.syntaxtree.Val;
import org.camunda.feel.syntaxtree.ValError;
import org.camunda.feel.syntaxtree.ValFatalError;
import org.camunda.feel.valuemapper.ValueMapper.CompositeValueMapper;
import org.shouwang.shared.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's evaluator, which keeps what it needs again: an expression as it was parsed, and the built-in functions. The engine's own
 * parses each expression and makes more than a hundred functions anew whenever it is asked.
 */
final class KeptFeel extends ScalaFeelEngine {

    KeptFeel() {
        super(List.of(new Normalised()));
    }

    /** The function {@code normalised(text)}: the form in which names, numbers and what people write are compared; null for null. */
    private static final class Normalised implements FeelCustomFunctionProvider {

        private static final CustomFunction FUNCTION = CustomFunction.create().setParams("text")
                .setFunction(texts -> texts.get(0) instanceof String text ? Texts.name(text) : null).build();

        @Override
        public Optional<CustomFunction> resolveFunction(String name) {
            return getFunctionNames().contains(name) ? Optional.of(FUNCTION) : Optional.empty();
        }

        @Override
        public Set<String> getFunctionNames() {
            return Set.of("normalised");
        }
    }

    @Override
    protected FeelEngine buildFeelEngine(CustomFunctionTransformer functions, CompositeValueMapper values) {
        return new Kept(super.buildFeelEngine(functions, values));
    }

    private static final class Kept extends FeelEngine {

        private static final Logger LOG = LoggerFactory.getLogger(KeptFeel.class);
        /** The most expressions that are kept. The forms, tables and procedures have some thousands; others are only tried on a page. */
        private static final int MOST = 20_000;

        private final Map<String, Either<Failure, ParsedExpression>> expressions = new ConcurrentHashMap<>();
        private final Map<String, Either<Failure, ParsedExpression>> tests = new ConcurrentHashMap<>();
        private final FeelInterpreter interpreter = new FeelInterpreter(valueMapper());
        private final FunctionProvider functions;

        private Kept(FeelEngine built) {
            super(built.functionProvider(), built.valueMapper(), built.configuration(), built.clock());
            functions = new CompositeFunctionProvider(CollectionConverters.asScala(
                    List.of(new BuiltinFunctions(clock(), valueMapper()), functionProvider())).toList());
        }

        @Override
        public Either<Failure, ParsedExpression> parseExpression(String text) {
            return kept(expressions, text, super::parseExpression);
        }

        @Override
        public Either<Failure, ParsedExpression> parseUnaryTests(String text) {
            return kept(tests, text, super::parseUnaryTests);
        }

        private static Either<Failure, ParsedExpression> kept(Map<String, Either<Failure, ParsedExpression>> known, String text,
                                                              Function<String, Either<Failure, ParsedExpression>> parse) {
            if (known.size() >= MOST) {
                known.clear();
            }
            try {
                return known.computeIfAbsent(text, parse);
            } catch (StackOverflowError e) {
                return new Left<>(new Failure("failed to parse expression: it has too many brackets within each other"));
            }
        }

        /** Evaluates an expression. What fails is evaluated by the engine's own, which says why. */
        @Override
        public EvaluationResult evaluate(ParsedExpression expression, Context values) {
            EvalContext context = EvalContext.create(valueMapper(), functions).merge(values);
            try {
                Val value = interpreter.eval(expression.expression(), context);
                if (!(value instanceof ValError || value instanceof ValFatalError || expression.text().contains("assert"))) {
                    return new SuccessfulEvaluationResult(valueMapper().unpackVal(value), context.failureCollector().failures());
                }
            } catch (RuntimeException e) {
                LOG.debug("An expression failed: {}", e.getClass().getSimpleName());
            }
            return super.evaluate(expression, values);
        }
    }
}
