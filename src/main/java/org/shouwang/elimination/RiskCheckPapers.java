package org.shouwang.elimination;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.FormRows;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.household.Risk;
import org.shouwang.household.SurveyRows;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePaper.Readers;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.Choices;
import org.springframework.stereotype.Component;

/** Prints the visits of eliminations and rollbacks, which check the same (EL-1). */
@Component
class RiskCheckPapers {

    

    private final RiskChecks checks;
    private final RecordedHouseholds recorded;
    private final CasePaperFacts facts;

    RiskCheckPapers(RiskChecks checks, RecordedHouseholds recorded, CasePaperFacts facts) {
        this.checks = checks;
        this.recorded = recorded;
        this.facts = facts;
    }

    /**
     * @param process the key of the process
     * @param title   the form's Chinese name
     * @return the form of the visit, blank and filled in
     */
    List<CasePaper> forms(String process, String title) {
        String template = process + "/documents/check.docx";
        return List.of(new CasePaper("check-blank", title + "（空白）", template, Readers.OFFICES, item -> null, this::blank),
                new CasePaper("check", title, template, Readers.OFFICES, this::lacking, this::filled));
    }

    /** Returns why the visit cannot be printed yet, or null. */
    String lacking(CaseFile item) {
        return checks.latestOf(item.caseNo()).isEmpty() ? "尚未入户核查" : null;
    }

    /** Returns what the levels' papers print of the household. */
    Map<String, Object> household(CaseFile item) {
        RiskCheck check = checks.latestOf(item.caseNo()).orElseThrow();
        RiskCheckFacts found = check.facts();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("memberCount", found.memberCount());
        model.put("category", found.vanishedBy() == null ? null : found.vanishedBy().title());
        model.put("found", found.outcome().title());
        model.put("risks", found.answers().stream().map(answer -> answer.risk().title()).collect(Collectors.joining("、")));
        model.put("answers", found.answers().stream().map(answer -> answer.risk().title() + "：" + (answer.gone() ? "已消除" : "尚未消除")
                + (answer.how() == null ? "" : "，" + answer.how())).collect(Collectors.joining("；")));
        model.put("newRisks", found.newRisks().isEmpty() ? "无" : found.newRisks().stream().map(Risk::title).collect(Collectors.joining("、")));
        model.put("incomePerHead", found.incomePerHead());
        model.put("line", check.line());
        model.put("suggestion", check.unmetText() == null ? "消除条件全部符合" : check.unmetText());
        return model;
    }

    private Map<String, Object> filled(CaseFile item) {
        RiskCheck check = checks.latestOf(item.caseNo()).orElseThrow();
        RiskCheckFacts found = check.facts();
        Map<String, Object> model = household(item);
        model.put("checkedOn", found.checkedOn());
        model.put("incomeLastYear", found.incomePerHeadLastYear());
        model.put("answers", CasePaperFacts.numbered(found.answers().stream().map(answer -> FormRows.row("risk", answer.risk().title(),
                "gone", answer.gone() ? "☑是　□否" : "□是　☑否", "how", answer.how())).toList(), 0));
        model.put("amounts", CasePaperFacts.numbered(SurveyRows.amounts(found.amounts()), 0, "remark"));
        model.put("guarantees", CasePaperFacts.numbered(SurveyRows.guarantees(found.guarantees()), 0, "remark"));
        model.put("found", Choices.of(List.of(CheckOutcome.values()), List.of(found.outcome()), CheckOutcome::title));
        model.put("vanishedBy", Choices.of(List.of(VanishedBy.values()), found.vanishedBy() == null ? List.of() : List.of(found.vanishedBy()),
                VanishedBy::title));
        model.put("opinion", facts.decision(item, RiskEliminationProcess.CHECK_HOUSEHOLD).map(decision -> decision.opinion()).orElse(null));
        return model;
    }

    private Map<String, Object> blank(CaseFile item) {
        Map<String, Object> model = new LinkedHashMap<>();
        for (String name : List.of("memberCount", "checkedOn", "incomePerHead", "incomeLastYear", "line", "suggestion", "opinion")) {
            model.put(name, null);
        }
        model.put("newRisks", Choices.of(List.of(Risk.values()), List.of(), Risk::title));
        model.put("answers", CasePaperFacts.numbered(recorded.surveyOf(item).facts().risks().stream()
                .map(risk -> FormRows.row("risk", risk.title(), "gone", "□是　□否")).toList(), 0, "how"));
        model.put("amounts", CasePaperFacts.numbered(SurveyRows.amounts(Map.of()), 0, "remark"));
        model.put("guarantees", CasePaperFacts.numbered(SurveyRows.guarantees(null), 0, "remark"));
        model.put("found", Choices.of(List.of(CheckOutcome.values()), List.of(), CheckOutcome::title));
        model.put("vanishedBy", Choices.of(List.of(VanishedBy.values()), List.of(), VanishedBy::title));
        return model;
    }
}
