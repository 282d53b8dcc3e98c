package org.shouwang.identification.process;

import java.util.Map;
import org.shouwang.identification.Identification;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeSubject;
import org.shouwang.region.Village;
import org.springframework.stereotype.Component;

/** What the public notice needs to know of a case of identification. */
@Component
class IdentificationNotice implements NoticeSubject {

    private final Identification identification;
    private final CaseFormFacts facts;

    IdentificationNotice(Identification identification, CaseFormFacts facts) {
        this.identification = identification;
        this.facts = facts;
    }

    @Override
    public boolean owns(String caseNo) {
        return identification.exists(caseNo);
    }

    @Override
    public NoticeEntry entryOf(String caseNo) {
        return identification.noticeEntryOf(caseNo);
    }

    @Override
    public Village villageOf(String caseNo) {
        return identification.villageOf(identification.get(caseNo));
    }

    @Override
    public Map<String, Object> formFactsOf(String caseNo) {
        return facts.of(caseNo);
    }

    @Override
    public void posted(String caseNo, String noticeNo) {
        identification.posted(caseNo, noticeNo);
    }

    @Override
    public void objectionUpheld(String caseNo, String opinion) {
        identification.objectionUpheld(caseNo);
    }
}
