package org.shouwang.casefile.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseReferences;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Escalations;
import org.shouwang.deadline.Extension;
import org.shouwang.deadline.Extensions;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.deadline.Urgings;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.engine.TakeBacks;
import org.shouwang.engine.TaskClaims;
import org.shouwang.engine.TaskHandovers;
import org.shouwang.notice.Notice;
import org.shouwang.notice.Notices;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * The parts of the case page beside the case itself: the open tasks and their holders, reminders, urgings and the user's
 * actions.
 */
@Component
class CaseParts {

    private static final String COCKPIT = "/camunda/app/cockpit/default/#/process-instance/%s/runtime";

    private final CaseTasks tasks;
    private final CaseKinds kinds;
    private final TaskClaims claims;
    private final TaskHandovers handovers;
    private final TakeBacks takeBacks;
    private final Deadlines deadlines;
    private final Extensions extensions;
    private final Escalations escalations;
    private final Urgings urgings;
    private final Notices notices;
    private final List<CaseReferences> references;
    private final CurrentUsers users;

    CaseParts(CaseTasks tasks, CaseKinds kinds, TaskClaims claims, TaskHandovers handovers, TakeBacks takeBacks, Deadlines deadlines, Extensions extensions,
              Escalations escalations, Urgings urgings, Notices notices, List<CaseReferences> references,
              CurrentUsers users) {
        this.tasks = tasks;
        this.kinds = kinds;
        this.claims = claims;
        this.handovers = handovers;
        this.takeBacks = takeBacks;
        this.deadlines = deadlines;
        this.extensions = extensions;
        this.escalations = escalations;
        this.urgings = urgings;
        this.notices = notices;
        this.references = references;
        this.users = users;
    }

    /**
     * An open task. The address is null if the task is not the user's, and the claimant is null if nobody has claimed the
     * task.
     */
    record TaskPart(String id, String element, String name, String holder, String claimant, boolean mayGiveBack, boolean mayHandOver,
                    String address) {
    }

    record ExtensionPart(Extension request, String askedBy, String decidedBy, boolean mayDecide) {
    }

    record ToldPart(String stage, String rule, LocalDate dueOn, String recipients, Instant at) {
    }

    record UrgingPart(String urgedBy, String recipient, String note, Instant urgedAt) {
    }

    record NoticePart(Notice notice, long openObjections) {
    }

    record ReferencePart(String title, List<CaseReferences.Reference> records) {
    }

    void fill(CaseFile item, Model model) {
        CurrentUser user = users.get();
        String caseNo = item.caseNo();
        boolean official = SupervisorRights.has(user);
        boolean full = kinds.of(item).isReadInFull(item);
        List<OpenTask> open = tasks.openOnce(caseNo);
        List<Escalations.Told> told = official ? escalations.of(caseNo) : List.of();
        List<Urgings.Urging> urged = official ? urgings.of(caseNo) : List.of();
        Map<String, String> names = users.postNames(Stream.of(open.stream().map(OpenTask::group),
                told.stream().flatMap(each -> each.groups().stream()), urged.stream().map(Urgings.Urging::recipient))
                .flatMap(group -> group).toList());
        model.addAttribute("openTasks", open.stream().map(task -> task(user, task, item.countyCode(), names)).toList());
        model.addAttribute("handovers", handovers.of(caseNo).stream().map(each -> full ? each : each.withoutReason()).toList());
        model.addAttribute("told", told.stream().map(each -> new ToldPart(each.stage(), each.rule().title(), each.dueOn(),
                String.join("、", each.groups().stream().map(group -> names.getOrDefault(group, group)).toList()),
                each.at())).toList());
        model.addAttribute("urged", urged.stream().map(each -> new UrgingPart(users.displayName(each.urgedBy()),
                names.getOrDefault(each.recipient(), each.recipient()), full ? each.note() : null, each.urgedAt())).toList());
        model.addAttribute("requests", extensions.of(caseNo).stream().filter(each -> official || each.askedBy().equals(user.id()))
                .map(each -> new ExtensionPart(each, users.displayName(each.askedBy()),
                        each.decidedBy() == null ? null : users.displayName(each.decidedBy()),
                        each.outcome() == null && user.is(Role.COUNTY, item.villageCode()))).toList());
        model.addAttribute("notice", notices.latestOf(caseNo)
                .map(notice -> new NoticePart(notice, notices.objectionsOf(notice.id(), caseNo).stream()
                        .filter(objection -> objection.outcome() == null).count())).orElse(null));
        model.addAttribute("references", references.stream().map(each -> new ReferencePart(each.title(), each.of().apply(caseNo)))
                .filter(part -> !part.records().isEmpty()).toList());
        model.addAttribute("mayAsk", deadlines.of(caseNo).stream().anyMatch(extensions::mayAsk));
        model.addAttribute("mayTakeBack", item.status().isInProgress()
                && takeBacks.lastOwn(caseNo).filter(last -> takeBacks.obstacle(last) == null).isPresent());
        model.addAttribute("mayUrge", urgings.mayUrge(caseNo));
        model.addAttribute("urgeAgainAt", urgings.restsUntil(caseNo).orElse(null));
        model.addAttribute("cockpit", !user.is(Role.ADMIN) ? null
                : tasks.instanceOf(caseNo).map(COCKPIT::formatted).orElse("/camunda/app/cockpit/default/"));
    }

    private TaskPart task(CurrentUser user, OpenTask task, String countyCode, Map<String, String> names) {
        boolean mine = user.is(Role.ADMIN) || user.groups().contains(task.group());
        String claimant = task.assignee();
        return new TaskPart(task.id(), task.element(), task.name(), names.getOrDefault(task.group(), task.group()),
                claimant == null ? null : users.displayName(claimant),
                claimant != null && claims.mayGiveBack(claimant, countyCode),
                user.groups().contains(task.group()) && !user.isAuthorised(task.group()) && (claimant == null || claimant.equals(user.id())), mine ? task.address() : null);
    }
}
