package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.StepFact;
import org.shouwang.engine.TaskStep;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that models, tables and code name the same tasks. */
class TaskStepsTest extends IntegrationTest {

    @Autowired
    private List<TaskStep> steps;
    @Autowired
    private List<StepFact> facts;

    @Test
    void everyUserTaskHasItsStepAndEveryStepItsUserTask() {
        assertThat(steps).extracting(step -> step.processKey() + "/" + step.elementId())
                .containsExactlyInAnyOrderElementsOf(inModels(UserTask.class));
    }

    /** No step may be missing from the table, since a step without a row is never carried out. */
    @Test
    void theTableOfStepsKnowsEveryStepThatPeopleOrTheProgramDo() {
        TreeSet<String> all = inModels(UserTask.class);
        all.addAll(inModels(ServiceTask.class));
        all.addAll(inModels(CallActivity.class));

        assertThat(rows()).extracting(row -> row.get(0) + "/" + row.get(1)).containsOnlyElementsOf(all).containsAll(all);
    }

    /** An outcome that no form offers would block its step for ever. */
    @Test
    void theTableOfStepsAsksForDecisionsThatCanBeTakenAndFactsThatAreKnown() {
        TreeSet<String> tasks = new TreeSet<>();
        inModels(UserTask.class).forEach(task -> tasks.add(task.substring(task.indexOf('/') + 1)));

        assertThat(rows()).allSatisfy(row -> {
            assertThat(row.get(3) == null || tasks.contains(row.get(3))).as(row.toString()).isTrue();
            assertThat(row.get(4) == null || offered(row.get(3)).contains("\"" + row.get(4) + "\"")).as(row.toString()).isTrue();
            assertThat(row.get(7)).as(row.toString()).isNotBlank();
        });
        assertThat(rows()).extracting(row -> row.get(6)).filteredOn(Objects::nonNull)
                .containsOnlyElementsOf(facts.stream().map(StepFact::name).toList())
                .containsAll(facts.stream().map(StepFact::name).toList());
    }

    /** Returns the forms of the tasks with an id, from all processes that have such a task. */
    private static String offered(String task) {
        StringBuilder forms = new StringBuilder();
        Models.processesWithCode().forEach(model -> model.bpmn().getModelElementsByType(UserTask.class).stream()
                .filter(each -> each.getId().equals(task)).forEach(each -> forms.append(Models.text(Models.FORMS
                        .resolve(model.file().getParent().getFileName()).resolve(each.getCamundaFormRef() + ".form")))));
        return forms.toString();
    }

    private static TreeSet<String> inModels(Class<? extends FlowNode> type) {
        TreeSet<String> inModels = new TreeSet<>();
        Models.processesWithCode().forEach(model -> {
            String key = model.bpmn().getModelElementsByType(Process.class).iterator().next().getId();
            model.bpmn().getModelElementsByType(type).forEach(task -> inModels.add(key + "/" + task.getId()));
        });
        return inModels;
    }

    /**
     * Returns the rows of the table: process, step, line, task before, outcome, level, fact and words; an empty entry is null.
     */
    private static List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (Rule rule : Dmn.readModelFromFile(Path.of("bpmn/step-order/step-order.dmn").toFile()).getModelElementsByType(Rule.class)) {
            List<String> row = new ArrayList<>();
            rule.getInputEntries().forEach(entry -> row.add(plain(entry.getTextContent())));
            rule.getOutputEntries().stream().map(OutputEntry::getTextContent).forEach(text -> row.add(plain(text)));
            rows.add(row);
        }
        return rows;
    }

    private static String plain(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? null : stripped.substring(1, stripped.length() - 1);
    }
}
