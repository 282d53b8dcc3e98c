package org.shouwang.engine;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.EngineAuthority;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Reads the open tasks that the user who has signed in may see, with their data. */
@Component
class VisibleTasks {

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    private final ProcessSteps others;
    private final CurrentUsers users;
    private final Locks locks;

    VisibleTasks(@Lazy ProcessEngine engine, EngineAuthority authority, @Lazy ProcessSteps others, CurrentUsers users, Locks locks) {
        this.engine = engine;
        this.authority = authority;
        this.others = others;
        this.users = users;
        this.locks = locks;
    }

    /**
     * Returns a task. The engine's own checks decide with the user's rights whether the user may read it.
     *
     * @throws NotFoundException if the user may see no such task
     */
    Task get(String taskId) {
        return find(taskId).orElseThrow(VisibleTasks::unknown);
    }

    /** Finds a task that the user may see; the id may be anything. */
    Optional<Task> find(String taskId) {
        return commands().execute(inside -> {
            TaskEntity task = inside.getTaskManager().findTaskById(taskId);
            if (task == null || !mayRead(inside, task)) {
                return Optional.empty();
            }
            if (!mayBeBarred(users.get())) {
                return Optional.of(task);
            }
            ExecutionEntity process = inside.getExecutionManager().findExecutionById(task.getProcessInstanceId());
            return process == null || isBarred(users.get(), process.getBusinessKey()) ? Optional.empty() : Optional.of(task);
        });
    }

    /** Tells whether a user sees and does nothing of a case though the user has the post of a task, since it is against a unit of another post. */
    boolean isBarred(CurrentUser user, String caseNo) {
        return mayBeBarred(user) && others.isBarred(caseNo, user);
    }

    private static boolean mayBeBarred(CurrentUser user) {
        return BarredTasks.hasSeveralPosts(user.groups()) || user.is(Role.ADMIN);
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
     * Locks a task's case, whoever may see the task, before anything of it is read.
     *
     * @throws NotFoundException if there is no such task
     */
    void lockCaseOf(String taskId) {
        if (!locks.lockSelected("""
                select e.business_key_ from public.act_ru_task t join public.act_ru_execution e on e.id_ = t.proc_inst_id_ where t.id_ = ?
                """, taskId)) {
            throw unknown();
        }
    }

    /**
     * Returns a task of a case that was locked, within the command that completes the task. All that the engine needs of its process
     * instance is loaded at once.
     *
     * @throws ConflictException if the task was completed before the case was locked
     * @throws NotFoundException if the user may not see the task
     */
    Task locked(String taskId) {
        CommandContext inside = Context.getCommandContext();
        TaskEntity task = inside.getTaskManager().findTaskById(taskId);
        if (task == null) {
            throw stale();
        }
        String instanceId = task.getProcessInstanceId();
        List<ExecutionEntity> executions = inside.getExecutionManager().findExecutionsByProcessInstanceId(instanceId);
        ExecutionEntity process = executions.stream().filter(ExecutionEntity::isProcessInstanceExecution).findFirst().orElseThrow(VisibleTasks::stale);
        if (!mayRead(inside, task) || isBarred(users.get(), process.getBusinessKey())) {
            throw unknown();
        }
        process.restoreProcessInstance(executions, null, inside.getVariableInstanceManager().findVariableInstancesByProcessInstanceId(instanceId),
                List.of(task), null, null, null);
        return task;
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
        List<String> groups = read(inside -> Optional.ofNullable(inside.getTaskManager().findTaskById(task.getId()))
                .map(current -> current.getCandidates().stream().map(IdentityLink::getGroupId).toList()).orElse(List.of())).orElseThrow();
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

    private static NotFoundException unknown() {
        return new NotFoundException("没有这项待办，或者它已经办结");
    }

    /** Returns the refusal of a task that has been completed since it was read. */
    static ConflictException stale() {
        return new ConflictException("该事项刚刚已被处理，请刷新后再看");
    }
}
