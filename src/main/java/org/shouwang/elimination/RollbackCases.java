package org.shouwang.elimination;

import static org.shouwang.elimination.RiskRollbackProcess.APPROVE_AT_COUNTY;
import static org.shouwang.elimination.RiskRollbackProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskRollbackProcess.MARK_IN_SYSTEM;
import static org.shouwang.elimination.RiskRollbackProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.elimination.RiskRollbackProcess.REVIEW_AT_TOWNSHIP;

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

/** The properties of cases of risk rollback (EL-3). */
@Component
public class RollbackCases implements CaseKind {

    /** The elimination is taken back in the national system (已回退为监测中). */
    public static final CaseStatus ROLLED_BACK = CaseStatus.reached("ROLLED_BACK", "已回退为监测中",
            new EventType("case.rolled-back", "案件：已回退为监测中", 40));

    private final RecordedHouseholds facts;
    private final RiskChecks checks;

    RollbackCases(RecordedHouseholds facts, RiskChecks checks) {
        this.facts = facts;
        this.checks = checks;
    }

    @Override
    public String process() {
        return RiskRollbackProcess.KEY;
    }

    @Override
    public String title() {
        return "风险回退";
    }

    @Override
    public String numberPrefix() {
        return "HT";
    }

    @Override
    public String withdrawnMessage() {
        return MESSAGE_WITHDRAWN;
    }

    @Override
    public CasePath path() {
        return new CasePath(List.of(CHECK_HOUSEHOLD), false,
                List.of(REVIEW_AT_TOWNSHIP, APPROVE_AT_COUNTY), List.of(MARK_IN_SYSTEM));
    }

    @Override
    public List<CaseStatus> endings() {
        return List.of(ROLLED_BACK);
    }

    @Override
    public Map<CaseStatus, String> words() {
        return Map.of(CaseStatus.REJECTED, "不予回退");
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        Map<String, Object> shown = facts.formFactsOf(item);
        checks.latestEliminationOf(item.householdId()).ifPresent(check -> shown.put("eliminationFacts", check.rows()));
        checks.latestOf(item.caseNo()).ifPresent(check -> check.addTo(shown, "标注准确，不建议回退", "标注不准，建议回退"));
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
        return List.of(FileKind.SURVEY_SHEET, FileKind.VISIT_PHOTO, FileKind.DIAGNOSIS, FileKind.MEDICAL_BILL, FileKind.INCOME,
                FileKind.DAMAGE_PHOTO, FileKind.APPROVAL);
    }

    @Override
    public List<CasePerson> personsOf(CaseFile item) {
        return facts.personsOf(item);
    }

    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        return checks.latestOf(item.caseNo()).orElseThrow().isEliminationSuggested();
    }
}
