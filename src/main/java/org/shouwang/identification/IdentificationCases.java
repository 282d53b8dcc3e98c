package org.shouwang.identification;

import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.FormRows;
import org.shouwang.caselist.CaseLists;
import org.shouwang.comparison.Comparisons;
import org.shouwang.comparison.Finding;
import org.shouwang.deadline.LimitRule;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyRows;
import org.shouwang.household.Surveys;
import org.shouwang.household.WatchedPersons;
import org.shouwang.household.Weighing;
import org.shouwang.outbox.EventType;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/** The properties that distinguish cases of identification from other cases. */
@Component
public class IdentificationCases implements CaseKind {

    /** 已纳入监测：the household is entered in the national system. */
    public static final CaseStatus ADMITTED = CaseStatus.reached("ADMITTED", "已纳入监测",
            new EventType("case.admitted", "案件：已纳入监测", 20));
    /** 无返贫致贫风险：the visit found no risk. */
    public static final CaseStatus NOT_AT_RISK = CaseStatus.refused("NOT_AT_RISK", "无返贫致贫风险",
            new EventType("case.not-at-risk", "案件：无返贫致贫风险", 160));
    /** 农户不愿申报：the household does not want it. */
    public static final CaseStatus DECLINED = CaseStatus.refused("DECLINED", "农户不愿申报",
            new EventType("case.declined", "案件：农户不愿申报", 170));

    private final Surveys surveys;
    private final WatchedPersons persons;
    private final Comparisons comparisons;
    private final IncomeDeviation incomeDeviation;
    private final TaskDecisions decisions;
    private final CurrentUsers users;
    private final Regions regions;
    private final CaseLists lists;

    IdentificationCases(Surveys surveys, WatchedPersons persons, Comparisons comparisons, IncomeDeviation incomeDeviation,
                       TaskDecisions decisions, CurrentUsers users, Regions regions, CaseLists lists) {
        this.surveys = surveys;
        this.persons = persons;
        this.comparisons = comparisons;
        this.incomeDeviation = incomeDeviation;
        this.decisions = decisions;
        this.users = users;
        this.regions = regions;
        this.lists = lists;
    }

    @Override
    public String process() {
        return MonitoringIdentificationProcess.KEY;
    }

    @Override
    public String title() {
        return "监测对象识别认定";
    }

    @Override
    public String numberPrefix() {
        return "JC";
    }

    @Override
    public String withdrawnMessage() {
        return MESSAGE_WITHDRAWN;
    }

    @Override
    public CasePath path() {
        return new CasePath(List.of(VERIFY_HOUSEHOLD, CONFIRM_COMPARISON, PRESELECT_AT_VILLAGE),
                true, List.of(REVIEW_AT_TOWNSHIP, CHECK_AT_COUNTY, APPROVE_AT_COUNTY),
                List.of(ANNOUNCE_RESULT, ENTER_SYSTEM));
    }

    @Override
    public LimitRule limitOf(CaseStatus status) {
        return switch (status.stage()) {
            case IN_PROGRESS -> LimitRule.IDENTIFICATION_15D;
            case APPROVED -> LimitRule.ENTRY_10D;
            default -> null;
        };
    }

    @Override
    public List<CaseStatus> endings() {
        return List.of(ADMITTED, NOT_AT_RISK, DECLINED);
    }

    @Override
    public Map<CaseStatus, String> words() {
        return Map.of(CaseStatus.IN_PROGRESS, "识别中", CaseStatus.REJECTED, "不予纳入");
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("sourceText", sourceOf(item).title());
        facts.put("foundOn", item.foundOn());
        facts.put("riskDescription", item.reason());
        Optional<Survey> survey = surveys.latestOf(item.caseNo());
        survey.ifPresent(found -> addSurvey(facts, found));
        List<Finding> findings = comparisons.latestOf(item.caseNo());
        facts.put("findings", findings.stream().map(finding -> FormRows.row(
                "dataset", finding.kind().title(), "asOf", finding.asOf() == null ? "—" : finding.asOf().toString(),
                "member", finding.isHit() ? finding.memberName() : "—", "finding", finding.detail())).toList());
        Finding.inALine(findings).ifPresent(text -> facts.put("comparedText", text));
        facts.put("warnings", survey.flatMap(found -> incomeDeviation.of(found, item.countyCode())).stream()
                .map(warning -> FormRows.row("text", warning)).toList());
        handedIn(item).ifPresent(text -> facts.put("handedInText", text));
        return facts;
    }

