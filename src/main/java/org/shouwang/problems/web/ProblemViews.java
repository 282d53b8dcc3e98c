package org.shouwang.problems.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shouwang.casefile.CaseReferences;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.engine.TaskHandover;
import org.shouwang.engine.TaskHandovers;
import org.shouwang.problems.Findings;
import org.shouwang.problems.LineStatus;
import org.shouwang.problems.Problem;
import org.shouwang.problems.ProblemFacts;
import org.shouwang.problems.ProblemLine;
import org.shouwang.problems.Problems;
import org.shouwang.problems.Rectification;
import org.shouwang.problems.Rounds;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** Puts together the view of a problem. */
@Component
class ProblemViews {

    private final Problems problems;
    private final ProblemFacts facts;
    private final Findings findings;
    private final Rectification rectification;
    private final TaskDecisions decisions;
    private final TaskHandovers handovers;
    private final Regions regions;
    private final Rounds rounds;
    private final List<CaseReferences> references;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    ProblemViews(Problems problems, ProblemFacts facts, Findings findings, Rectification rectification,
                 TaskDecisions decisions, TaskHandovers handovers, Regions regions, Rounds rounds, List<CaseReferences> references, CurrentUsers users,
                 AdjustableClock clock) {
        this.problems = problems;
        this.facts = facts;
        this.findings = findings;
        this.rectification = rectification;
        this.decisions = decisions;
        this.handovers = handovers;
        this.regions = regions;
        this.rounds = rounds;
        this.references = references;
        this.users = users;
        this.clock = clock;
    }

    ProblemView of(Problem problem) {
        List<ProblemLine> lines = problems.visibleLinesOf(problem);
        boolean all = lines.size() == problems.linesOf(problem.id()).size();
        Map<String, LocalDate> due = rectification.dueDays(problem.problemNo());
        List<String> groups = lines.stream().map(ProblemLine::group).toList();
        List<ProblemView.EventView> history = decisions.of(problem.problemNo()).stream()
                .filter(decision -> all || groups.contains(decision.decidedAs()))
                .map(decision -> new ProblemView.EventView(decision.elementId(), decision.elementName(), decision.outcome(),
                        decision.outcomeText(), decision.opinion(), decision.by(users.displayName(decision.decidedBy())),
                        decision.decidedAs(), decision.decidedAt())).toList();
        return new ProblemView(problem.problemNo(), problem.round(), rounds.nameOf(problem.round()), problem.countyCode(), countyName(problem),
                problem.foundIn(), problem.aspect(), problem.title(), problem.description(), problem.measures(),
                problem.dueOn(), problem.dueText(), isLate(problem, lines, due), problem.unitsText(), problem.status(), problem.status().title(),
                lines.stream().filter(line -> line.status() == LineStatus.LONG_TERM).map(ProblemLine::longTermUntil)
                        .filter(Objects::nonNull).max(LocalDate::compareTo).orElse(null),
                problem.struckOffOn(), contradiction(lines),
                references.stream().filter(CaseReferences::cases).flatMap(each -> each.of().apply(problem.problemNo()).stream()).map(CaseReferences.Reference::number).toList(),
                lines.stream().map(line -> line(problem, line, due)).toList(),
                findingsOf(problem), changesOf(problem), history);
    }

    private List<ProblemView.ChangeView> changesOf(Problem problem) {
        return problems.changesOf(problem).stream().map(each -> new ProblemView.ChangeView(each.change().field(), each.change().label(),
                each.change().before(), each.change().after(), name(each.changedBy()), each.changedAt())).toList();
    }

    /** Returns the handovers of tasks on the lines that the user sees, oldest first. */
    List<TaskHandover> handoversOf(Problem problem) {
        List<ProblemLine> lines = problems.visibleLinesOf(problem);
        boolean all = lines.size() == problems.linesOf(problem.id()).size();
        List<String> groups = lines.stream().map(ProblemLine::group).toList();
        return handovers.of(problem.problemNo()).stream().filter(each -> all || groups.contains(each.post())).toList();
    }

    String countyName(Problem problem) {
        return regions.find(problem.countyCode()).orElseThrow().name();
    }

    private List<ProblemView.FindingView> findingsOf(Problem problem) {
        List<ProblemView.FindingView> views = new ArrayList<>();
        findings.visibleOf(problem).forEach((position, finding) -> views.add(new ProblemView.FindingView(position,
                finding.regionCode(), finding.householdNo(), finding.description(), finding.measures(), finding.dueOn(),
                finding.unitText(), finding.result(), finding.struckOff())));
        return views;
    }

    private ProblemView.LineView line(Problem problem, ProblemLine line, Map<String, LocalDate> due) {
        return new ProblemView.LineView(line.id(), line.unitText(), line.group(), facts.nameOf(line), line.role(),
                line.passedOnFrom(), line.status(), line.status().title(), due.get(line.reference()), isLate(problem, line, due),
                line.plan(),
                line.measures(), line.plannedOn(), line.planFiledOn(), line.result(), line.rectifiedOn(), line.evidence(),
                line.longTermUntil(), line.mechanism(), name(line.reportedBy()), line.reportedAt(), name(line.verifiedBy()),
                line.verifiedOn(), line.returnReason());
    }

    /** Tells whether a line that the user sees is late. A line that waits for the city is never late. */
    boolean isLate(Problem problem) {
        return isLate(problem, problems.visibleLinesOf(problem), rectification.dueDays(problem.problemNo()));
    }

    private boolean isLate(Problem problem, List<ProblemLine> lines, Map<String, LocalDate> due) {
        return lines.stream().anyMatch(line -> isLate(problem, line, due));
    }

    /** Tells whether a line is late. A line whose unit is not recognised has no limit of its own; the problem's day holds. */
    private boolean isLate(Problem problem, ProblemLine line, Map<String, LocalDate> due) {
        LocalDate dueOn = line.status() == LineStatus.UNIT_UNKNOWN ? problem.dueOn() : due.get(line.reference());
        return line.status() != LineStatus.PASSED && dueOn != null && dueOn.isBefore(clock.today());
    }

    private String name(String userId) {
        return userId == null ? null : users.displayName(userId);
    }

    /** Returns the disagreement between lines that are reported as done and lines that are not, or null. */
    private String contradiction(List<ProblemLine> lines) {
        String done = names(lines.stream().filter(line -> line.status().isDone()).toList());
        String open = names(lines.stream().filter(line -> !line.status().isDone()).toList());
        return done.isEmpty() || open.isEmpty() ? null : "两线不一致：" + done + "已报完成，" + open + "尚未完成";
    }

    private String names(List<ProblemLine> lines) {
        return String.join("、", lines.stream().map(facts::nameOf).toList());
    }
}
