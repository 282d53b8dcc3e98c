package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.junit.jupiter.api.Test;

/** Tests that the README's timer table and the models agree. */
class ReadmeTimerTableTest {

    private static final String BEGIN = "<!-- timers:begin -->";
    private static final String END = "<!-- timers:end -->";

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
    void readmeShowsTheTimersOfTheModels() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)).strip();
        assertThat(shown).isEqualTo(table());
    }

    private static String table() throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| element | name | stands on | date | meaning |", "|---|---|---|---|---|"));
        try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".bpmn")).sorted().toList()) {
                lines.addAll(rows(Bpmn.readModelFromFile(file.toFile())));
            }
        }
        return String.join("\n", lines);
    }

    private static List<String> rows(BpmnModelInstance model) {
        return model.getModelElementsByType(TimerEventDefinition.class).stream()
                .sorted(Comparator.comparing(timer -> ((Event) timer.getParentElement()).getId(), Comparator.reverseOrder()))
                .map(ReadmeTimerTableTest::row).toList();
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
