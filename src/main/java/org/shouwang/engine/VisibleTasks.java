package org.shouwang.engine;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.shouwang.security.EngineAuthority;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.NotFoundException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Reads the open tasks that the user who has signed in may see, with their data. */
@Component
class VisibleTasks {

    private final ProcessEngine engine;
    private final EngineAuthority authority;

    VisibleTasks(@Lazy ProcessEngine engine, EngineAuthority authority) {
        this.engine = engine;
        this.authority = authority;
    }

    /**
     * Returns a task. The engine's own checks decide with the user's rights whether the user may read it.
     *
     * @throws NotFoundException if the user may see no such task
     */
    Task get(String taskId) {
        Task task = commands().execute(inside -> {
            TaskEntity found = inside.getTaskManager().findTaskById(taskId);
            return found != null && mayRead(inside, found) ? found : null;
        });
        if (task == null) {
            throw new NotFoundException("没有这项待办，或者它已经办结");
        }
        return task;
    }

    private static boolean mayRead(CommandContext inside, TaskEntity task) {
        try {
            inside.getProcessEngineConfiguration().getCommandCheckers().forEach(checker -> checker.checkReadTask(task));
            return true;
        } catch (ProcessEngineException e) {
            return false;
        }
    }

    /**
     * Reads a task again after a wait for others. The user was allowed to see it before.
     *
     * @throws ConflictException if the task has been completed meanwhile
     */
    Task again(String taskId) {
        return read(inside -> inside.getTaskManager().findTaskById(taskId)).orElseThrow(VisibleTasks::stale);
    }

    /**
     * Returns the context of a task.
     *
     * @throws ConflictException if the task has been completed meanwhile
     */
    TaskContext context(Task task) {
        return read(inside -> {
            TaskEntity current = inside.getTaskManager().findTaskById(task.getId());
            ExecutionEntity process = inside.getExecutionManager().findExecutionById(task.getProcessInstanceId());
            return current == null || process == null ? null : new TaskContext(task.getId(), process.getBusinessKey(),
                    task.getProcessInstanceId(), (Long) current.getVariable(TaskContext.REFERENCE));
        }).orElseThrow(VisibleTasks::stale);
    }

    /**
     * Returns the groups of the posts that may decide a task.
     *
     * @throws ConflictException if the task has been completed meanwhile
     */
    List<String> candidates(Task task) {
        List<String> groups = read(inside -> inside.getIdentityLinkManager().findIdentityLinksByTaskId(task.getId())).orElseThrow()
                .stream().map(IdentityLink::getGroupId).toList();
        if (groups.isEmpty()) {
            throw stale();
        }
        return groups;
    }

    /** Returns the key of a task's process. */
    String processKey(Task task) {
        ProcessDefinition definition = authority.asProgram(() ->
                engine.getRepositoryService().getProcessDefinition(task.getProcessDefinitionId()));
        return definition.getKey();
    }

    /**
     * Reads without the engine's queries, which build their SQL anew each time; two queries took a fifth of a completion's
     * time.
     */
    private <T> Optional<T> read(Command<T> command) {
        return Optional.ofNullable(authority.asProgram(() -> commands().execute(command)));
    }

    private CommandExecutor commands() {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired();
    }

    /** Returns the refusal of a task that has been completed since it was read. */
    static ConflictException stale() {
        return new ConflictException("该事项刚刚已被处理，请刷新后再看");
    }
}
