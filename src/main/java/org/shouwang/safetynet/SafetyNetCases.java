package org.shouwang.safetynet;

import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CHECK_HOUSEHOLD;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.MARK_IN_SYSTEM;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.RECORD_AT_COUNTY;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.MarkKind;
import org.shouwang.household.Marks;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.outbox.EventType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The properties of cases in which a household is recognised as one without any labour (SN-1, SN-2). */
@Component
public class SafetyNetCases implements CaseKind {

    /** 已标注兜底保障户：the household is marked in the national system. */
    public static final CaseStatus SAFETY_NET = CaseStatus.reached("SAFETY_NET", "已标注兜底保障户",
            new EventType("case.safety-net", "案件：已标注兜底保障户", 80));
    /** 不符合兜底保障条件：the visit found that the household is none without any labour. */
    public static final CaseStatus NOT_QUALIFIED = CaseStatus.refused("NOT_QUALIFIED", "不符合兜底保障条件",
            new EventType("case.not-qualified", "案件：不符合兜底保障条件", 90));

    private final RecordedHouseholds recorded;
    private final Households households;
    private final LabourChanges labour;
    private final Marks marks;
    private final SafetyNetChecks checks;
    private final ObjectProvider<CaseFiles> cases;

    SafetyNetCases(RecordedHouseholds recorded, Households households, LabourChanges labour, Marks marks,
                   SafetyNetChecks checks, ObjectProvider<CaseFiles> cases) {
        this.recorded = recorded;
        this.households = households;
        this.labour = labour;
        this.marks = marks;
        this.checks = checks;
        this.cases = cases;
    }

    @Override
    public String process() {
        return SafetyNetRecognitionProcess.KEY;
    }

    @Override
    public String title() {
        return "兜底保障户认定";
    }

    @Override
    public String numberPrefix() {
        return "DB";
    }

    @Override
    public String withdrawnMessage() {
        return MESSAGE_WITHDRAWN;
    }

    @Override
    public CasePath path() {
        return new CasePath(List.of(CHECK_HOUSEHOLD, PRESELECT_AT_VILLAGE), true,
                List.of(DECIDE_AT_TOWNSHIP), List.of(RECORD_AT_COUNTY, MARK_IN_SYSTEM));
    }

    @Override
    public List<CaseStatus> endings() {
        return List.of(SAFETY_NET, NOT_QUALIFIED);
    }

    @Override
    public Map<CaseStatus, String> words() {
        return Map.of(CaseStatus.APPROVED, "乡级已确定", CaseStatus.REJECTED, "不予认定");
    }

    /**
     * Tells what prevents a new case, apart from the household's status and a case in progress.
     *
     * @param household a household
     * @return the Chinese reason why no case can begin, or empty if one can
     */
    public Optional<String> obstacle(Household household) {
        if (marks.current(household.id(), MarkKind.SAFETY_NET).isPresent()) {
            return Optional.of("该户已标注为整户无劳动能力兜底保障户");
        }
        if (cases.getObject().ofHousehold(household.id()).stream()
                .anyMatch(item -> item.process().equals(process()) && item.status().equals(CaseStatus.APPROVED))) {
            return Optional.of("该户的兜底保障户认定已由乡级确定，正在等待备案和标注");
        }
        long able = labour.countAbleToWork(household);
        return able == 0 ? Optional.empty() : Optional.of("该户登记的成员中有 " + able
                + " 人有劳动能力（含弱劳动力、半劳动力），不符合“整户无劳动能力”的条件；情况有变化的，请先在户页面登记劳动能力变化");
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        Map<String, Object> shown = recorded.formFactsOf(item);
        checks.latestOf(item.caseNo()).ifPresent(check -> {
            shown.put("checkFacts", check.rows(recorded.membersOf(item)));
            shown.put("suggestionText", check.suggestionText());
            shown.put("unmetText", check.unmetText());
            shown.put("changedText", changedText(item, check));
        });
        return shown;
    }

    @Override
    public Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> shown = recorded.pageFactsOf(item);
        checks.latestOf(item.caseNo()).ifPresent(check -> {
            shown.put("核查结果", check.facts().outcome().title());
            shown.put("享受的保障", check.facts().support().title());
            shown.put("认定条件", check.unmetText() == null ? "全部符合" : check.unmetText());
        });
        checks.filingOf(item.caseNo()).ifPresent(filing -> shown.put("县级备案",
                filing.recordedOn() + (filing.filingNo() == null ? "" : "，备案编号 " + filing.filingNo())));
        return shown;
    }

    @Override
    public List<FileKind> usualFiles() {
        return List.of(FileKind.SURVEY_SHEET, FileKind.VISIT_PHOTO, FileKind.DIAGNOSIS, FileKind.DISABILITY,
                FileKind.MEETING_MINUTES, FileKind.NOTICE_PHOTO, FileKind.ANNOUNCEMENT_PHOTO, FileKind.OBJECTION,
                FileKind.APPROVAL);
    }

    @Override
    public List<CasePerson> personsOf(CaseFile item) {
        return recorded.personsOf(item);
    }

    @Override
    public List<String> warningsOf(CaseFile item) {
        return recorded.warningsOf(item);
    }

    @Override
    public LocalDate visitedOn(CaseFile item) {
        return checks.latestOf(item.caseNo()).map(check -> check.facts().checkedOn()).orElse(null);
    }

    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        SafetyNetCheck check = checks.latestOf(item.caseNo()).orElseThrow();
        return !check.isRecognitionSuggested() || changedText(item, check) != null;
    }

    /**
     * Says that members can work by now although nobody could when the decision table saw the check; returns null if that is
     * not so.
     */
    private String changedText(CaseFile item, SafetyNetCheck check) {
        long able = labour.countAbleToWork(households.get(item.householdId()));
        return able == 0 || check.facts().ableToWork() > 0 ? null
                : "核查以后登记了劳动能力变化，现有 " + able + " 人有劳动能力，不符合“整户无劳动能力”的条件";
    }
}
