package org.shouwang.elimination;

import static org.shouwang.elimination.RiskEliminationProcess.ANNOUNCE_RESULT;
import static org.shouwang.elimination.RiskEliminationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.MARK_IN_SYSTEM;
import static org.shouwang.elimination.RiskEliminationProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.elimination.RiskEliminationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.elimination.RiskEliminationProcess.REVIEW_AT_TOWNSHIP;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.outbox.EventType;
import org.springframework.stereotype.Component;

/** The properties of cases of risk elimination (EL-1, EL-2). */
@Component
public class EliminationCases implements CaseKind {

    /** The elimination is entered in the national system (已标注风险消除). */
    public static final CaseStatus ELIMINATED = CaseStatus.reached("ELIMINATED", "已标注风险消除",
            new EventType("case.eliminated", "案件：已标注风险消除", 30));
    /** The visit found that a risk is still there (风险尚未消除). */
    public static final CaseStatus RISK_REMAINS = CaseStatus.refused("RISK_REMAINS", "风险尚未消除",
            new EventType("case.risk-remains", "案件：风险尚未消除", 150));

    private final RecordedHouseholds facts;
    private final RiskChecks checks;

    EliminationCases(RecordedHouseholds facts, RiskChecks checks) {
        this.facts = facts;
        this.checks = checks;
    }

    @Override
    public String process() {
        return RiskEliminationProcess.KEY;
    }

    @Override
    public String title() {
        return "风险消除";
    }

    @Override
    public String numberPrefix() {
        return "XC";
    }

    @Override
    public String withdrawnMessage() {
        return MESSAGE_WITHDRAWN;
    }

    @Override
    public CasePath path() {
        return new CasePath(List.of(CHECK_HOUSEHOLD, PRESELECT_AT_VILLAGE), true,
                List.of(REVIEW_AT_TOWNSHIP, CHECK_AT_COUNTY, APPROVE_AT_COUNTY),
                List.of(ANNOUNCE_RESULT, MARK_IN_SYSTEM));
    }

    @Override
    public List<CaseStatus> endings() {
        return List.of(ELIMINATED, RISK_REMAINS);
    }

    @Override
    public Map<CaseStatus, String> words() {
        return Map.of(CaseStatus.REJECTED, "不予消除");
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        Map<String, Object> shown = facts.formFactsOf(item);
        checks.latestOf(item.caseNo()).ifPresent(check -> check.addTo(shown, "建议消除风险", "不建议消除风险"));
        return shown;
    }

    @Override
    public Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> shown = facts.pageFactsOf(item);
        checks.latestOf(item.caseNo()).ifPresent(check -> check.addTo(shown));
        return shown;
    }

    @Override
    public List<String> warningsOf(CaseFile item) {
        return facts.warningsOf(item);
    }

    @Override
    public List<FileKind> usualFiles() {
        return List.of(FileKind.SURVEY_SHEET, FileKind.VISIT_PHOTO, FileKind.INCOME, FileKind.MEASURE_PROOF,
                FileKind.MEETING_MINUTES, FileKind.NOTICE_PHOTO, FileKind.ANNOUNCEMENT_PHOTO, FileKind.OBJECTION,
                FileKind.APPROVAL);
    }

    @Override
    public List<CasePerson> personsOf(CaseFile item) {
        return facts.personsOf(item);
    }

    @Override
    public LocalDate visitedOn(CaseFile item) {
        return checks.latestOf(item.caseNo()).map(check -> check.facts().checkedOn()).orElse(null);
    }

    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        return !checks.latestOf(item.caseNo()).orElseThrow().isEliminationSuggested();
    }
}
