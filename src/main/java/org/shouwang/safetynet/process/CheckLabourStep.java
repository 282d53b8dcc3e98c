package org.shouwang.safetynet.process;

import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CHECK_HOUSEHOLD;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CHECK_OUTCOME;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.YesNo;
import org.shouwang.household.Households;
import org.shouwang.household.Labour;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.Member;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.safetynet.CheckOutcome;
import org.shouwang.safetynet.SafetyNetCases;
import org.shouwang.safetynet.SafetyNetCheck;
import org.shouwang.safetynet.SafetyNetChecks;
import org.shouwang.safetynet.SafetyNetFacts;
import org.shouwang.safetynet.SupportKind;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** The village's check at the home (入户核查): who can work, and what the household lives on (SN-1). */
@Component
class CheckLabourStep implements TaskStep {

    private static final String DAY = "verifiedOn";
    private static final String MEMBERS = "membersFound";
    private static final String MEMBER_NO = "memberNo";
    private static final String LABOUR = "labour";
    private static final String SUPPORT = "supportKind";
    private static final String LIVELIHOOD = "livesOnSocialSecurity";

    private final SafetyNetCases kind;
    private final CaseFiles cases;
    private final CaseFacts caseFacts;
    private final RecordedHouseholds recorded;
    private final Households households;
    private final LabourChanges labourChanges;
    private final SafetyNetChecks checks;
    private final SafetyNetConditions conditions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CheckLabourStep(SafetyNetCases kind, CaseFiles cases, CaseFacts caseFacts, RecordedHouseholds recorded,
                    Households households, LabourChanges labourChanges, SafetyNetChecks checks,
                    SafetyNetConditions conditions, CurrentUsers users, AdjustableClock clock) {
        this.kind = kind;
        this.cases = cases;
        this.caseFacts = caseFacts;
        this.recorded = recorded;
        this.households = households;
        this.labourChanges = labourChanges;
        this.checks = checks;
        this.conditions = conditions;
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
        return CHECK_OUTCOME;
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        Map<String, Object> facts = new HashMap<>(caseFacts.of(task.caseNo()));
        Optional<SafetyNetFacts> before = checks.latestOf(task.caseNo()).map(SafetyNetCheck::facts);
        facts.put("returnReason", caseFacts.returnReason(task.caseNo(), CHECK_HOUSEHOLD));
        // The day of another visit is not known yet.
        facts.put(DAY, before.isPresent() ? null : clock.today());
        List<Member> members = recorded.membersOf(cases.get(task.caseNo()));
        facts.put(MEMBERS, IntStream.rangeClosed(1, members.size()).mapToObj(memberNo -> FormRows.row(
                MEMBER_NO, memberNo, "name", members.get(memberNo - 1).name(),
                LABOUR, before.map(found -> found.labour().get(memberNo)).map(Enum::name).orElse(null))).toList());
        facts.put(SUPPORT, before.map(found -> found.support().name()).orElse(null));
        facts.put(LIVELIHOOD, before.map(found -> YesNo.of(found.livesOnSocialSecurity())).orElse(null));
        return facts;
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        CaseFile item = cases.get(task.caseNo());
        LocalDate since = recorded.statusSince(item);
        submission.notInFuture(DAY, clock.today());
        submission.notBefore(DAY, since, "现在的监测状态开始之日（" + since + "）");
        CheckOutcome outcome = submission.option(CHECK_OUTCOME, CheckOutcome.class);
        checkMembers(submission, recorded.membersOf(item).size(), outcome == CheckOutcome.QUALIFIED);
        if (outcome != null && submission.option(SUPPORT, SupportKind.class) != null
                && submission.text(Submission.OPINION) == null) {
            boolean suggested = weigh(item, submission).isRecognitionSuggested();
            if (suggested != (outcome == CheckOutcome.QUALIFIED)) {
                submission.reasonNeeded("您的结论与认定条件不一致，须说明理由");
            }
        }
    }

    private static void checkMembers(Submission submission, int members, boolean complete) {
        Set<Integer> seen = new TreeSet<>();
        for (Submission row : submission.rows(MEMBERS)) {
            if (row.number(MEMBER_NO) == null) {
                continue;
            }
            int memberNo = row.number(MEMBER_NO).intValueExact();
            if (memberNo > members) {
                row.reject(MEMBER_NO, "这一户只有" + members + "名成员");
            } else if (!seen.add(memberNo)) {
                row.reject(MEMBER_NO, "与前面的重复");
            }
        }
        List<String> missing = new ArrayList<>();
        for (int memberNo = 1; memberNo <= members; memberNo++) {
            if (!seen.contains(memberNo)) {
                missing.add("第" + memberNo + "名");
            }
        }
        if (complete && !missing.isEmpty()) {
            submission.reject(MEMBERS, "中须逐人填写劳动能力，还缺：" + String.join("、", missing));
        }
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        CaseFile item = cases.get(task.caseNo());
        SafetyNetCheck check = weigh(item, submission);
        SafetyNetFacts facts = check.facts();
        checks.add(item.caseNo(), check, users.get().id());
        labourChanges.found(item.householdId(), facts.labour(), facts.checkedOn(), item.caseNo());
        Map<String, Object> variables = new HashMap<>();
        variables.put(CHECK_OUTCOME, facts.outcome().name());
        if (facts.outcome() == CheckOutcome.NOT_QUALIFIED) {
            String opinion = submission.text(Submission.OPINION);
            cases.refuse(item.caseNo(), SafetyNetCases.NOT_QUALIFIED, opinion == null ? check.unmetText() : opinion);
            variables.put(CaseVariables.CASE_STATUS, SafetyNetCases.NOT_QUALIFIED.code());
        }
        return variables;
    }

    private SafetyNetCheck weigh(CaseFile item, Submission submission) {
        boolean monitored = households.get(item.householdId()).status() == MonitoringStatus.MONITORED;
        return conditions.weigh(facts(item, submission), monitored);
    }

    /** Reads the facts from the form. A member without an answer is as recorded last. */
    private SafetyNetFacts facts(CaseFile item, Submission submission) {
        List<Member> members = recorded.membersOf(item);
        SortedMap<Integer, Labour> labour = new TreeMap<>();
        for (int memberNo = 1; memberNo <= members.size(); memberNo++) {
            labour.put(memberNo, members.get(memberNo - 1).labour());
        }
        for (Submission row : submission.rows(MEMBERS)) {
            Labour found = row.option(LABOUR, Labour.class);
            if (row.number(MEMBER_NO) != null && found != null && labour.containsKey(row.number(MEMBER_NO).intValueExact())) {
                labour.put(row.number(MEMBER_NO).intValueExact(), found);
            }
        }
        LocalDate day = submission.date(DAY, clock.today());
        return new SafetyNetFacts(submission.option(CHECK_OUTCOME, CheckOutcome.class), day, labour,
                submission.option(SUPPORT, SupportKind.class), submission.option(LIVELIHOOD, YesNo.class) == YesNo.YES);
    }
}
