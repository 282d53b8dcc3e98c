package org.shouwang.identification.process;

import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.attachment.DemandedFiles;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.FormRows;
import org.shouwang.casefile.ShownIdNumbers;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.YesNo;
import org.shouwang.household.AmountItem;
import org.shouwang.household.Guarantee;
import org.shouwang.household.Health;
import org.shouwang.household.Labour;
import org.shouwang.household.Member;
import org.shouwang.household.RegisteredKind;
import org.shouwang.household.Relation;
import org.shouwang.household.Risk;
import org.shouwang.household.Schooling;
import org.shouwang.household.SuddenEvent;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyFacts;
import org.shouwang.identification.Identification;
import org.shouwang.identification.IdentificationCases;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/** The task 入户核实, in which the village visits the home and fills in the survey (ID-4, step 1). */
@Component
class VerifyHouseholdStep implements TaskStep {

    private static final String ID_NUMBER = "idNumber";

    private final Identification identification;
    private final CaseFiles cases;
    private final CaseFacts caseFacts;
    private final HouseholdWeighing weighing;
    private final ShownIdNumbers shown;
    private final DemandedFiles files;
    private final AdjustableClock clock;

    VerifyHouseholdStep(Identification identification, CaseFiles cases, CaseFacts caseFacts, HouseholdWeighing weighing,
                        ShownIdNumbers shown, DemandedFiles files, AdjustableClock clock) {
        this.identification = identification;
        this.cases = cases;
        this.caseFacts = caseFacts;
        this.weighing = weighing;
        this.shown = shown;
        this.files = files;
        this.clock = clock;
    }

    /** The outcomes of the visit. */
    enum Outcome { AT_RISK, NO_RISK, DECLINED }

    @Override
    public String processKey() {
        return MonitoringIdentificationProcess.KEY;
    }

    @Override
    public String elementId() {
        return VERIFY_HOUSEHOLD;
    }

    @Override
    public String outcomeKey() {
        return VERIFICATION_OUTCOME;
    }

    @Override
    public boolean mayBeTakenBack() {
        return true;
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        CaseFile item = cases.get(task.caseNo());
        Map<String, Object> facts = new HashMap<>(caseFacts.of(task.caseNo()));
        facts.put("returnReason", caseFacts.returnReason(task.caseNo(), VERIFY_HOUSEHOLD));
        identification.findSurveyOf(task.caseNo()).map(Survey::facts).ifPresentOrElse(found -> fill(facts, found), () -> {
            facts.put("verifiedOn", clock.today());
            facts.put("members", List.of(FormRows.row("name", item.headName(), "idNumber", item.headIdNumber(),
                    "relation", Relation.HEAD.name())));
        });
        files.warning(FileKind.AUTHORISATION, item.caseNo()).ifPresent(text -> facts.put("fileMissing", text));
        showNumbers(item, facts);
        return facts;
    }

    /**
     * Records that the form shows identity numbers. If they would bring the user above the daily number, the form shows them
     * masked, until the user gives a reason on the case's page.
     */
    private void showNumbers(CaseFile item, Map<String, Object> facts) {
        List<Known> people = known(item);
        if (!shown.needReason(item, people.size())) {
            shown.note(item, people.size(), "入户核实表", null);
            return;
        }
        List<Map<String, Object>> masked = new ArrayList<>();
        ((List<?>) facts.get("members")).forEach(row -> {
            Map<String, Object> member = new LinkedHashMap<>();
            ((Map<?, ?>) row).forEach((key, value) -> member.put((String) key, ID_NUMBER.equals(key) ? IdNumber.masked((String) value) : value));
            masked.add(member);
        });
        facts.put("members", masked);
        facts.put("numbersHidden", true);
    }

    private record Known(String name, String idNumber) {
    }

    /** Returns the people whose identity numbers the form shows. */
    private List<Known> known(CaseFile item) {
        return identification.findSurveyOf(item.caseNo()).map(survey -> survey.facts().members().stream()
                .map(member -> new Known(member.name(), member.idNumber())).toList())
                .orElseGet(() -> List.of(new Known(item.headName(), item.headIdNumber())));
    }

    /**
     * Returns the identity number in a row. If the row still has a masked number, the method returns the number behind the
     * mask.
     */
    private static String idNumber(List<Known> known, Submission row) {
        String typed = row.text(ID_NUMBER);
        if (typed == null || !typed.contains("*")) {
            return typed;
        }
        String cut = IdNumber.normalised(typed);
        List<Known> meant = known.stream().filter(each -> IdNumber.masked(each.idNumber()).equals(cut)).toList();
        return meant.stream().filter(each -> meant.size() == 1 || each.name().equals(row.text("name"))).findFirst()
                .map(Known::idNumber).orElse(typed);
    }

