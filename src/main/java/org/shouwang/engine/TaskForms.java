package org.shouwang.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.task.Task;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Component;

/** Reads open tasks with their forms for the product's own pages. {@link ProcessDoor} completes them. */
@Component
public class TaskForms {

    private final VisibleTasks tasks;
    private final Steps steps;
    private final SubmittedForms forms;
    private final TwoPeople twoPeople;
    private final CurrentUsers users;
    private final ObjectMapper json;

    TaskForms(VisibleTasks tasks, Steps steps, SubmittedForms forms, TwoPeople twoPeople, CurrentUsers users, ObjectMapper json) {
        this.tasks = tasks;
        this.steps = steps;
        this.forms = forms;
        this.twoPeople = twoPeople;
        this.users = users;
        this.json = json;
    }

    /**
     * @param taskId the engine's id of a task; may be anything from an address
     * @return the task with its form and facts, as the user who has signed in sees it; identity numbers in it count as shown
     * @throws NotFoundException if the user may see no such task
     * @throws ConflictException if the task is completed at this moment
     */
    public TaskForm of(String taskId) {
        Task task = tasks.get(taskId);
        TaskContext context = tasks.context(task);
        String processKey = tasks.processKey(task);
        TaskStep step = steps.at(processKey, task.getTaskDefinitionKey());
        Map<String, Object> facts = new HashMap<>();
        step.project(context).forEach((name, value) -> facts.put(name, plain(value)));
        List<String> posts = tasks.candidates(task);
        String post = posts.stream().filter(users.get().groups()::contains).findFirst().orElse(posts.get(0));
        return new TaskForm(taskId, processKey, task.getTaskDefinitionKey(), task.getName(), context.caseNo(), post, task.getAssignee(),
                step.outcomeKey(), twoPeople.excludedFrom(step, context), twoPeople.refusal(step, context, post).orElse(null),
                forms.schemaOf(task).components(), facts);
    }

    /**
     * @param taskId the engine's id of a task; may be anything from an address
     * @return the task's form without any facts
     * @throws NotFoundException if the user who has signed in may see no such task
     */
    public List<FormComponent> componentsOf(String taskId) {
        return forms.schemaOf(tasks.get(taskId)).components();
    }

    /**
     * @param known the values that the conditions of a form may name
     * @return what tells whether the conditions hold
     */
    public FormConditions conditions(Map<String, Object> known) {
        return forms.conditions(known);
    }

    private Object plain(Object value) {
        return value == null || value instanceof BigDecimal || value instanceof Boolean ? value
                : value instanceof List<?> rows ? json.convertValue(rows, Object.class) : value.toString();
    }
}
