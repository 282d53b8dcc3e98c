package org.shouwang.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstanceWithVariables;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.EngineAuthority;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The one way in and out of the engine for people and other systems, whatever address they come by. Going in, a
 * submission is checked against the deployed form and the rules of its step, stored in the product's tables and reduced
 * to outcomes before the engine sees it, all in one transaction. Going out, the step's facts are projected into the form.
 */
@Component
public class ProcessDoor {

    private static final String STALE = "该事项刚刚已被处理，请刷新后再看";

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    private final CurrentUsers users;
    private final EngineTransactions transactions;
    private final CaseLocks locks;
    private final StepOrder order;
    private final TaskDecisions decisions;
    private final TaskClaims claims;
    private final TwoPeople twoPeople;
    private final Acts acts;
    private final ObjectMapper json;
    private final AdjustableClock clock;
    private final Map<String, TaskStep> taskSteps = new HashMap<>();
    private final Map<String, StartStep> startSteps = new HashMap<>();
    private final Map<String, FormSchema> schemas = new ConcurrentHashMap<>();

    ProcessDoor(@Lazy ProcessEngine engine, EngineAuthority authority, CurrentUsers users,
                EngineTransactions transactions, CaseLocks locks, StepOrder order, TaskDecisions decisions, TaskClaims claims,
                TwoPeople twoPeople, Acts acts, ObjectMapper json, AdjustableClock clock, List<TaskStep> taskSteps,
                List<StartStep> startSteps) {
        this.engine = engine;
        this.authority = authority;
        this.users = users;
        this.transactions = transactions;
        this.locks = locks;
        this.order = order;
        this.decisions = decisions;
        this.claims = claims;
        this.twoPeople = twoPeople;
        this.acts = acts;
        this.json = json;
        this.clock = clock;
        taskSteps.forEach(step -> this.taskSteps.put(step.processKey() + "/" + step.elementId(), step));
        startSteps.forEach(step -> this.startSteps.put(step.processKey(), step));
    }

    /**
     * Starts a process on behalf of the user who has signed in.
     *
     * @param processKey the process
     * @param submitted  what was submitted, by the start form's keys
     * @return the new case's number
     * @throws InvalidInputException if a field is wrong; names every wrong field
     * @throws ForbiddenException    if the user may not start this process
     * @throws ConflictException     if there is such a case already
     * @throws NotFoundException     if no such process can be started
     */
    public String start(String processKey, Map<String, Object> submitted) {
        return startInstance(processKey, submitted).getBusinessKey();
    }

    ProcessInstanceWithVariables startInstance(String processKey, Map<String, Object> submitted) {
        StartStep step = startSteps.get(processKey);
        if (step == null) {
            throw new NotFoundException("没有可以从外部发起的流程“" + processKey + "”");
        }
        return transactions.run(() -> {
            Submission submission = check(startSchema(processKey), submitted);
            step.check(submission);
            submission.throwIfInvalid();
            StartStep.StartedCase started = step.accept(submission);
            return startInEngine(processKey, started);
        });
    }

    /**
     * Starts a process that no user starts, in the transaction of what makes it necessary. What it needs has been checked
     * and stored by whoever calls this.
     *
     * @param processKey the process
     * @param started    the case that has just been stored
     */
    public void startAsProgram(String processKey, StartStep.StartedCase started) {
        startInEngine(processKey, started);
    }

    private ProcessInstanceWithVariables startInEngine(String processKey, StartStep.StartedCase started) {
        return authority.asProgram(() -> ProcessInstantiationBuilderImpl
                .createProcessInstanceByKey(configuration().getCommandExecutorTxRequired(), processKey)
                .businessKey(started.caseNo())
                .setVariables(started.variables())
                .setVariable(CountyTenants.COUNTY, started.countyCode())
                .executeWithVariablesInReturn());
    }

    /**
     * Completes a task on behalf of the user who has signed in. It need not be claimed; from a colleague who has claimed it,
     * it is taken over.
     *
     * @param taskId    the engine's id of the task
     * @param submitted what was submitted, by the form's keys
     * @param inEngine  completes the task in the engine with the variables it is given
     * @throws InvalidInputException if a field is wrong; names every wrong field
     * @throws ForbiddenException    if the user may see the task but not decide it
     * @throws ConflictException     if somebody else was faster, or has to do it ({@link TwoPeople}), or what must come before the
     *                               task is not on record ({@link StepOrder})
     * @throws NotFoundException     if there is no such task for this user
     */
    void complete(String taskId, Map<String, Object> submitted, Consumer<Map<String, Object>> inEngine) {
        transactions.run(() -> {
            completeOnce(taskId, submitted, inEngine);
            return null;
        });
    }

