package org.shouwang.engine;

import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes back (撤回) the last step of a case on behalf of the user who did it, while nobody has touched the next task. The
 * decision stays on record as taken back, and the process goes back to the task, so that the step is done again. Only steps
 * that say so are taken back ({@link TaskStep#mayBeTakenBack}).
 */
@Component
public class TakeBacks {

    private static final String DONE = "DONE";

    private final Steps steps;
    private final TaskDecisions decisions;
    private final CaseTasks tasks;
    private final CaseProcesses processes;
    private final TaskClaims claims;
    private final CurrentUsers users;
    private final Acts acts;
    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    TakeBacks(Steps steps, TaskDecisions decisions, CaseTasks tasks, CaseProcesses processes, TaskClaims claims,
              CurrentUsers users, Acts acts, JdbcClient jdbc, AdjustableClock clock) {
        this.steps = steps;
        this.decisions = decisions;
        this.tasks = tasks;
        this.processes = processes;
        this.claims = claims;
        this.users = users;
        this.acts = acts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What was taken back.
     *
     * @param task the task that is open again; its former decider has claimed it
     * @param left the tasks that were open before
     */
    public record TakenBack(OpenTask task, List<OpenTask> left) {
    }

    /**
     * Returns the step that a user could take back.
     *
     * @param caseNo the case's number
     * @return the latest decision of the case that counts, if it is the user's; otherwise empty
     */
    public Optional<TaskDecision> lastOwn(String caseNo) {
        return decisions.latestOf(caseNo).filter(last -> last.decidedBy().equals(users.get().id()));
    }

    /**
     * Refuses a user who has not done the last step of a case, or has the post no longer.
     *
     * @param caseNo the case's number
     * @return the step
     * @throws ForbiddenException if the user has done no step of the case, or has lost the post in which it was done
     * @throws ConflictException  if somebody else has done a step since
     */
    public TaskDecision requireOwn(String caseNo) {
        CurrentUser user = users.get();
        TaskDecision last = lastOwn(caseNo).orElseThrow(() -> decisions.of(caseNo).stream()
                .anyMatch(each -> each.stands() && each.decidedBy().equals(user.id()))
                ? new ConflictException("您办结以后，后面的环节已由别人办理，不能撤回；需要更正的请后面的环节退回")
                : new ForbiddenException("只能撤回本人办结的上一步"));
        if (last.decidedAs() == null || !user.groups().contains(last.decidedAs())) {
            throw new ForbiddenException("您已没有办理这一步的岗位，不能撤回");
        }
        return last;
    }

    /**
     * Takes back the last step of a case. The caller has locked the case, and has checked that the case is still in progress.
     *
     * @param caseNo the case's number
     * @param reason the reason
     * @return what was taken back
     * @throws ForbiddenException see {@link #requireOwn}
     * @throws ConflictException  if the step is none that is taken back, or somebody has touched the next task
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public TakenBack takeBack(String caseNo, String reason) {
        TaskDecision last = requireOwn(caseNo);
        String obstacle = obstacle(last);
        if (obstacle != null) {
            throw new ConflictException(obstacle, caseNo);
        }
        List<OpenTask> left = tasks.openOf(List.of(caseNo));
        decisions.takeBackLatest(caseNo, reason, clock.instant());
        if (!processes.goBack(caseNo, last.elementId(), steps.at(last.processKey(), last.elementId()).takenBack(caseNo))) {
            throw new ConflictException("流程同时停在几处，不能撤回；请后面的环节退回", caseNo);
        }
        acts.add(Act.Kind.TAKE_BACK, users.get().id(), caseNo, DONE, last.elementName());
        OpenTask again = tasks.openOf(List.of(caseNo)).stream().filter(task -> task.element().equals(last.elementId())).findFirst().orElseThrow();
        claims.claimIfFree(again.id());
        return new TakenBack(again, left);
    }

    /**
     * Tells why a step cannot be taken back now.
     *
     * @param last the latest decision of a case that is in progress
     * @return the reason in Chinese, or null if it can be taken back
     */
    public String obstacle(TaskDecision last) {
        if (!steps.mayBeTakenBack(last.processKey(), last.elementId())) {
            return "“" + last.elementName() + "”办结后不能撤回；需要更正的请后面的环节退回，或按更正的办法办理";
        }
        String mine = users.get().id();
        List<OpenTask> open = tasks.openOf(List.of(last.caseNo()));
        if (open.isEmpty() || openedBefore(last)) {
            return "流程已经往下走，不能撤回；需要更正的请后面的环节退回";
        }
        return open.stream().filter(task -> task.assignee() != null && !task.assignee().equals(mine)).findFirst()
                .map(task -> "“" + task.name() + "”已由" + users.displayName(task.assignee()) + "正在办理，不能撤回；请与对方联系，由对方退回岗位后再撤回，或者退回本案")
                .or(() -> drafterOf(open, mine).map(other -> "下一环节" + users.displayName(other) + "已填了草稿，不能撤回；请与对方联系，或请对方退回本案"))
                .orElse(null);
    }

    /** Returns another user who has begun to fill in one of the tasks. */
    private Optional<String> drafterOf(List<OpenTask> open, String mine) {
        return jdbc.sql("select user_id from shouwang.task_draft where task_id in (:open) and user_id <> :mine limit 1")
                .param("open", open.stream().map(OpenTask::id).toList()).param("mine", mine).query(String.class).optional();
    }

    /** Tells whether a task of the case was open before the decision, so that the decision has not opened it. */
    private boolean openedBefore(TaskDecision last) {
        return jdbc.sql("""
                        select min(t.create_time_) from public.act_ru_execution e join public.act_ru_task t on t.proc_inst_id_ = e.proc_inst_id_
                        where e.business_key_ = ? and e.parent_id_ is null
                        """)
                .param(last.caseNo()).query(Timestamp.class).single().toInstant()
                // The engine keeps thousandths of seconds.
                .isBefore(last.decidedAt().truncatedTo(ChronoUnit.MILLIS));
    }
}
