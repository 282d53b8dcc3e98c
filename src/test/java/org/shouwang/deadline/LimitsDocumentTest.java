package org.shouwang.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.junit.jupiter.api.Test;

/** Tests that the tables of {@code src/docs/limits.md} are those of the catalogue of rules and of the models. */
class LimitsDocumentTest {

    private static final Path DOCUMENT = Path.of("src/docs/limits.md");
    private static final LocalDate ANY_DAY = LocalDate.of(2026, 3, 2);

    /** The meanings of the timers' dates; a new timer needs an entry here. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("${deadlines.identificationWarning(execution)}",
                    "end of day 12 after the clue was found; notes the warning, unless overdue already"),
            Map.entry("${deadlines.identificationDue(execution)}",
                    "end of day 15 after the clue was found; notes that the case is overdue"),
            Map.entry("${deadlines.entryDue(execution)}",
                    "end of day 10 after the county's approval; notes that the entry is overdue"),
            Map.entry("${deadlines.assistanceWarning(execution)}",
                    "end of day 7 after the county's approval; notes the warning, unless overdue already"),
            Map.entry("${deadlines.assistanceDue(execution)}",
                    "end of day 10 after the county's approval; notes that the plan is overdue"),
            Map.entry("${deadlines.planConfirmationWarning(execution)}",
                    "end of the day 2 days before the county's limit for a declared plan; notes the warning, unless overdue already"),
            Map.entry("${deadlines.planConfirmationDue(execution)}",
                    "end of day 5 (`PLAN_CONFIRMATION_DAYS`) after the township declared the plan; notes that the confirmation is overdue"),
            Map.entry("${noticeDates.periodEnd(execution)}",
                    "end of day 5 after the notice was posted; the notice can end"),
            Map.entry("${loanDates.useCheckOpens(execution)}",
                    "30 days before the next check of the use of a loan is due; the bank's task opens"),
            Map.entry("${loanDates.nextRecovery(execution)}",
                    "30 days after the bank's last attempt to recover an overdue loan; the next one begins"));

    @Test
    void theDocumentShowsTheLimitsOfTheCatalogue() throws IOException {
        List<String> rows = LimitRule.own().stream().map(LimitsDocumentTest::row).toList();

        assertThat(shown("limits")).isEqualTo(table("| rule | | counted from | days | warning | 依据 |", "|---|---|---|---|---|---|", rows));
    }

    @Test
    void theDocumentShowsTheTimersOfTheModels() throws IOException {
        List<String> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
            // The timers of procedures follow the limits of their manifests.
            for (Path file : files.filter(path -> path.toString().endsWith(".bpmn") && !Files.exists(path.resolveSibling("procedure.yaml"))).sorted().toList()) {
                rows.addAll(rows(Bpmn.readModelFromFile(file.toFile())));
            }
        }

        assertThat(shown("timers")).isEqualTo(table("| element | name | stands on | date | meaning |", "|---|---|---|---|---|", rows));
    }

    private static String shown(String table) throws IOException {
        return StringUtils.substringBetween(Files.readString(DOCUMENT), "<!-- " + table + ":begin -->", "<!-- " + table + ":end -->").strip();
    }

    private static String table(String head, String line, List<String> rows) {
        return Stream.concat(Stream.of(head, line), rows.stream()).collect(Collectors.joining("\n"));
    }

    private static String row(LimitRule rule) {
        String days = rule.isDated() ? "set case by case" : rule.isMinimum() ? "at least " + rule.days() : String.valueOf(rule.days());
        long before = ChronoUnit.DAYS.between(rule.warningDay(ANY_DAY), ANY_DAY);
        String warning = before == 0 ? "" : "end of the day %d days before the last".formatted(before);
        return "| `%s` | %s | %s | %s | %s | %s |".formatted(rule, rule.title(), rule.startText(), days, warning, rule.source());
    }

    private static List<String> rows(BpmnModelInstance model) {
        return model.getModelElementsByType(TimerEventDefinition.class).stream()
                .sorted(Comparator.comparing(timer -> ((Event) timer.getParentElement()).getId(), Comparator.reverseOrder()))
                .map(LimitsDocumentTest::row).toList();
    }

    private static String row(TimerEventDefinition timer) {
        Event event = (Event) timer.getParentElement();
        FlowNode box = event instanceof BoundaryEvent boundary ? boundary.getAttachedTo() : (FlowNode) event.getParentElement();
        assertThat(timer.getTimeDate()).as("%s has a date, not a duration or cycle", event.getId()).isNotNull();
        String date = timer.getTimeDate().getTextContent().strip();
        assertThat(MEANINGS).as("the meaning of %s's date", event.getId()).containsKey(date);
        return "| `%s` | %s | %s `%s` | `%s` | %s |".formatted(event.getId(), event.getName(), box.getName(), box.getId(),
                date, MEANINGS.get(date));
    }
}
