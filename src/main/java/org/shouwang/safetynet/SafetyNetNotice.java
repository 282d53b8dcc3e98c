package org.shouwang.safetynet;

import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseNotice;
import org.shouwang.deadline.Deadlines;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeWording;
import org.shouwang.notice.Notices;
import org.springframework.stereotype.Component;

/** The notice about a household that is to be recognised as one without any labour (SN-2). */
@Component
class SafetyNetNotice extends CaseNotice {

    private static final NoticeWording WORDING = new NoticeWording("拟认定的整户无劳动能力兜底保障户", "享受的保障");

    private final CaseFiles cases;
    private final SafetyNetChecks checks;

    SafetyNetNotice(SafetyNetCases kind, CaseFiles cases, CaseFacts facts, Notices notices, Deadlines deadlines,
                    SafetyNetChecks checks) {
        super(kind, cases, facts, notices, deadlines);
        this.cases = cases;
        this.checks = checks;
    }

    @Override
    public NoticeEntry entryOf(String caseNo) {
        SafetyNetFacts facts = checks.latestOf(caseNo).orElseThrow().facts();
        return new NoticeEntry(caseNo, cases.get(caseNo).headName(), facts.labour().size(), facts.support().title());
    }

    @Override
    public NoticeWording wording() {
        return WORDING;
    }
}
