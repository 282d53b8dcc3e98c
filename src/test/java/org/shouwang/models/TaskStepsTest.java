package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.TaskStep;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Models and code name the same tasks. */
class TaskStepsTest extends IntegrationTest {

    @Autowired
    private List<TaskStep> steps;

    @Test
    void everyUserTaskHasItsStepAndEveryStepItsUserTask() {
        TreeSet<String> inModels = new TreeSet<>();
        Models.processes().forEach(model -> {
            String key = model.bpmn().getModelElementsByType(Process.class).iterator().next().getId();
            model.bpmn().getModelElementsByType(UserTask.class).forEach(task -> inModels.add(key + "/" + task.getId()));
        });

        assertThat(steps).extracting(step -> step.processKey() + "/" + step.elementId())
                .containsExactlyInAnyOrderElementsOf(inModels);
    }
}
