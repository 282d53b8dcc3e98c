package org.shouwang.engine;

import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells what the user who has signed in may see of the engine's tasks. */
@Component
public class EngineTasks {

    /** The most filters that are counted; nobody has more. */
    private static final int MAX_FILTERS = 200;

    private final VisibleTasks tasks;
    private final FilterService filterService;

    EngineTasks(VisibleTasks tasks, @Lazy FilterService filterService) {
        this.tasks = tasks;
        this.filterService = filterService;
    }

    /**
     * @param taskId the engine's id of a task; may be anything from an address
     * @return whether the user who has signed in may see such a task
     */
    public boolean isVisible(String taskId) {
        return tasks.find(taskId).isPresent();
    }

    /**
     * @return the number of the user's open tasks in each filter that the user may see, by the filter's id
     */
    public Map<String, Long> countByFilter() {
        return filterService.createTaskFilterQuery().listPage(0, MAX_FILTERS).stream()
                .collect(Collectors.toMap(Filter::getId, filter -> filterService.count(filter.getId())));
    }
}