    /** Returns a text on who handed the household in for the comparison: the village through its township (ID-4, step 2). */
    Optional<String> handedIn(CaseFile item) {
        return decisions.of(item.caseNo()).stream().filter(decision -> decision.elementId().equals(VERIFY_HOUSEHOLD))
                .reduce((first, second) -> second).map(decision -> {
                    Village village = regions.findVillage(item.villageCode()).orElseThrow();
                    return village.fullName() + "（" + decision.by(users.displayName(decision.decidedBy())) + "，"
                            + ChinaTime.minuteText(decision.decidedAt()) + "）入户核实后报送，经"
                            + regions.find(village.townshipCode()).map(Region::name).orElseThrow() + "统一报送县级"
                            + lists.latestOf(item.caseNo(), IdentificationLists.HAND_IN)
                            .map(list -> "，" + list.name(lists.kind(list.kind()).title()) + "（" + list.madeOn() + "）").orElse("");
                });
    }

    @Override
    public List<String> warningsOf(CaseFile item) {
        return surveys.latestOf(item.caseNo()).flatMap(survey -> incomeDeviation.of(survey, item.countyCode())).map(List::of).orElse(List.of());
    }

    @Override
    public List<FileKind> wantedFiles(CaseFile item) {
        return surveys.latestOf(item.caseNo()).filter(survey -> survey.facts().authorisationSigned())
                .map(survey -> List.of(FileKind.AUTHORISATION)).orElse(List.of());
    }

    private static void addSurvey(Map<String, Object> facts, Survey survey) {
        Weighing weighing = survey.weighing();
        facts.put("householdFacts", SurveyRows.facts(survey.facts()));
        facts.put("memberList", SurveyRows.members(survey.facts().members()));
        facts.put("suggestionText", weighing.atRisk() ? "建议认定为存在返贫致贫风险" : "不建议仅据此认定为存在风险");
        facts.put("categoryText", weighing.category().title());
        facts.put("weighingReason", weighing.reason());
        facts.put("lineText", SurveyRows.line(weighing.line(), weighing.lineFrom(), survey.facts().verifiedOn()));
    }

    @Override
    public Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("线索来源", sourceOf(item).title());
        facts.put("发现日期", item.foundOn().toString());
        return facts;
    }

    @Override
    public List<FileKind> usualFiles() {
        return List.of(FileKind.AUTHORISATION, FileKind.APPLICATION, FileKind.SURVEY_SHEET, FileKind.IDENTITY,
                FileKind.HOUSE_PHOTO, FileKind.VISIT_PHOTO, FileKind.DIAGNOSIS, FileKind.MEDICAL_BILL, FileKind.DISABILITY,
                FileKind.SCHOOLING, FileKind.INCOME, FileKind.DAMAGE_PHOTO, FileKind.MEETING_MINUTES, FileKind.NOTICE_PHOTO,
                FileKind.ANNOUNCEMENT_PHOTO, FileKind.OBJECTION, FileKind.APPROVAL, FileKind.WARNING);
    }

    @Override
    public List<CasePerson> personsOf(CaseFile item) {
        return surveys.latestOf(item.caseNo()).map(survey -> survey.facts().members().stream()
                        .map(member -> new CasePerson(member.name(), member.idNumber())).toList())
                .orElseGet(() -> List.of(new CasePerson(item.headName(), item.headIdNumber())));
    }

    @Override
    public LocalDate visitedOn(CaseFile item) {
        return surveys.latestOf(item.caseNo()).map(survey -> survey.facts().verifiedOn()).orElse(null);
    }

    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        return !surveys.latestOf(item.caseNo()).orElseThrow().weighing().atRisk();
    }

    @Override
    public void ended(CaseFile item) {
        persons.release(item.caseNo());
    }

    private static ClueSource sourceOf(CaseFile item) {
        return ClueSource.valueOf(item.source());
    }
}
