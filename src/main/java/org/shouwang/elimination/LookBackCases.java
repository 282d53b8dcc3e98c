package org.shouwang.elimination;

import static org.shouwang.elimination.LookBackProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.LookBackProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.elimination.LookBackProcess.REVIEW_AT_TOWNSHIP;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.FormRows;
import org.shouwang.deadline.TimeLeft;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.household.Risk;
import org.shouwang.outbox.EventType;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** The properties of look-back cases (EL-4). */
@Component
public class LookBackCases implements CaseKind {

    /** The elimination was right (消除属实). */
    public static final CaseStatus CONFIRMED = CaseStatus.reached("CONFIRMED", "消除属实",
            new EventType("case.confirmed", "案件：回头看消除属实", 50));
    /** The elimination was wrong, and a rollback has begun (标注不准，转风险回退). */
    public static final CaseStatus ROLLBACK_BEGUN = CaseStatus.otherwise("ROLLBACK_BEGUN", "标注不准，转风险回退",
            new EventType("case.rollback-begun", "案件：回头看转风险回退", 60));
    /** The household has a new risk, and an identification has begun (出现新风险，转重新识别). */
    public static final CaseStatus NEW_RISK_FOUND = CaseStatus.otherwise("NEW_RISK_FOUND", "出现新风险，转重新识别",
            new EventType("case.new-risk-found", "案件：回头看转重新识别", 70));

    private final RecordedHouseholds recorded;
    private final RiskChecks checks;
    private final LookBacks lookBacks;
    private final LookBackChecks found;
    private final AdjustableClock clock;

    LookBackCases(RecordedHouseholds recorded, RiskChecks checks, LookBacks lookBacks, LookBackChecks found,
                  AdjustableClock clock) {
        this.recorded = recorded;
        this.checks = checks;
        this.lookBacks = lookBacks;
        this.found = found;
        this.clock = clock;
    }

    @Override
    public String process() {
        return LookBackProcess.KEY;
    }

    @Override
    public String title() {
        return "回头看";
    }

    @Override
    public String numberPrefix() {
        return "HK";
    }

    @Override
    public String withdrawnMessage() {
        return MESSAGE_WITHDRAWN;
    }

    @Override
    public CasePath path() {
        return new CasePath(List.of(CHECK_HOUSEHOLD), false, List.of(REVIEW_AT_TOWNSHIP), List.of());
    }

    @Override
    public List<CaseStatus> endings() {
        return List.of(CONFIRMED, ROLLBACK_BEGUN, NEW_RISK_FOUND);
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        Map<String, Object> shown = recorded.formFactsOf(item);
        shown.put("limitText", dueText(item));
        checks.latestEliminationOf(item.householdId()).ifPresent(check -> shown.put("eliminationFacts", check.rows()));
        found.latestOf(item.caseNo()).ifPresent(check -> shown.put("checkFacts", List.of(
                FormRows.fact("核查日期", check.checkedOn().toString()), FormRows.fact("核查结果", check.outcome().title()),
                FormRows.fact("新出现的风险", check.newRisks().isEmpty() ? "无" : risks(check)),
                FormRows.fact("核查情况", check.statement() == null ? "—" : check.statement()))));
        return shown;
    }

    @Override
    public Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> shown = new LinkedHashMap<>();
        LookBack lookBack = lookBacks.ofCase(item.caseNo());
        shown.put("回头看", lookBack.name());
        shown.put("完成期限", lookBack.dueOn().toString() + (isLate(item, lookBack) ? "，已超期" : ""));
        found.latestOf(item.caseNo()).ifPresent(check -> {
            shown.put("核查结果", check.outcome().title());
            if (!check.newRisks().isEmpty()) {
                shown.put("新出现的风险", risks(check));
            }
        });
        return shown;
    }

    @Override
    public List<FileKind> usualFiles() {
        return List.of(FileKind.SURVEY_SHEET, FileKind.VISIT_PHOTO, FileKind.HOUSE_PHOTO, FileKind.INCOME);
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
    public List<String> followingCasesOf(CaseFile item) {
        return found.followingOf(item.caseNo());
    }

    /** No decision table judges the finding of a visit. */
    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        return false;
    }

    private boolean isLate(CaseFile item, LookBack lookBack) {
        return item.status().isOpen() && lookBack.dueOn().isBefore(clock.today());
    }

    private String dueText(CaseFile item) {
        LocalDate dueOn = lookBacks.ofCase(item.caseNo()).dueOn();
        return "这次回头看应于 " + dueOn + " 前完成（含当日），" + TimeLeft.of(clock.today(), dueOn, null).told();
    }

    private static String risks(LookBackCheck check) {
        return String.join("、", check.newRisks().stream().map(Risk::title).toList());
    }
}
