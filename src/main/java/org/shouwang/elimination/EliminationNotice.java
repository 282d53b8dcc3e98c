package org.shouwang.elimination;

import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseNotice;
import org.shouwang.deadline.Deadlines;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeWording;
import org.shouwang.notice.Notices;
import org.springframework.stereotype.Component;

/** The public notice about a household whose risks are to be marked as gone (EL-2). */
@Component
class EliminationNotice extends CaseNotice {

    private static final NoticeWording WORDING = new NoticeWording("拟标注风险消除的监测对象", "消除方式");

    private final CaseFiles cases;
    private final RiskChecks checks;

    EliminationNotice(EliminationCases kind, CaseFiles cases, CaseFacts facts, Notices notices, Deadlines deadlines,
                      RiskChecks checks) {
        super(kind, cases, facts, notices, deadlines);
        this.cases = cases;
        this.checks = checks;
    }

    @Override
    public NoticeEntry entryOf(String caseNo) {
        RiskCheckFacts facts = checks.latestOf(caseNo).orElseThrow().facts();
        return new NoticeEntry(caseNo, cases.get(caseNo).headName(), facts.memberCount(), facts.vanishedBy().title());
    }

    @Override
    public NoticeWording wording() {
        return WORDING;
    }
}
