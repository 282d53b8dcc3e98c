package org.shouwang.engine;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
 * Looks before each step of a process whether what must come before it is on record, whatever brought the engine there: the
 * engine's position can be changed, the record only grows. What must come before stands in the table {@code step-order};
 * since each decision was looked at in the same way when it was taken, the last one of its line vouches for all before.
 */
@Component
public class StepOrder {

    private static final String TABLE = "step-order";

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    private final TaskDecisions decisions;
    private final Map<String, StepFact> facts;
    /** The rows of each step. They are read, not evaluated: a lookup among so many rows would be slow, and they never depend on a case. */
    private final SingletonSupplier<Map<String, List<Row>>> table = SingletonSupplier.of(this::read);

    StepOrder(@Lazy ProcessEngine engine, EngineAuthority authority, TaskDecisions decisions, List<StepFact> facts) {
        this.engine = engine;
        this.authority = authority;
        this.decisions = decisions;
        this.facts = facts.stream().collect(Collectors.toMap(StepFact::name, Function.identity()));
    }

    /**
     * A row of the table. Of the rows of one step that name a decision one has to fit, all facts have to stand.
     *
     * @param line     the line of work the step belongs to; the last decision counts of each line by itself
     * @param after    the task whose decision may come before, or null
     * @param outcomes the outcomes of that decision that lead here, empty if any does
     * @param returnTo the level a case has to have been sent back to, or null
     * @param fact     what else has to be on record, or null
     * @param text     what has to come before, as people read it
     */
    private record Row(String line, String after, List<String> outcomes, String returnTo, String fact, String text) {

        static Row of(Iterator<String> cells) {
            String line = cells.next();
            String after = cells.next();
            String outcomes = cells.next();
            return new Row(line, after, outcomes == null ? List.of() : List.of(outcomes.split("\\|")), cells.next(), cells.next(),
                    cells.next());
        }

        /** Decisions taken before levels were noted do not tell to which one a case went back. */
        boolean fits(TaskDecision last) {
            return last.elementId().equals(after) && (outcomes.isEmpty() || outcomes.contains(last.outcome()))
                    && (returnTo == null || last.returnTo() == null || returnTo.equals(last.returnTo()));
        }
    }

    /**
     * @param processKey the process
     * @param elementId  one of its steps that is about to be done
     * @param caseNo     the case
     * @param reference  what the step is about besides the case, or null
     * @throws ConflictException     if something that must come before the step is not on record
     * @throws IllegalStateException if the table does not know the step
     */
    public void require(String processKey, String elementId, String caseNo, Long reference) {
        List<Row> rows = rows(processKey, elementId);
        if (rows.isEmpty()) {
            throw new IllegalStateException("No row of " + TABLE + " for " + processKey + "/" + elementId);
        }
        rows.stream().filter(row -> row.fact() != null && !facts.get(row.fact()).stands().test(caseNo, reference))
                .findFirst().ifPresent(row -> {
                    throw missing(row.text());
                });
        List<Row> before = rows.stream().filter(row -> row.after() != null).toList();
        if (!before.isEmpty()) {
            TaskDecision last = lastOf(before.get(0).line(), caseNo);
            if (last == null || before.stream().noneMatch(row -> row.fits(last))) {
                throw missing(before.stream().map(Row::text).distinct().collect(Collectors.joining("，或")));
            }
        }
    }

    private TaskDecision lastOf(String line, String caseNo) {
        return decisions.of(caseNo).stream()
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

    /** Each cell of the table is one text or empty; anything else would have to be evaluated. */
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
