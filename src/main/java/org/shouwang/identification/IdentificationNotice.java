package org.shouwang.identification;

import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseNotice;
import org.shouwang.deadline.Deadlines;
import org.shouwang.household.Survey;
import org.shouwang.household.Surveys;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeWording;
import org.shouwang.notice.Notices;
import org.springframework.stereotype.Component;

/** The public notice about a household that the village has preselected (ID-4, step 4). */
@Component
class IdentificationNotice extends CaseNotice {

    private final Surveys surveys;

    IdentificationNotice(IdentificationCases kind, CaseFiles cases, CaseFacts facts, Notices notices, Deadlines deadlines,
                         Surveys surveys) {
        super(kind, cases, facts, notices, deadlines);
        this.surveys = surveys;
    }

    @Override
    public NoticeEntry entryOf(String caseNo) {
        Survey survey = surveys.latestOf(caseNo).orElseThrow();
        return new NoticeEntry(caseNo, survey.facts().head().name(), survey.facts().members().size(),
                survey.weighing().category().title());
    }

    @Override
    public NoticeWording wording() {
        return NoticeWording.IDENTIFICATION;
    }
}
