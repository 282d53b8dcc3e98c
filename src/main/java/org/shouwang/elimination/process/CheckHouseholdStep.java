package org.shouwang.elimination.process;

import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_OUTCOME;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.elimination.CheckOutcome;
import org.shouwang.elimination.RiskCheck;
import org.shouwang.elimination.RiskCheckFacts;
import org.shouwang.elimination.RiskChecks;
import org.shouwang.elimination.VanishedBy;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.YesNo;
import org.shouwang.household.AmountItem;
import org.shouwang.household.Guarantee;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.household.Risk;
import org.shouwang.household.SurveyFacts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;

/**
 * The step 入户核查 of an elimination and of a rollback: the village visits the home and checks every condition of EL-1. Amounts
 * and guarantees that the form leaves out are taken from the last record.
 */
class CheckHouseholdStep implements TaskStep {

    private static final String KIND = "eliminationKind";
    private static final String DAY = "verifiedOn";
    private static final String LAST_YEAR = "incomePerHeadLastYear";
    private static final String NEW_RISKS = "newRisks";

    private final CaseKind kind;
    private final CheckOutcome furthering;
    private final CaseStatus otherwise;
    private final CaseFiles cases;
    private final CaseFacts caseFacts;
    private final RecordedHouseholds recorded;
    private final RiskChecks checks;
    private final EliminationConditions conditions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    /**
     * @param furthering the outcome with which the case goes on
     * @param otherwise  the status with which the case ends after the other outcome
     */
    CheckHouseholdStep(CaseKind kind, CheckOutcome furthering, CaseStatus otherwise, CaseFiles cases, CaseFacts caseFacts,
                       RecordedHouseholds recorded, RiskChecks checks, EliminationConditions conditions,
                       CurrentUsers users, AdjustableClock clock) {
        this.kind = kind;
        this.furthering = furthering;
        this.otherwise = otherwise;
        this.cases = cases;
        this.caseFacts = caseFacts;
        this.recorded = recorded;
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
    public boolean mayBeTakenBack() {
        return true;
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        Map<String, Object> facts = new HashMap<>(caseFacts.of(task.caseNo()));
        Optional<RiskCheckFacts> before = checks.latestOf(task.caseNo()).map(RiskCheck::facts);
        Optional<RiskCheckFacts> known = known(task);
        facts.put("returnReason", caseFacts.returnReason(task.caseNo(), CHECK_HOUSEHOLD));
        // Another visit has a day of its own, which is not known yet.
        facts.put(DAY, before.isPresent() ? null : clock.today());
        facts.put(KIND, before.map(RiskCheckFacts::vanishedBy).map(Enum::name).orElse(null));
        facts.put(RiskAnswers.KEY, RiskAnswers.rows(survey(task).risks(), known.map(RiskCheckFacts::answers).orElse(List.of())));
        knownAmounts(task).forEach((item, amount) -> facts.put(item.key(), amount));
        facts.put(LAST_YEAR, before.map(RiskCheckFacts::incomePerHeadLastYear).orElse(null));
        Set<Guarantee> met = knownGuarantees(task);
        for (Guarantee guarantee : Guarantee.values()) {
            facts.put(guarantee.key(), YesNo.of(met.contains(guarantee)));
        }
        facts.put(NEW_RISKS, before.map(RiskCheckFacts::newRisks).orElse(List.of()).stream().map(Risk::name).toList());
        return facts;
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        LocalDate since = recorded.statusSince(cases.get(task.caseNo()));
        submission.notInFuture(DAY, clock.today());
        submission.notBefore(DAY, since, "现在的监测状态开始之日（" + since + "）");
        CheckOutcome outcome = submission.option(CHECK_OUTCOME, CheckOutcome.class);
        List<Risk> risks = survey(task).risks();
        RiskAnswers.check(submission, risks, outcome == CheckOutcome.RISK_GONE && furthering == CheckOutcome.RISK_GONE);
        if (submission.options(NEW_RISKS, Risk.class).stream().anyMatch(risks::contains)) {
            submission.reject(NEW_RISKS, "只填识别以后新出现的；识别时登记过的，请在上面逐项填写");
        }
        if (outcome != null && submission.text(Submission.OPINION) == null) {
            boolean suggested = conditions.weigh(facts(task, submission)).isEliminationSuggested();
            if (suggested != (outcome == CheckOutcome.RISK_GONE)) {
                submission.reasonNeeded("您的结论与消除条件不一致，须说明理由");
            } else if (outcome != furthering && otherwise.equals(CaseStatus.REJECTED)) {
                submission.reasonNeeded("不同意申请须说明理由");
            }
        }
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        RiskCheck check = conditions.weigh(facts(task, submission));
        checks.add(task.caseNo(), check, users.get().id());
        Map<String, Object> variables = new HashMap<>();
        variables.put(CHECK_OUTCOME, check.facts().outcome().name());
        if (check.facts().outcome() != furthering) {
            cases.refuse(task.caseNo(), otherwise, submission.text(Submission.OPINION), false);
            variables.put(CaseVariables.CASE_STATUS, otherwise.code());
        }
        return variables;
    }

    private RiskCheckFacts facts(TaskContext task, Submission submission) {
        Map<AmountItem, BigDecimal> amounts = new EnumMap<>(knownAmounts(task));
        for (AmountItem item : AmountItem.values()) {
            if (submission.number(item.key()) != null) {
                amounts.put(item, submission.number(item.key()));
            }
        }
        Set<Guarantee> known = knownGuarantees(task);
        Set<Guarantee> guarantees = EnumSet.noneOf(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            YesNo answer = submission.option(guarantee.key(), YesNo.class);
            if (answer == YesNo.YES || answer == null && known.contains(guarantee)) {
                guarantees.add(guarantee);
            }
        }
        LocalDate day = submission.date(DAY, clock.today());
        return new RiskCheckFacts(submission.option(CHECK_OUTCOME, CheckOutcome.class),
                submission.option(KIND, VanishedBy.class), day, survey(task).members().size(), amounts,
                submission.number(LAST_YEAR), guarantees, RiskAnswers.read(submission, survey(task).risks()),
                submission.options(NEW_RISKS, Risk.class));
    }

    private Map<AmountItem, BigDecimal> knownAmounts(TaskContext task) {
        return known(task).map(RiskCheckFacts::amounts).orElseGet(() -> survey(task).amounts());
    }

    private Set<Guarantee> knownGuarantees(TaskContext task) {
        return known(task).map(RiskCheckFacts::guarantees).orElseGet(() -> survey(task).guarantees());
    }

    /** Returns the last check of this case, or for a rollback the check of the elimination. */
    private Optional<RiskCheckFacts> known(TaskContext task) {
        return checks.latestOf(task.caseNo()).or(() -> furthering == CheckOutcome.RISK_GONE ? Optional.empty()
                : checks.latestEliminationOf(cases.get(task.caseNo()).householdId())).map(RiskCheck::facts);
    }

    private SurveyFacts survey(TaskContext task) {
        return recorded.surveyOf(cases.get(task.caseNo())).facts();
    }
}
