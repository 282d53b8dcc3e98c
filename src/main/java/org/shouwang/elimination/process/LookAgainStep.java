package org.shouwang.elimination.process;

import static org.shouwang.elimination.LookBackProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.LookBackProcess.LOOK_BACK_OUTCOME;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.elimination.LookBackCases;
import org.shouwang.elimination.LookBackCheck;
import org.shouwang.elimination.LookBackChecks;
import org.shouwang.elimination.LookBackOutcome;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.TwoPeople;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.household.Risk;
import org.shouwang.identification.ClueSource;
import org.shouwang.identification.IdentificationCases;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The step 入户核查 of a look-back: the village visits a household whose risks were marked as gone (EL-4). A new risk is a clue
 * from the day on which it was found (ID-5), so the clue is registered at once and not after the township's review.
 */
@Component
class LookAgainStep implements TaskStep {

    private static final String DAY = "verifiedOn";
    private static final String NEW_RISKS = "newRisks";

    private final LookBackCases kind;
    private final CaseFiles cases;
    private final CaseFacts caseFacts;
    private final RecordedHouseholds recorded;
    private final LookBackChecks found;
    private final IdentificationCases identification;
    private final ObjectProvider<ProcessDoor> door;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LookAgainStep(LookBackCases kind, CaseFiles cases, CaseFacts caseFacts, RecordedHouseholds recorded,
                  LookBackChecks found, IdentificationCases identification, ObjectProvider<ProcessDoor> door,
                  CurrentUsers users, AdjustableClock clock) {
        this.kind = kind;
        this.cases = cases;
        this.caseFacts = caseFacts;
        this.recorded = recorded;
        this.found = found;
        this.identification = identification;
        this.door = door;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public String processKey() {
        return kind.process();
    }

    @Override
    public String elementId() {
        return CHECK_HOUSEHOLD;
    }

    @Override
    public String outcomeKey() {
        return LOOK_BACK_OUTCOME;
    }

    @Override
    public Optional<TwoPeople.Pair> secondOf() {
        return Optional.of(LookBackSteps.DRAWING);
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        Map<String, Object> facts = new HashMap<>(caseFacts.of(task.caseNo()));
        Optional<LookBackCheck> before = found.latestOf(task.caseNo());
        facts.put("returnReason", caseFacts.returnReason(task.caseNo(), CHECK_HOUSEHOLD));
        facts.put(DAY, before.map(LookBackCheck::checkedOn).orElse(clock.today()));
        facts.put(NEW_RISKS, before.map(LookBackCheck::newRisks).orElse(List.of()).stream().map(Risk::name).toList());
        return facts;
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        LocalDate since = recorded.statusSince(cases.get(task.caseNo()));
        submission.notInFuture(DAY, clock.today());
        submission.notBefore(DAY, since, "现在的监测状态开始之日（" + since + "）");
        LookBackOutcome outcome = submission.option(LOOK_BACK_OUTCOME, LookBackOutcome.class);
        if (outcome != null && outcome != LookBackOutcome.CONFIRMED && submission.text(Submission.OPINION) == null) {
            submission.reasonNeeded(outcome.title() + "的，须写明核查情况");
        }
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        LookBackOutcome outcome = submission.option(LOOK_BACK_OUTCOME, LookBackOutcome.class);
        LookBackCheck check = new LookBackCheck(outcome,
                submission.date(DAY, clock.today()), submission.text(Submission.OPINION),
                outcome == LookBackOutcome.NEW_RISK ? submission.options(NEW_RISKS, Risk.class) : List.of());
        found.add(task.caseNo(), check, users.get().id());
        if (outcome == LookBackOutcome.NEW_RISK) {
            found.follow(task.caseNo(), identify(cases.get(task.caseNo()), check));
        }
        return Map.of(LOOK_BACK_OUTCOME, outcome.name());
    }

    /** Returns the household's open case of identification, or opens one. */
    private String identify(CaseFile item, LookBackCheck check) {
        return cases.ofHousehold(item.householdId()).stream()
                .filter(other -> other.process().equals(identification.process()) && other.status().isOpen())
                .map(CaseFile::caseNo).findFirst()
                .orElseGet(() -> door.getObject().start(identification.process(), Map.of("source", ClueSource.CADRE_CHECK.name(),
                        "foundOn", check.checkedOn().toString(), "villageCode", item.villageCode(), "headName", item.headName(),
                        "headIdNumber", item.headIdNumber(), "riskDescription", "回头看（" + item.caseNo() + "）发现新的风险："
                                + String.join("、", check.newRisks().stream().map(Risk::title).toList()) + "。" + check.statement())));
    }
}
