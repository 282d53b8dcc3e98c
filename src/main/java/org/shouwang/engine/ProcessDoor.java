package org.shouwang.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.runtime.ProcessInstanceWithVariables;
import org.camunda.bpm.engine.task.Task;
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
 * The only way into the engine for people and other systems, whatever address they use. In one transaction, a submission is
 * checked against the deployed form and the rules of its step, stored in the product's tables and reduced to outcomes before
 * the engine gets it. {@link FormProjection} is the way out for the values that forms show.
 */
@Component
public class ProcessDoor {

    private final FormService forms;
    private final EngineAuthority authority;
    private final CurrentUsers users;
    private final EngineTransactions transactions;
    private final CaseProcesses processes;
    private final VisibleTasks tasks;
    private final DecisionTables tables;
    private final Steps steps;
    private final SubmittedForms submissions;
    private final StepOrder order;
    private final TaskDecisions decisions;
    private final TaskClaims claims;
    private final TwoPeople twoPeople;
    private final Acts acts;
    private final AdjustableClock clock;

    ProcessDoor(@Lazy FormService forms, EngineAuthority authority, CurrentUsers users, EngineTransactions transactions,
                CaseProcesses processes, VisibleTasks tasks, DecisionTables tables, Steps steps, SubmittedForms submissions,
                StepOrder order, TaskDecisions decisions, TaskClaims claims, TwoPeople twoPeople, Acts acts,
                AdjustableClock clock) {
        this.forms = forms;
        this.authority = authority;
        this.users = users;
        this.transactions = transactions;
        this.processes = processes;
        this.tasks = tasks;
        this.tables = tables;
        this.steps = steps;
        this.submissions = submissions;
        this.order = order;
        this.decisions = decisions;
        this.claims = claims;
        this.twoPeople = twoPeople;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Starts a process on behalf of the user who has signed in.
     *
     * @param processKey the key of the process
     * @param submitted  the submitted values by the keys of the start form
     * @return the new case's number
     * @throws InvalidInputException if a field is wrong; the exception names every wrong field
     * @throws ForbiddenException    if the user may not start this process
     * @throws ConflictException     if such a case exists already
     * @throws NotFoundException     if no such process can be started
     */
    public String start(String processKey, Map<String, Object> submitted) {
        return startInstance(processKey, submitted).getBusinessKey();
    }

    /**
     * @param processKey the key of a process
     * @return whether the user who has signed in may start it, at least somewhere
     */
    public boolean mayStart(String processKey) {
        return steps.mayStart(processKey);
    }

    ProcessInstanceWithVariables startInstance(String processKey, Map<String, Object> submitted) {
        StartStep step = steps.starting(processKey);
        return transactions.runAsOneCommand(() -> {
            Submission submission = submissions.checkStart(processKey, submitted);
            step.check(submission);
            submission.throwIfInvalid();
            DecisionTables.Noted<StartStep.StartedCase> started = tables.noting(() -> step.accept(submission));
            tables.keep(started.result().caseNo(), "start", started);
            return processes.begin(processKey, started.result());
        });
    }

    /**
     * Completes a task on behalf of the user who has signed in. The task need not be claimed; a task that a colleague has
     * claimed is taken over.
     *
     * @param taskId    the engine's id of the task
     * @param submitted the submitted values by the form's keys
     * @throws InvalidInputException if a field is wrong; the exception names every wrong field
     * @throws ForbiddenException    if the user may see the task but not decide it
     * @throws ConflictException     if somebody else was faster or has to do the task ({@link TwoPeople}), or a step that must
     *     come before is not on record ({@link StepOrder})
     * @throws NotFoundException     if the user may see no such task
     */
    public void complete(String taskId, Map<String, Object> submitted) {
        try {
            forms.submitTaskForm(taskId, submitted);
        } catch (DoorRefusal refusal) {
            throw refusal.told();
        }
    }

    /**
     * Checks a submission as {@link #complete(String, Map)} does, and changes nothing. What is sound now may be refused later,
     * since others act meanwhile.
     *
     * @param taskId    the engine's id of the task
     * @param submitted the submitted values by the form's keys
     * @throws InvalidInputException if a field is wrong; the exception names every wrong field
     * @throws ForbiddenException    if the user may see the task but not decide it
     * @throws ConflictException     if somebody else was faster or has to do the task, or a step that must come before is not
     *     on record
     * @throws NotFoundException     if the user may see no such task
     */
    public void check(String taskId, Map<String, Object> submitted) {
        transactions.runAsOneCommand(() -> {
            Task task = tasks.get(taskId);
            return examine(task, tasks.context(task), submitted);
        });
    }

    /**
     * Completes a task as {@link #complete(String, Map)} does; {@code inEngine} completes it in the engine with the given
     * variables.
     */
    void complete(String taskId, Map<String, Object> submitted, Consumer<Map<String, Object>> inEngine) {
        transactions.runAsOneCommand(() -> {
            completeOnce(taskId, submitted, inEngine);
            return null;
        });
    }

    private void completeOnce(String taskId, Map<String, Object> submitted, Consumer<Map<String, Object>> inEngine) {
        CurrentUser user = users.get();
        tasks.lockCaseOf(taskId);
        Task task = tasks.locked(taskId);
        TaskContext context = tasks.context(task);
        Examined examined = examine(task, context, submitted);
        TaskStep step = examined.step();
        Submission submission = examined.submission();
        String post = examined.post();
        claims.takeOver(user, task, post, context.caseNo());
        DecisionTables.Noted<Map<String, Object>> accepted = tables.noting(() -> step.accept(context, submission));
        Map<String, Object> variables = accepted.result();
        tables.keep(context.caseNo(), task.getTaskDefinitionKey(), accepted);
        String outcomeKey = step.outcomeKey();
        TaskDecision decision = new TaskDecision(context.caseNo(), step.processKey(), task.getTaskDefinitionKey(),
                task.getName(), outcomeKey == null ? null : submission.text(outcomeKey),
                outcomeKey == null ? null : submission.optionLabel(outcomeKey).orElse(null),
                submission.text(Submission.OPINION), user.id(), post, clock.instant(), submission.text(Submission.RETURN_TO), user.actsFor(post), null, null);
        acts.add(Act.Kind.DECISION, user.id(), context.caseNo(),
                outcomeKey == null ? "DONE" : submission.text(outcomeKey), (outcomeKey == null ? task.getName()
                        : task.getName() + "：" + submission.optionLabel(outcomeKey).orElse(""))
                        + (user.actsFor(post) == null ? "" : "（" + user.actsFor(post) + "）"), decisions.adding(taskId, decision));
        authority.asProgram(() -> {
            inEngine.accept(variables);
            return null;
        });
    }

    private record Examined(TaskStep step, String post, Submission submission) {
    }

    /** Checks who decides, the order of steps and the submission. */
    private Examined examine(Task task, TaskContext context, Map<String, Object> submitted) {
        String post = requireMayDecide(users.get(), task);
        String processKey = tasks.processKey(task);
        order.require(processKey, task.getTaskDefinitionKey(), context.caseNo(), context.reference());
        TaskStep step = steps.at(processKey, task.getTaskDefinitionKey());
        twoPeople.require(step, context, post);
        Submission submission = submissions.check(task, submitted);
        step.check(context, submission);
        submission.throwIfInvalid();
        return new Examined(step, post, submission);
    }

    /**
     * @return the group of the post by which the user may decide the task
     */
    private String requireMayDecide(CurrentUser user, Task task) {
        List<String> candidates = tasks.candidates(task);
        return user.groups().stream().filter(candidates::contains).findFirst()
                .orElseThrow(() -> new ForbiddenException("这项待办不由您的岗位办理"));
    }
}
