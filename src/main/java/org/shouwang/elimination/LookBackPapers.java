package org.shouwang.elimination;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.household.Risk;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePaper.Readers;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.CasePapers;
import org.shouwang.paper.Choices;
import org.springframework.stereotype.Component;

/** The papers of a look-back at one household (EL-4). */
@Component
class LookBackPapers implements CasePapers {

    private final LookBacks lookBacks;
    private final LookBackChecks checks;
    private final RiskChecks eliminations;
    private final RecordedHouseholds recorded;
    private final CasePaperFacts facts;
    private final List<CasePaper> papers;

    LookBackPapers(LookBacks lookBacks, LookBackChecks checks, RiskChecks eliminations, RecordedHouseholds recorded, CasePaperFacts facts) {
        this.lookBacks = lookBacks;
        this.checks = checks;
        this.eliminations = eliminations;
        this.recorded = recorded;
        this.facts = facts;
        String template = process() + "/documents/check.docx";
        this.papers = List.of(new CasePaper("check-blank", "回头看核查表（空白）", template, Readers.OFFICES, item -> null, item -> model(item, null)),
                new CasePaper("check", "回头看核查表", template, Readers.OFFICES,
                        item -> checks.latestOf(item.caseNo()).isEmpty() ? "尚未入户核查" : null,
                        item -> model(item, checks.latestOf(item.caseNo()).orElseThrow())));
    }

    @Override
    public String process() {
        return LookBackProcess.KEY;
    }

    @Override
    public List<CasePaper> papers() {
        return papers;
    }

    /** Returns the values of the form; without a check, those of the blank form. */
    private Map<String, Object> model(CaseFile item, LookBackCheck check) {
        LookBack lookBack = lookBacks.ofCase(item.caseNo());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("lookBack", lookBack.name());
        model.put("dueOn", lookBack.dueOn());
        model.put("memberCount", recorded.membersOf(item).size());
        model.put("vanishedBy", eliminations.latestEliminationOf(item.householdId()).map(found -> found.facts().vanishedBy())
                .map(VanishedBy::title).orElse(null));
        model.put("checkedOn", check == null ? null : check.checkedOn());
        model.put("outcome", Choices.of(List.of(LookBackOutcome.values()), check == null ? List.of() : List.of(check.outcome()), LookBackOutcome::title));
        model.put("newRisks", Choices.of(List.of(Risk.values()), check == null ? List.of() : check.newRisks(), Risk::title));
        model.put("statement", check == null ? null : check.statement());
        if (check == null) {
            List.of("townshipOutcome", "townshipOpinion", "townshipBy", "townshipOn").forEach(name -> model.put(name, null));
        } else {
            facts.addDecision(model, "township", item, LookBackProcess.REVIEW_AT_TOWNSHIP);
        }
        return model;
    }
}
