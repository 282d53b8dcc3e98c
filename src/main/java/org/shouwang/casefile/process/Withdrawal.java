package org.shouwang.casefile.process;

import java.util.Optional;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.EngineTransactions;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.security.Act;
import org.shouwang.security.ActFilter;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.Texts;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The withdrawal of a case (撤回终止): village or township ends a case before the county has decided. Whoever began a case in which the own
 * post has work, such as a department, ends it as long as nobody has done a step of it.
 */
@Service
@NamedInterface("withdrawal")
public class Withdrawal {

    private static final int MAX_LENGTH = 500;

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final EngineTransactions transactions;
    private final Locks locks;
    private final CaseProcesses processes;
    private final CurrentUsers users;
    private final TaskDecisions decisions;
    private final Acts acts;

    Withdrawal(CaseFiles cases, CaseKinds kinds, EngineTransactions transactions, Locks locks,
               CaseProcesses processes, CurrentUsers users, TaskDecisions decisions, Acts acts) {
        this.cases = cases;
        this.kinds = kinds;
        this.transactions = transactions;
        this.locks = locks;
        this.processes = processes;
        this.users = users;
        this.decisions = decisions;
        this.acts = acts;
    }

    /**
     * @param item a case that the user may see
     * @return whether the user's post may withdraw such cases, or the user has begun this one and nobody has gone on with it
     */
    public boolean isMyPost(CaseFile item) {
        CurrentUser user = users.get();
        return kinds.of(item).neverWithdrawn(item) == null
                && (user.is(Role.VILLAGE, item.villageCode()) || user.is(Role.TOWNSHIP, item.villageCode()) || isStarter(item, user));
    }

    private boolean isStarter(CaseFile item, CurrentUser user) {
        return user.id().equals(item.registeredBy()) && kinds.of(item).isWorkOf(item, user)
                && decisions.of(item.caseNo()).stream().noneMatch(TaskDecision::stands);
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return the act with which it was withdrawn; empty if it was not
     */
    public Optional<Act> actOf(String caseNo) {
        return acts.find(new ActFilter(null, Act.Kind.WITHDRAWAL, caseNo, false, null, null, null), null, 1).items().stream().findFirst();
    }

    /**
     * Refuses users who may not withdraw a case.
     *
     * @param caseNo a case's number; may be anything that a user typed
     * @throws org.shouwang.shared.NotFoundException if the user may see no such case
     * @throws ForbiddenException                    if the user's post may not withdraw cases, or the case is never
     *     withdrawn, or not any more
     */
    public void requireRight(String caseNo) {
        CaseFile item = cases.visible(caseNo);
        String never = kinds.of(item).neverWithdrawn(item);
        if (never != null) {
            throw new ForbiddenException(never);
        }
        if (!isMyPost(item)) {
            throw new ForbiddenException("撤回由村或乡镇办理；发起的单位只在还没有人办理时可以撤回");
        }
    }

    /**
     * Withdraws a case on behalf of the user who has signed in.
     *
     * @param caseNo the case's number
     * @param reason the reason, such as death, a move, a wrong village, or the household's wish
     * @throws ForbiddenException    if the user's post may not withdraw cases
     * @throws InvalidInputException if the reason is missing or too long
     * @throws ConflictException     if the case has been decided or withdrawn already
     */
    public void withdraw(String caseNo, String reason) {
        requireRight(caseNo);
        String text = Texts.required(reason, "reason", "撤回原因", MAX_LENGTH);
        transactions.run(() -> {
            end(caseNo, text);
            return null;
        });
    }

    private void end(String caseNo, String text) {
        locks.lock(caseNo);
        // A step that was done meanwhile may have made it one that is not withdrawn.
        requireRight(caseNo);
        if (!cases.get(caseNo).status().isInProgress()) {
            throw new ConflictException("案件已经办结或已作出决定，不能撤回");
        }
        endInProgress(caseNo, text);
    }

    /**
     * Ends a case whose cause no longer exists, in the transaction in which the cause ends. A case that is no longer in
     * progress stays as it is.
     *
     * @param caseNo the case's number
     * @param reason the reason in Chinese
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endWithItsCause(String caseNo, String reason) {
        locks.lock(caseNo);
        if (cases.get(caseNo).status().isInProgress()) {
            endInProgress(caseNo, reason);
        }
    }

    private void endInProgress(String caseNo, String text) {
        CaseFile item = cases.get(caseNo);
        cases.withdraw(caseNo, text);
        acts.add(Act.Kind.WITHDRAWAL, users.get().id(), caseNo, "DONE", "");
        processes.send(caseNo, kinds.of(item).withdrawnMessage());
    }
}
