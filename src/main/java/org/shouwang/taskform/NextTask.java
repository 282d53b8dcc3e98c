package org.shouwang.taskform;

import java.util.List;
import java.util.Optional;
import org.shouwang.desk.DeskTask;
import org.shouwang.desk.TaskList;
import org.shouwang.desk.TaskQuery;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.SearchTexts;
import org.springframework.stereotype.Component;

/** Finds the task that a user does after another one. */
@Component
public class NextTask {

    /** The number of tasks among which one is looked for on which no colleague works. */
    private static final int LOOKED_AT = 20;

    private final TaskList tasks;
    private final SearchTexts texts;
    private final CurrentUsers users;

    NextTask(TaskList tasks, SearchTexts texts, CurrentUsers users) {
        this.tasks = tasks;
        this.texts = texts;
        this.users = users;
    }

    /**
     * Returns the first task of a list, if possible one on which no colleague works.
     *
     * @param list   what the user's list was asked for, with the encrypted text of a search; its conditions may be wrong, since
     *     they come from an address
     * @param taskId the engine's id of the task that was done
     * @return the engine's id of the next one; empty if the list has no other, or is no list
     */
    public Optional<String> of(TaskQuery list, String taskId) {
        List<DeskTask> first;
        try {
            TaskQuery query = new TaskQuery(list.process(), list.task(), list.region(), list.state(), list.due(), list.dueFrom(),
                    list.dueBefore(), texts.open(list.search()), list.sort());
            first = tasks.first(query, LOOKED_AT).stream().filter(task -> !task.taskId().equals(taskId)).toList();
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
        String me = users.get().id();
        return first.stream().filter(task -> task.assignee() == null || task.assignee().equals(me)).findFirst()
                .or(() -> first.stream().findFirst()).map(DeskTask::taskId);
    }
}
