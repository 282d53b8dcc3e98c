package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.EngineAuthority;
import org.shouwang.security.Post;
import org.shouwang.security.PostEnding;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The claims of tasks, which show who works on a task so that colleagues of a post do not do it twice. A claim locks nothing:
 * every user of the post may take the task over or submit it. A claim ends with the claimant's post. The end of a claim by
 * anybody but its claimant is recorded.
 */
@Component
public class TaskClaims {

    private static final int MAX_REASON = 200;
    private static final String GONE = "没有这项待办，或者它已经办结";

    private final ProcessEngine engine;
    private final EngineAuthority authority;
    private final CurrentUsers users;
    private final EngineTransactions transactions;
    private final Locks locks;
    private final VisibleTasks tasks;
    private final TaskHandovers handovers;
    private final TwoPeople twoPeople;
    private final Acts acts;
    private final AdjustableClock clock;

    TaskClaims(@Lazy ProcessEngine engine, EngineAuthority authority, CurrentUsers users, EngineTransactions transactions,
               Locks locks, VisibleTasks tasks, TaskHandovers handovers, TwoPeople twoPeople, Acts acts, AdjustableClock clock) {
        this.engine = engine;
        this.authority = authority;
        this.users = users;
        this.transactions = transactions;
        this.locks = locks;
        this.tasks = tasks;
        this.handovers = handovers;
        this.twoPeople = twoPeople;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * The claim of a task as one user sees it.
     *
     * @param taskId        the engine's id of the task
     * @param claimedBy     the id of the user who has claimed the task, or null
     * @param claimedByName the name of that user, or null
     * @param mine          whether the claim is the user's own
     * @param mayDecide     whether the user has the post that has to do the task and has decided the case at no other level
     * @param mayGiveBack   whether there is a claim that the user may end by giving the task back
     */
    public record Claim(String taskId, String claimedBy, String claimedByName, boolean mine, boolean mayDecide,
                        boolean mayGiveBack) {
    }

    /**
     * @param taskId the engine's id of a task
     * @return the task's claim as the user who has signed in sees it
     * @throws NotFoundException if the user may see no such task
     */
    public Claim of(String taskId) {
        CurrentUser user = users.get();
        Task task = find(taskId);
        String post = requireVisible(user, task);
        String claimant = task.getAssignee();
        return new Claim(taskId, claimant, claimant == null ? null : users.displayName(claimant), user.id().equals(claimant),
                user.groups().contains(post) && !twoPeople.hasDecidedElsewhere(user, work(task, post)),
                claimant != null && mayGiveBack(user, claimant, task.getTenantId()));
    }

    /**
     * Tells whether the user who has signed in may give a task back, which the claimant, the county's department and the
     * administrator may.
     *
     * @param claimant   the id of the user who has claimed the task, not null
     * @param countyCode the code of the task's county, or null if the task is the city's
     */
    public boolean mayGiveBack(String claimant, String countyCode) {
        return mayGiveBack(users.get(), claimant, countyCode);
    }

    /**
     * Claims a task for the user who has signed in if nobody has claimed it. The task is never taken over from a colleague,
     * even if both ask at the same moment.
     *
     * @param taskId the engine's id of the task
     * @return the claim afterwards, whoever has it
     * @throws ConflictException  if the user has decided the case at another level
     * @throws ForbiddenException if the task is another post's
     * @throws NotFoundException  if the user may see no such task
     */
    public Claim claimIfFree(String taskId) {
        CurrentUser user = users.get();
        Task before = find(taskId);
        requireVisible(user, before);
        transactions.run(() -> {
            locks.lock(caseNoOf(before));
            Task task = find(taskId);
            String post = requireVisible(user, task);
            requireOwn(user, post, user.id());
            if (task.getAssignee() == null) {
                twoPeople.requireNoOtherLevel(user, work(task, post));
                set(task, user.id());
            }
            return null;
        });
        return of(taskId);
    }

    /**
     * Gives a task back to its post if somebody has claimed it.
     *
     * @param taskId the engine's id of the task
     * @return the number of the task's case
     * @throws ForbiddenException if somebody else has claimed the task and the user may not give it back
     * @throws NotFoundException  if the user who has signed in may see no such task
     */
    public String giveBack(String taskId) {
        return assign(taskId, null);
    }

    /**
     * Claims a task for the user who has signed in, taking it over from a colleague who has claimed it, or gives it back.
     *
     * @param taskId   the engine's id of the task
     * @param assignee the id of the user who gets the task, or null to give it back
     * @return the number of the task's case
     * @throws ConflictException  if the user has decided the case at another level
     * @throws ForbiddenException if the task is another post's, or the assignee is not the user
     * @throws NotFoundException  if the user may see no such task
     */
    String assign(String taskId, String assignee) {
        CurrentUser user = users.get();
        return transactions.run(() -> {
            Task before = find(taskId);
            requireVisible(user, before);
            String caseNo = caseNoOf(before);
            locks.lock(caseNo);
            Task task = find(taskId);
            String post = requireVisible(user, task);
            if (assignee == null) {
                giveBack(user, task, post, caseNo);
            } else {
                requireOwn(user, post, assignee);
                take(user, task, post, caseNo);
            }
            return caseNo;
        });
    }

    /**
     * Hands a task over to a colleague of the same post, who gets it as claimed.
     *
     * @param taskId the engine's id of the task
     * @param userId the id of the colleague as it was typed, or null
     * @param reason the reason as it was typed, or null
     * @return the handover
     * @throws ForbiddenException    if the user sees the task but has not its post
     * @throws InvalidInputException if the colleague has not the post, or the reason is missing
     * @throws ConflictException     if somebody else has claimed the task, or the colleague has decided the case at another
     *     level
     * @throws NotFoundException     if the user may see no such task
     */
    public TaskHandover handOver(String taskId, String userId, String reason) {
        requireMayHandOver(taskId);
        CurrentUser user = users.get();
        Task before = find(taskId);
        FieldErrors errors = new FieldErrors();
        String text = Texts.required(errors, reason, "reason", "转办原因", MAX_REASON);
        String to = userId == null ? "" : userId.strip();
        if (to.isEmpty()) {
            errors.add("user", "转给", "为必填项");
        } else if (to.equals(user.id())) {
            errors.add("user", "转给", "不能转给自己");
        } else if (!Texts.isStorable(to) || users.current(to).filter(colleague -> colleague.groups().contains(postOf(before))
                && !tasks.isBarred(colleague, caseNoOf(before))).isEmpty()) {
            errors.add("user", "转给", "须为同岗位的在用账号");
        }
        errors.throwIfAny();
        return transactions.run(() -> {
            locks.lock(caseNoOf(before));
            return handOver(user, find(taskId), to, text);
        });
    }

    private TaskHandover handOver(CurrentUser user, Task task, String to, String reason) {
        String post = requireVisible(user, task);
        String caseNo = caseNoOf(task);
        String claimant = task.getAssignee();
        if (claimant != null && !claimant.equals(user.id())) {
            throw new ConflictException("这项待办由" + users.displayName(claimant) + "正在办理，由本人转办；要由您转办的，先签收接手", caseNo);
        }
        if (users.current(to).filter(colleague -> twoPeople.hasDecidedElsewhere(colleague, work(task, post))).isPresent()) {
            throw new ConflictException(users.displayName(to) + "已在另一层级办理过本案，同一人不能办理同一案件的两个层级", caseNo);
        }
        TaskHandover handover = new TaskHandover(caseNo, task.getId(), task.getName(), TaskHandover.Kind.HANDED_OVER, user.id(),
                user.displayName(), user.id(), user.nameIn(post), post, clock.instant(), to, users.displayName(to), reason);
        handovers.add(handover);
        acts.add(Act.Kind.HANDOVER, user.id(), caseNo, TaskHandover.Kind.HANDED_OVER.name(), task.getName() + "：转办给 " + to);
        set(task, to);
        return handover;
    }

    /**
     * @param taskId the engine's id of a task
     * @return the colleagues to whom the user who has signed in may hand the task over: those who hold its post or stand in
     *     for it today
     * @throws ForbiddenException if the user sees the task but has not its post
     * @throws NotFoundException  if the user may see no such task
     */
    public List<CurrentUser> colleagues(String taskId) {
        requireMayHandOver(taskId);
        CurrentUser user = users.get();
        Task task = find(taskId);
        return users.holding(postOf(task)).stream().filter(colleague -> !colleague.id().equals(user.id()) && !tasks.isBarred(colleague, caseNoOf(task))).toList();
    }

    /**
     * Where a task stands.
     *
     * @param name     the task's name
     * @param caseNo   the number of its case
     * @param postName the Chinese name of the post that has to do it
     */
    public record Place(String name, String caseNo, String postName) {
    }

    /**
     * @param taskId the engine's id of a task
     * @return where the task stands
     * @throws NotFoundException if the user may see no such task
     */
    public Place placeOf(String taskId) {
        Task task = find(taskId);
        String post = requireVisible(users.get(), task);
        return new Place(task.getName(), caseNoOf(task), users.postNames(List.of(post)).getOrDefault(post, post));
    }

    /**
     * Refuses users who have not the post of a task, or only decide its tasks by an authorisation.
     *
     * @param taskId the engine's id of a task
     * @throws ForbiddenException if the user sees the task but has not its post
     * @throws NotFoundException  if the user may see no such task
     */
    public void requireMayHandOver(String taskId) {
        CurrentUser user = users.get();
        String post = requireVisible(user, find(taskId));
        requireOwn(user, post, user.id());
        if (user.isAuthorised(post)) {
            throw new ForbiddenException("授权的是审批，不能转办；不由您办理的，仍由领导小组或同事办理");
        }
    }

    private static void requireOwn(CurrentUser user, String post, String assignee) {
        if (!user.groups().contains(post)) {
            throw new ForbiddenException("这项待办不由您的岗位办理");
        }
        if (!assignee.equals(user.id())) {
            throw new ForbiddenException("只能由本人签收");
        }
    }

    /**
     * Takes over a task that a colleague has claimed for the user who submits it, in the transaction that completes the task.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeOver(CurrentUser user, Task task, String post, String caseNo) {
        if (task.getAssignee() != null) {
            take(user, task, post, caseNo);
        }
    }

    private void take(CurrentUser user, Task task, String post, String caseNo) {
        String claimant = task.getAssignee();
        if (user.id().equals(claimant)) {
            return;
        }
        twoPeople.requireNoOtherLevel(user, work(task, post));
        if (claimant != null) {
            note(task, TaskHandover.Kind.TAKEN_OVER, user.id(), user.nameIn(post), post, caseNo);
        }
        set(task, user.id());
    }

    private void giveBack(CurrentUser user, Task task, String post, String caseNo) {
        String claimant = task.getAssignee();
        if (claimant == null) {
            return;
        }
        if (!mayGiveBack(user, claimant, task.getTenantId())) {
            throw new ForbiddenException("这项待办由" + users.displayName(claimant)
                    + "正在办理，只有本人、县级乡村振兴部门和系统管理员可以退回。要由您办理的，签收或直接提交即可接手");
        }
        if (!claimant.equals(user.id())) {
            note(task, TaskHandover.Kind.GIVEN_BACK, user.id(), user.nameIn(post), post, caseNo);
        }
        set(task, null);
    }

    @EventListener
    void on(PostEnding ending) {
        authority.asProgram(() -> {
            TaskQuery claimed = engine.getTaskService().createTaskQuery().taskAssigned();
            if (ending.userId() != null) {
                claimed.taskAssignee(ending.userId());
            }
            boolean role = ending.group() != null && Role.isGroupOfAny(ending.group());
            if (ending.group() != null && !role) {
                claimed.taskCandidateGroup(ending.group()).includeAssignedTasks();
            }
            claimed.unlimitedList().stream().filter(task -> !role || postsOf(task).stream().anyMatch(post -> Post.levelOf(post).equals(ending.group()))).forEach(task -> {
                note(task, ending.substitution() ? TaskHandover.Kind.STAND_IN_ENDED : TaskHandover.Kind.POST_ENDED, ending.actor(),
                        users.displayName(ending.actor()), postOf(task), caseNoOf(task));
                set(task, null);
            });
            return null;
        });
    }

    private void note(Task task, TaskHandover.Kind kind, String by, String byName, String post, String caseNo) {
        String from = task.getAssignee();
        handovers.add(new TaskHandover(caseNo, task.getId(), task.getName(), kind, from, users.displayName(from), by,
                byName, post, clock.instant(), null, null, null));
        acts.add(Act.Kind.HANDOVER, by, caseNo, kind.name(), task.getName() + "：" + kind.title() + "，原由 " + from + " 办理");
    }

    private void set(Task task, String userId) {
        authority.asProgram(() -> ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired().execute(new AssignTaskCmd(task.getId(), userId)));
    }

    private static boolean mayGiveBack(CurrentUser user, String claimant, String countyCode) {
        return claimant.equals(user.id()) || overlooks(user, countyCode);
    }

    /**
     * Tells whether a user may end other people's claims. A county sees only its own tasks, but may give back those of every
     * post below it.
     */
    private static boolean overlooks(CurrentUser user, String countyCode) {
        return user.is(Role.ADMIN) || countyCode != null && user.is(Role.COUNTY, countyCode);
    }

    /**
     * Refuses tasks that the user may not see.
     *
     * @return the group of the post that has to do the task
     */
    private String requireVisible(CurrentUser user, Task task) {
        String post = postOf(task);
        if (!user.groups().contains(post) && !overlooks(user, task.getTenantId()) || tasks.isBarred(user, caseNoOf(task))) {
            throw new NotFoundException(GONE);
        }
        return post;
    }

    private Task find(String taskId) {
        Task task = authority.asProgram(() -> engine.getTaskService().createTaskQuery().taskId(taskId).singleResult());
        if (task == null) {
            throw new NotFoundException(GONE);
        }
        return task;
    }

    /** Returns the group of the post that has to do a task; of several, the user's own if it is among them. */
    private String postOf(Task task) {
        List<String> posts = postsOf(task);
        List<String> own = users.find().map(CurrentUser::groups).orElse(List.of());
        return posts.stream().filter(own::contains).findFirst().or(() -> posts.stream().findFirst()).orElseThrow(VisibleTasks::stale);
    }

    private List<String> postsOf(Task task) {
        List<IdentityLink> links = authority.asProgram(() -> engine.getTaskService().getIdentityLinksForTask(task.getId()));
        return links.stream().filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType())).map(IdentityLink::getGroupId).sorted().toList();
    }

    private TwoPeople.Work work(Task task, String post) {
        return new TwoPeople.Work(caseNoOf(task), tasks.processKey(task), task.getTaskDefinitionKey(), post);
    }

    private String caseNoOf(Task task) {
        ProcessInstance process = authority.asProgram(() -> engine.getRuntimeService().createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId()).singleResult());
        if (process == null) {
            throw VisibleTasks.stale();
        }
        return process.getBusinessKey();
    }
}
