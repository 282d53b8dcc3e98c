package org.shouwang.safetynet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.FormRows;
import org.shouwang.household.Labour;
import org.shouwang.household.Member;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePaper.Readers;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.CasePapers;
import org.shouwang.paper.Choices;
import org.shouwang.paper.LevelPapers;
import org.springframework.stereotype.Component;

/** The papers of a case in which a household is recognised as one without any labour, in the order of its steps (SN-2). */
@Component
class SafetyNetPapers implements CasePapers {

    private final SafetyNetChecks checks;
    private final RecordedHouseholds recorded;
    private final CasePaperFacts facts;
    private final List<CasePaper> papers;

    SafetyNetPapers(SafetyNetChecks checks, RecordedHouseholds recorded, CasePaperFacts facts, LevelPapers levels) {
        this.checks = checks;
        this.recorded = recorded;
        this.facts = facts;
        LevelPapers.OfKind paper = levels.of(process(), new LevelPapers.HouseholdFacts(this::lacking, this::household));
        String template = process() + "/documents/check.docx";
        this.papers = List.of(
                new CasePaper("check-blank", "兜底保障户核查表（空白）", template, Readers.OFFICES, item -> null, item -> model(item, null)),
                new CasePaper("check", "兜底保障户核查表", template, Readers.OFFICES, this::lacking,
                        item -> model(item, checks.latestOf(item.caseNo()).orElseThrow())),
                paper.assessment(),
                paper.notice("拟认定公示"),
                paper.approvalForm("兜底保障户审批表"),
                paper.approvalList("兜底保障户备案名单"),
                paper.refusal("不予认定告知书"));
    }

    @Override
    public String process() {
        return SafetyNetRecognitionProcess.KEY;
    }

    @Override
    public List<CasePaper> papers() {
        return papers;
    }

    private String lacking(CaseFile item) {
        return checks.latestOf(item.caseNo()).isEmpty() ? "尚未入户核查" : null;
    }

    /** Returns what the levels' papers print of the household. */
    private Map<String, Object> household(CaseFile item) {
        SafetyNetCheck check = checks.latestOf(item.caseNo()).orElseThrow();
        Optional<SafetyNetChecks.Filing> filing = checks.filingOf(item.caseNo());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("memberCount", check.facts().labour().size());
        model.put("ableToWork", check.facts().ableToWork());
        model.put("category", check.facts().support().title());
        model.put("livesOnSupport", check.facts().livesOnSocialSecurity() ? "是" : "否");
        model.put("suggestion", check.suggestionText() + (check.unmetText() == null ? "" : "：" + check.unmetText()));
        model.put("filingNo", filing.map(SafetyNetChecks.Filing::filingNo).orElse(null));
        model.put("filedOn", filing.map(SafetyNetChecks.Filing::recordedOn).orElse(null));
        return model;
    }

    /** Returns the values of the form; without a check, those of the blank form. */
    private Map<String, Object> model(CaseFile item, SafetyNetCheck check) {
        List<Member> members = recorded.membersOf(item);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("checkedOn", check == null ? null : check.facts().checkedOn());
        model.put("members", CasePaperFacts.numbered(IntStream.range(0, members.size()).mapToObj(place -> FormRows.row(
                "name", members.get(place).name(), "relation", members.get(place).relation().title(), "health", members.get(place).health().title(),
                "labour", Choices.of(List.of(Labour.values()), check == null ? List.of() : List.of(check.facts().labour().get(place + 1)), Labour::title)))
                .toList(), 0));
        model.put("support", Choices.of(List.of(SupportKind.values()), check == null ? List.of() : List.of(check.facts().support()), SupportKind::title));
        model.put("livesOnSupport", Choices.of(List.of(true, false), check == null ? List.of() : List.of(check.facts().livesOnSocialSecurity()),
                each -> each ? "是" : "否"));
        model.put("outcome", Choices.of(List.of(CheckOutcome.values()), check == null ? List.of() : List.of(check.facts().outcome()), CheckOutcome::title));
        model.put("suggestion", check == null ? null : household(item).get("suggestion"));
        model.put("opinion", check == null ? null : facts.decision(item, SafetyNetRecognitionProcess.CHECK_HOUSEHOLD)
                .map(decision -> decision.opinion()).orElse(null));
        return model;
    }
}
