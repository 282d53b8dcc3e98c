package org.shouwang.casemove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.Deployments;
import org.shouwang.engine.ProcessModel;
import org.shouwang.procedure.CaseVersions;
import org.shouwang.procedure.LimitOf;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.Procedures;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Texts;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves open cases to the present version of their procedure. A case goes on with the version with which it began until an
 * administrator moves it. A trial does the same and takes it back, so it finds whatever keeps a case from being moved.
 */
@Service
public class CaseMoves {

    private static final int MAX_REASON = 200;
    private static final String CHANGED = "这一案件刚刚有人办理或者换过版本，请重新打开后再看";
    private final Procedures procedures;
    private final CaseVersions versions;
    private final CaseProcesses processes;
    private final Deployments engine;
    private final Deadlines deadlines;
    private final Acts acts;
    private final CurrentUsers users;
    private final Locks locks;
    private final TransactionTemplate each;

    CaseMoves(Procedures procedures, CaseVersions versions, CaseProcesses processes, Deployments engine, Deadlines deadlines, Acts acts, CurrentUsers users,
              Locks locks, PlatformTransactionManager transactions) {
        this.procedures = procedures;
        this.versions = versions;
        this.processes = processes;
        this.engine = engine;
        this.deadlines = deadlines;
        this.acts = acts;
        this.users = users;
        this.locks = locks;
        this.each = new TransactionTemplate(transactions);
        each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * A case that was to be moved.
     *
     * @param caseNo   its number
     * @param problems what keeps it from being moved, in Chinese; empty if it can be, or was
     */
    public record Moved(String caseNo, List<String> problems) {
    }

    /** What decides whether a case can be moved: its version, where its process stands, and the limits that run. */
    private record State(String deployment, List<String> places, Set<String> limits) {
    }

    /**
     * Finds open cases that run with a former version, and tries to move them; of those that stand alike, one is tried.
     *
     * @param key    the key of a procedure
     * @param cursor the cursor from the page before, or null
     * @param limit  the most cases on the page, 1 to {@link PageRequest#MOST}
     * @return the cases, the latest first, with what keeps each from being moved
     * @throws ForbiddenException if the user who has signed in is no administrator
     */
    public Page<Moved> behind(String key, String cursor, int limit) {
        requireAdministrator();
        procedures.get(key);
        PageRequest asked = PageRequest.of(cursor, limit);
        String present = engine.latest(key);
        List<CaseVersions.Behind> found = versions.behind(key, asked.place() == null ? Long.MAX_VALUE : asked.place(), limit + 1);
        Page<CaseVersions.Behind> page = Page.of(found, limit, CaseVersions.Behind::id);
        Map<String, List<Limit>> limits = deadlines.of(page.items().stream().map(CaseVersions.Behind::caseNo).toList());
        Map<State, List<String>> tried = new HashMap<>();
        return page.map(item -> {
            Set<String> open = openOf(limits.getOrDefault(item.caseNo(), List.of()));
            List<String> places = each.execute(transaction -> processes.placesOf(item.caseNo()));
            return new Moved(item.caseNo(), tried.computeIfAbsent(new State(item.deployment(), places, open), state -> move(item.caseNo(), present, null)));
        });
    }

    private static Set<String> openOf(List<Limit> limits) {
        return limits.stream().filter(Limit::isOpen).map(limit -> limit.rule().name()).collect(Collectors.toSet());
    }

    /**
     * Moves cases, each in a transaction of its own. A case that cannot be moved stays as it was.
     *
     * @param key     the key of a procedure
     * @param caseNos the numbers of open cases that run with a former version; at most {@link PageRequest#MOST}
     * @param reason  why, for the record; at most 200 characters
     * @return the cases in the same order, with what kept each from being moved
     * @throws ForbiddenException if the user who has signed in is no administrator
     * @throws org.shouwang.shared.InvalidInputException if there is no reason, no case, or one that is not such a case; it names all of them
     */
    public List<Moved> move(String key, List<String> caseNos, String reason) {
        requireAdministrator();
        procedures.get(key);
        String present = engine.latest(key);
        Set<String> wanted = new LinkedHashSet<>(caseNos);
        wanted.remove(null);
        FieldErrors errors = new FieldErrors();
        String why = Texts.required(errors, reason, "reason", "理由", MAX_REASON);
        if (wanted.isEmpty() || wanted.size() > PageRequest.MOST) {
            errors.add("caseNos", "案件", "一次选 1 至 " + PageRequest.MOST + " 件");
        } else {
            List<String> movable = versions.behind(key, wanted.stream().filter(Texts::isStorable).toList());
            String wrong = wanted.stream().filter(caseNo -> !movable.contains(caseNo)).collect(Collectors.joining("、"));
            if (!wrong.isEmpty()) {
                errors.add("caseNos", "案件", "不是本流程按原版本办理的在办案件：" + wrong);
            }
        }
        errors.throwIfAny();
        return wanted.stream().map(caseNo -> new Moved(caseNo, move(caseNo, present, why))).toList();
    }

    /**
     * @throws ForbiddenException if the user who has signed in is no administrator
     */
    public void requireAdministrator() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("只有系统管理员可以把案件换到新版本");
        }
    }

    /**
     * Moves a case, or only tries to.
     *
     * @param reason why; null to take the move back at once
     * @return what keeps it from being moved
     */
    private List<String> move(String caseNo, String deployment, String reason) {
        try {
            return tried(caseNo, deployment, reason);
        } catch (OptimisticLockingException | PessimisticLockingFailureException e) {
            return List.of(CHANGED);
        }
    }

    private List<String> tried(String caseNo, String deployment, String reason) {
        return each.execute(transaction -> {
            // As every act on a case does first, so that none waits for the other.
            locks.lock(caseNo);
            String before = versions.hold(caseNo);
            if (before.equals(deployment) || processes.placesOf(caseNo).isEmpty()) {
                return List.of(CHANGED);
            }
            Procedure old = procedures.version(before);
            Procedure present = procedures.version(deployment);
            List<String> problems = new ArrayList<>();
            Set<String> lost = new HashSet<>(old.manifest().limits().stream().map(LimitOf::id).toList());
            present.manifest().limits().forEach(limit -> lost.remove(limit.id()));
            deadlines.of(caseNo).stream().filter(limit -> limit.isOpen() && lost.contains(limit.rule().name()))
                    .forEach(limit -> problems.add("新版本没有正在计算的时限“" + limit.rule().title() + "”"));
            processes.moveTo(caseNo, deployment).forEach(element -> problems.add("新版本没有案件现在所在的环节“" + nameOf(old, element) + "”"));
            if (problems.isEmpty()) {
                versions.moveTo(caseNo, deployment);
            }
            if (reason != null && problems.isEmpty()) {
                acts.add(Act.Kind.CASE_MOVE, users.get().id(), caseNo, "DONE", "从 " + before + " 换到 " + deployment + "，理由：" + reason);
            } else {
                transaction.setRollbackOnly();
            }
            return problems;
        });
    }

    private static String nameOf(Procedure procedure, String element) {
        return procedure.model().task(element).map(ProcessModel.Task::name).orElse(element);
    }
}
