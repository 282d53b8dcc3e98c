package org.shouwang.casefile.web;

import java.time.Instant;
import java.util.List;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseReferences;
import org.shouwang.casefile.process.StepsToCome;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitState;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.engine.TaskHandovers;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** Puts together the view of a case. */
@Component
class CaseViews {

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final Deadlines deadlines;
    private final TaskDecisions decisions;
    private final CaseTasks tasks;
    private final TaskHandovers handovers;
    private final StepsToCome stepsToCome;
    private final List<CaseReferences> references;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CaseViews(CaseFiles cases, CaseKinds kinds, Deadlines deadlines, TaskDecisions decisions, CaseTasks tasks,
              TaskHandovers handovers, StepsToCome stepsToCome, List<CaseReferences> references, CurrentUsers users, AdjustableClock clock) {
        this.cases = cases;
        this.kinds = kinds;
        this.deadlines = deadlines;
        this.decisions = decisions;
        this.tasks = tasks;
        this.handovers = handovers;
        this.stepsToCome = stepsToCome;
        this.references = references;
        this.users = users;
        this.clock = clock;
    }

    CaseView of(CaseFile item) {
        CaseKind kind = kinds.of(item);
        boolean full = kind.isReadInFull(item);
        boolean told = full || item.closed() == null;
        List<CaseView.StepView> steps = decisions.of(item.caseNo()).stream().map(decision -> new CaseView.StepView(
                decision.elementId(), decision.elementName(), told ? decision.outcome() : null, told ? decision.outcomeText() : null,
                full ? decision.opinion() : null, users.displayName(decision.decidedBy()), decision.decidedAt(), decision.actedFor(),
                decision.takenBackAt(), full ? decision.takenBackReason() : null)).toList();
        List<CaseView.OpenTaskView> open = tasks.openOnce(item.caseNo()).stream().map(task -> new CaseView.OpenTaskView(
                task.id(), task.element(), task.name(), task.group(),
                task.assignee() == null ? null : users.displayName(task.assignee()))).toList();
        List<CaseView.HandoverView> handed = handovers.of(item.caseNo()).stream().map(each -> new CaseView.HandoverView(
                each.taskId(), each.elementName(), each.kind(), each.fromName(), each.byName(), (full ? each : each.withoutReason()).text(), each.doneAt())).toList();
        List<CaseView.LimitView> limits = deadlines.of(item.caseNo()).stream().map(this::limit).toList();
        return new CaseView(item.caseNo(), item.process(), kind.title(), item.status().code(), kind.statusText(item),
                full ? item.householdNo() : null, item.noticeNo(), item.villageCode(), cases.villageOf(item).fullName(), item.headName(),
                item.source(), item.foundOn(),
                item.externalReference(), item.registeredAt(), full ? item.refusalReason() : null, full ? item.withdrawalReason() : null,
                item.status().isOpen() ? kind.warningsOf(item) : List.of(), kind.followingCasesOf(item),
                references.stream().filter(CaseReferences::cases).flatMap(each -> each.of().apply(item.caseNo()).stream()).map(CaseReferences.Reference::number).toList(), steps,
                open, handed, stepsToCome.of(item), limits, kind.dataOf(item));
    }

    private CaseView.LimitView limit(Limit limit) {
        Instant now = clock.instant();
        LimitState state = limit.state(now);
        return new CaseView.LimitView(limit.rule().name(), limit.rule().title(), limit.reference(), limit.startOn(), limit.dueOn(), state,
                state.title(), limit.metOn(), limit.overdueSince(now), limit.warnedAt(),
                limit.daysLeft(clock.today()), deadlines.timeLeft(limit).text(), deadlines.explanation(limit),
                limit.extensions().stream().map(extension -> new CaseView.ExtensionView(extension.oldDueOn(),
                        extension.grantedUntil(), extension.reason(), users.displayName(extension.askedBy()),
                        users.displayName(extension.decidedBy()), extension.decidedAt())).toList());
    }
}
