package org.shouwang.elimination;

import java.util.ArrayList;
import java.util.List;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePapers;
import org.shouwang.paper.LevelPapers;
import org.springframework.stereotype.Component;

/** The papers of a case of risk rollback, in the order of its steps (EL-3). */
@Component
class RollbackPapers implements CasePapers {

    private final List<CasePaper> papers;

    RollbackPapers(RiskCheckPapers checks, LevelPapers levels) {
        LevelPapers.OfKind paper = levels.of(process(), new LevelPapers.HouseholdFacts(checks::lacking, checks::household));
        List<CasePaper> all = new ArrayList<>(checks.forms(process(), "风险回退核查表"));
        all.add(paper.approvalForm("风险回退审批表"));
        all.add(paper.refusal("不予回退告知书"));
        this.papers = List.copyOf(all);
    }

    @Override
    public String process() {
        return RiskRollbackProcess.KEY;
    }

    @Override
    public List<CasePaper> papers() {
        return papers;
    }
}
