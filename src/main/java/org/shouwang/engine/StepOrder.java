package org.shouwang.engine;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.shouwang.security.EngineAuthority;
import org.shouwang.shared.ConflictException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Checks before each step of a process whether the steps that must come before it are on record, however the engine came
 * there: the engine's position can be changed, but the record only grows. What was taken back does not count. The table {@code step-order} says what must come
 * before. Since each decision was checked in the same way, the last decision of a line proves all the earlier ones.
 */
@Component
public class StepOrder {

    /** The key of the table. */
    static final String TABLE = "step-order";

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    private final TaskDecisions decisions;
    private final Map<String, StepFact> facts;
    private final ProcessSteps others;
    /**
     * The rows of each step. They are read and not evaluated, since an evaluation of so many rows would be slow and no row
     * depends on a case.
     */
    private final SingletonSupplier<Map<String, List<Row>>> table = SingletonSupplier.of(this::read);

    StepOrder(@Lazy ProcessEngine engine, EngineAuthority authority, TaskDecisions decisions, List<StepFact> facts, @Lazy ProcessSteps others) {
        this.others = others;
        this.engine = engine;
        this.authority = authority;
        this.decisions = decisions;
        this.facts = facts.stream().collect(Collectors.toMap(StepFact::name, Function.identity()));
    }

    /**
     * A row of the table. Of the rows of one step that name a decision, one has to match; the facts of all rows have to be on
     * record.
     *
     * @param line     the line of work to which the step belongs; the last decision of each line counts
     * @param after    the task whose decision may come before, or null
     * @param outcomes the outcomes of that decision that lead to the step; empty if every outcome does
     * @param returnTo the level to which the case has to have been sent back, or null
     * @param fact     the name of a fact that has to be on record, or null
     * @param text     a Chinese text for what has to come before
     */
    private record Row(String line, String after, List<String> outcomes, String returnTo, String fact, String text) {

        static Row of(Iterator<String> cells) {
            String line = cells.next();
            String after = cells.next();
            String outcomes = cells.next();
            return new Row(line, after, outcomes == null ? List.of() : List.of(outcomes.split("\\|")), cells.next(), cells.next(),
                    cells.next());
        }

        /**
         * Tells whether a decision leads to the step. Old decisions have no level to which the case went back, and match every
         * level.
         */
        boolean fits(TaskDecision last) {
            return last.elementId().equals(after) && (outcomes.isEmpty() || outcomes.contains(last.outcome()))
                    && (returnTo == null || last.returnTo() == null || returnTo.equals(last.returnTo()));
        }
    }

    /**
     * Refuses a step if something that must come before it is not on record.
     *
     * @param processKey the key of the process
     * @param elementId  the element id of the step
     * @param caseNo     the case's number
     * @param reference  the id of the step's subject, or null
     * @throws ConflictException     if something that must come before is not on record
     * @throws IllegalStateException if the table does not contain the step
     */
    public void require(String processKey, String elementId, String caseNo, Long reference) {
        if (others.has(processKey)) {
            others.missingBefore(processKey, elementId, caseNo).ifPresent(missing -> {
                throw missing(missing);
            });
            return;
        }
        List<Row> rows = rows(processKey, elementId);
        if (rows.isEmpty()) {
            throw new IllegalStateException("No row of " + TABLE + " for " + processKey + "/" + elementId);
        }
        rows.stream().filter(row -> row.fact() != null && !facts.get(row.fact()).stands().test(caseNo, reference))
                .findFirst().ifPresent(row -> {
                    throw missing(row.text());
                });
        List<Row> before = rows.stream().filter(row -> row.after() != null).toList();
        if (!before.isEmpty() && others.owns(caseNo)) {
            others.missingBeforeCall(processKey, elementId, caseNo).ifPresent(missing -> {
                throw missing(missing);
            });
        } else if (!before.isEmpty()) {
            TaskDecision last = lastOf(before.get(0).line(), caseNo);
            if (last == null || before.stream().noneMatch(row -> row.fits(last))) {
                throw missing(before.stream().map(Row::text).distinct().collect(Collectors.joining("，或")));
            }
        }
    }

    /** Returns the element ids of the tasks of which a decision leads directly to a step, in its own line of work. */
    List<String> directlyBefore(String processKey, String elementId) {
        return rows(processKey, elementId).stream().map(Row::after).filter(Objects::nonNull).distinct().toList();
    }

    private TaskDecision lastOf(String line, String caseNo) {
        return decisions.of(caseNo).stream().filter(TaskDecision::stands)
                .filter(decision -> rows(decision.processKey(), decision.elementId()).stream().anyMatch(row -> line.equals(row.line())))
                .reduce((first, second) -> second).orElse(null);
    }

    private List<Row> rows(String processKey, String elementId) {
        return table.obtain().getOrDefault(processKey + "/" + elementId, List.of());
    }

    private Map<String, List<Row>> read() {
        return authority.asProgram(() -> {
            RepositoryService repository = engine.getRepositoryService();
            return repository.getDmnModelInstance(repository.createDecisionDefinitionQuery().decisionDefinitionKey(TABLE)
                    .latestVersion().singleResult().getId());
        }).getModelElementsByType(Rule.class).stream().collect(Collectors.groupingBy(
                rule -> rule.getInputEntries().stream().map(StepOrder::text).collect(Collectors.joining("/")),
                Collectors.mapping(rule -> Row.of(rule.getOutputEntries().stream().map(StepOrder::text).iterator()),
                        Collectors.toList())));
    }

    /** Returns the text of a cell, or null if the cell is empty. Anything but one text would have to be evaluated. */
    private static String text(DmnElement cell) {
        String text = cell.getTextContent().strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() < 3 || text.indexOf('"', 1) != text.length() - 1) {
            throw new IllegalStateException("Not one text in " + TABLE + ": " + text);
        }
        return text.substring(1, text.length() - 1);
    }

    private static ConflictException missing(String what) {
        return new ConflictException("本环节须先有“" + what + "”，而办理记录中没有，不能办理。流程可能被改动过，请联系系统管理员");
    }
}