    private void completeOnce(String taskId, Map<String, Object> submitted, Consumer<Map<String, Object>> inEngine) {
        CurrentUser user = users.get();
        TaskContext context = context(visibleTask(taskId));
        locks.lock(context.caseNo());
        Task task = read(inside -> inside.getTaskManager().findTaskById(taskId)).orElseThrow(() -> new ConflictException(STALE));
        String post = requireMayDecide(user, task);
        ProcessDefinition definition = definition(task);
        order.require(definition.getKey(), task.getTaskDefinitionKey(), context.caseNo(), context.reference());
        TaskStep step = step(definition, task);
        twoPeople.require(step, context, post);
        Submission submission = check(taskSchema(task), submitted);
        step.check(context, submission);
        submission.throwIfInvalid();
        claims.takeOver(user, task, post, context.caseNo());
        Map<String, Object> variables = step.accept(context, submission);
        String outcomeKey = step.outcomeKey();
        decisions.add(taskId, new TaskDecision(context.caseNo(), definition.getKey(), task.getTaskDefinitionKey(),
                task.getName(), outcomeKey == null ? null : submission.text(outcomeKey),
                outcomeKey == null ? null : submission.optionLabel(outcomeKey).orElse(null),
                submission.text("opinion"), user.id(), post, clock.instant(), submission.text("returnTo")));
        acts.add(Act.Kind.DECISION, user.id(), context.caseNo(),
                outcomeKey == null ? "DONE" : submission.text(outcomeKey), outcomeKey == null ? task.getName()
                        : task.getName() + "：" + submission.optionLabel(outcomeKey).orElse(""));
        authority.asProgram(() -> {
            inEngine.accept(variables);
            return null;
        });
    }

    /**
     * What the form of a task shows.
     *
     * @param taskId the engine's id of the task
     * @param names  the keys that are asked for, or null for all
     * @return the projected values
     * @throws NotFoundException if there is no such task for this user
     */
    VariableMap formVariables(String taskId, Collection<String> names) {
        Task task = visibleTask(taskId);
        VariableMap result = Variables.createVariables();
        step(definition(task), task).project(context(task)).forEach((name, value) -> {
            if (names == null || names.contains(name)) {
                result.put(name, engineValue(value));
            }
        });
        return result;
    }

    private Object engineValue(Object value) {
        if (value instanceof List<?> rows) {
            try {
                return SpinValues.jsonValue(json.writeValueAsString(rows)).create();
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        if (value instanceof BigDecimal number) {
            return Variables.doubleValue(number.doubleValue());
        }
        if (value instanceof Boolean flag) {
            return Variables.booleanValue(flag);
        }
        return Variables.stringValue(value == null ? null : value.toString());
    }

    /** Who may read it is asked as in the engine's own commands, so with the user's rights. */
    private Task visibleTask(String taskId) {
        Task task = configuration().getCommandExecutorTxRequired().execute(inside -> {
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
     * @return the group of the post in which the user may decide it
     */
    private String requireMayDecide(CurrentUser user, Task task) {
        List<String> candidates = read(inside -> inside.getIdentityLinkManager().findIdentityLinksByTaskId(task.getId())).orElseThrow()
                .stream().map(IdentityLink::getGroupId).toList();
        return user.groups().stream().filter(candidates::contains).findFirst()
                .orElseThrow(() -> new ForbiddenException("这项待办不由您的岗位办理"));
    }

    private TaskContext context(Task task) {
        return read(inside -> {
            TaskEntity current = inside.getTaskManager().findTaskById(task.getId());
            return current == null ? null : new TaskContext(task.getId(),
                    inside.getExecutionManager().findExecutionById(task.getProcessInstanceId()).getBusinessKey(),
                    task.getProcessInstanceId(), (Long) current.getVariable(TaskContext.REFERENCE));
        }).orElseThrow(() -> new ConflictException(STALE));
    }

    /** The engine's queries put their statement together anew each time; two of them were a fifth of a completion. */
    private <T> Optional<T> read(Command<T> command) {
        return Optional.ofNullable(authority.asProgram(() -> configuration().getCommandExecutorTxRequired().execute(command)));
    }

    private TaskStep step(ProcessDefinition definition, Task task) {
        TaskStep step = taskSteps.get(definition.getKey() + "/" + task.getTaskDefinitionKey());
        if (step == null) {
            throw new IllegalStateException("No step for " + definition.getKey() + "/" + task.getTaskDefinitionKey());
        }
        return step;
    }

    private ProcessDefinition definition(Task task) {
        return authority.asProgram(() -> engine.getRepositoryService().getProcessDefinition(task.getProcessDefinitionId()));
    }

    private FormSchema taskSchema(Task task) {
        return schemas.computeIfAbsent(task.getProcessDefinitionId() + "/" + task.getTaskDefinitionKey(), key ->
                authority.asProgram(() -> FormSchema.read(forms().getDeployedTaskForm(task.getId()), json)));
    }

    private FormSchema startSchema(String processKey) {
        ProcessDefinition definition = read(inside -> inside.getProcessEngineConfiguration().getDeploymentCache()
                .findDeployedLatestProcessDefinitionByKey(processKey)).orElseThrow();
        return schemas.computeIfAbsent(definition.getId(), key ->
                authority.asProgram(() -> FormSchema.read(forms().getDeployedStartForm(definition.getId()), json)));
    }

    private FormService forms() {
        return engine.getFormService();
    }

    private Submission check(FormSchema schema, Map<String, Object> submitted) {
        Map<String, Object> values = submitted == null ? Map.of() : RawValues.plain(submitted, json);
        Map<String, Object> known = new LinkedHashMap<>();
        schema.keys().forEach(key -> known.put(key, values.get(key)));
        FormConditions conditions = new FormConditions(configuration().getDmnEngineConfiguration().getFeelEngine(), known);
        return FormCheck.check(schema, values, conditions::holds);
    }

    private ProcessEngineConfigurationImpl configuration() {
        return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }
}
