package org.shouwang.elimination;

import java.util.ArrayList;
import java.util.List;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePapers;
import org.shouwang.paper.LevelPapers;
import org.springframework.stereotype.Component;

/** The papers of a case of risk elimination, in the order of its steps (EL-2). */
@Component
class EliminationPapers implements CasePapers {

    private final List<CasePaper> papers;

    EliminationPapers(RiskCheckPapers checks, LevelPapers levels) {
        LevelPapers.OfKind paper = levels.of(process(), new LevelPapers.HouseholdFacts(checks::lacking, checks::household));
        List<CasePaper> all = new ArrayList<>(checks.forms(process(), "风险消除核查表"));
        all.add(paper.assessment());
        all.add(paper.notice("拟消除公示"));
        all.add(paper.admissionList("拟标注风险消除名单"));
        all.add(paper.approvalForm("风险消除审批表"));
        all.add(paper.approvalList("风险消除批复名单"));
        all.add(paper.announcement("风险消除结果公告"));
        all.add(paper.refusal("不予消除告知书"));
        this.papers = List.copyOf(all);
    }

    @Override
    public String process() {
        return RiskEliminationProcess.KEY;
    }

    @Override
    public List<CasePaper> papers() {
        return papers;
    }
}