    private static void fill(Map<String, Object> facts, SurveyFacts found) {
        // The day stays empty, since another visit has another day.
        facts.put("verifiedOn", null);
        facts.put("authorisationSigned", found.authorisationSigned());
        facts.put("registeredKind", found.registeredKind().name());
        facts.put("members", found.members().stream().map(member -> FormRows.row("name", member.name(),
                "idNumber", member.idNumber(), "relation", member.relation().name(), "health", member.health().name(),
                "labour", member.labour().name(), "schooling", member.schooling().name())).toList());
        found.amounts().forEach((amountItem, amount) -> facts.put(amountItem.key(), amount));
        facts.put("incomePerHeadLastYear", found.incomePerHeadLastYear());
        for (Guarantee guarantee : Guarantee.values()) {
            facts.put(guarantee.key(), YesNo.of(found.guarantees().contains(guarantee)));
        }
        facts.put("suddenEvent", found.suddenEvent().name());
        facts.put("risks", found.risks().stream().map(Risk::name).toList());
        facts.put("riskStatement", found.riskStatement());
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        CaseFile item = cases.get(task.caseNo());
        submission.notInFuture("verifiedOn", clock.today());
        submission.notBefore("verifiedOn", item.foundOn(), "线索发现日期（" + item.foundOn() + "）");
        Outcome outcome = submission.option(VERIFICATION_OUTCOME, Outcome.class);
        if (outcome != Outcome.AT_RISK) {
            if (outcome != null && submission.text(Submission.OPINION) == null) {
                submission.reasonNeeded(submission.optionLabel(VERIFICATION_OUTCOME)
                        .orElse(outcome.name()) + "的，须写明理由");
            }
            return;
        }
        if (!submission.flag("authorisationSigned")) {
            submission.reject("authorisationSigned",
                    "须由农户签订，未签订不能比对其信息；农户不愿签订的，核实结果请选“农户不愿申报”");
        } else {
            files.refusal(FileKind.AUTHORISATION, item.caseNo()).ifPresent(text -> submission.reject("authorisationSigned", text));
        }
        checkMembers(item, submission);
    }

    private void checkMembers(CaseFile item, Submission submission) {
        Set<String> seen = new HashSet<>();
        List<Known> known = known(item);
        int heads = 0;
        for (Submission row : submission.rows("members")) {
            String idNumber = idNumber(known, row);
            if (idNumber != null && IdNumber.problem(idNumber, clock.today()) != null) {
                row.reject("idNumber", IdNumber.problem(idNumber, clock.today()));
            } else if (idNumber != null && !seen.add(IdNumber.normalised(idNumber))) {
                row.reject("idNumber", "与前面的成员重复");
            }
            if (row.option("relation", Relation.class) == Relation.HEAD) {
                heads++;
                if (idNumber != null && !IdNumber.normalised(idNumber).equals(item.headIdNumber())) {
                    row.reject("idNumber", "与登记的户主不一致：此人不是户主的，请改“与户主关系”；线索登记的户主有误的，撤回本案后重新登记");
                }
            }
        }
        if (!submission.rows("members").isEmpty() && heads != 1) {
            submission.reject("members", "须有且只有一名户主，请改“与户主关系”");
        }
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        Outcome outcome = submission.option(VERIFICATION_OUTCOME, Outcome.class);
        Map<String, Object> variables = new HashMap<>();
        variables.put(VERIFICATION_OUTCOME, outcome.name());
        if (outcome == Outcome.AT_RISK) {
            record(cases.get(task.caseNo()), submission);
            return variables;
        }
        CaseStatus status = outcome == Outcome.NO_RISK ? IdentificationCases.NOT_AT_RISK : IdentificationCases.DECLINED;
        cases.refuse(task.caseNo(), status, submission.text(Submission.OPINION), false);
        variables.put(CaseVariables.CASE_STATUS, status.code());
        return variables;
    }

    private void record(CaseFile item, Submission submission) {
        String caseNo = item.caseNo();
        SurveyFacts facts = facts(submission, known(item));
        for (int position : identification.takeMembers(caseNo, facts)) {
            submission.rows("members").get(position)
                    .reject("idNumber", "已在其他在办案件或监测户中，一人只能在一户");
        }
        submission.throwIfInvalid();
        identification.verify(caseNo, facts, weighing.weigh(facts));
    }

    private static SurveyFacts facts(Submission submission, List<Known> known) {
        Map<AmountItem, BigDecimal> amounts = new EnumMap<>(AmountItem.class);
        for (AmountItem item : AmountItem.values()) {
            amounts.put(item, submission.number(item.key()));
        }
        Set<Guarantee> guarantees = EnumSet.noneOf(Guarantee.class);
        for (Guarantee guarantee : Guarantee.values()) {
            if (submission.option(guarantee.key(), YesNo.class) == YesNo.YES) {
                guarantees.add(guarantee);
            }
        }
        List<Member> members = submission.rows("members").stream().map(row -> new Member(row.text("name"),
                IdNumber.normalised(idNumber(known, row)), row.option("relation", Relation.class),
                row.option("health", Health.class), row.option("labour", Labour.class),
                row.option("schooling", Schooling.class))).toList();
        return new SurveyFacts(submission.date("verifiedOn"), submission.flag("authorisationSigned"),
                submission.option("registeredKind", RegisteredKind.class), members, amounts,
                submission.number("incomePerHeadLastYear"), guarantees,
                submission.option("suddenEvent", SuddenEvent.class), submission.options("risks", Risk.class),
                submission.text("riskStatement"));
    }
}
