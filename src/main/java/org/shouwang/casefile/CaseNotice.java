package org.shouwang.casefile;

import java.util.Map;
import java.util.Optional;
import org.shouwang.deadline.Deadlines;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeSubject;
import org.shouwang.notice.Notices;
import org.shouwang.region.Village;

/** The data that the public notice needs of one kind of case, and the rule whether a notice has to be posted. */
public abstract class CaseNotice implements NoticeSubject {

    private final CaseKind kind;
    private final CaseFiles cases;
    private final CaseFacts facts;
    private final Notices notices;
    private final Deadlines deadlines;

    /**
     * @param kind      the kind of case
     * @param cases     the files of the cases
     * @param facts     the facts that forms show
     * @param notices   the notices
     * @param deadlines the limits, which depend on whether a notice has still to be posted
     */
    protected CaseNotice(CaseKind kind, CaseFiles cases, CaseFacts facts, Notices notices, Deadlines deadlines) {
        this.kind = kind;
        this.cases = cases;
        this.facts = facts;
        this.notices = notices;
        this.deadlines = deadlines;
    }

    @Override
    public final boolean owns(String caseNo) {
        return cases.find(caseNo).filter(item -> item.process().equals(kind.process())).isPresent();
    }

    @Override
    public final Village villageOf(String caseNo) {
        return cases.villageOf(cases.get(caseNo));
    }

    @Override
    public final Map<String, Object> formFactsOf(String caseNo) {
        return facts.of(caseNo);
    }

    @Override
    public final void posted(String caseNo, String noticeNo) {
        cases.posted(caseNo, noticeNo);
    }

    @Override
    public final void objectionUpheld(String caseNo, String opinion) {
        cases.objectionUpheld(caseNo);
    }

    /**
     * Records before a notice would be posted whether one has to be: there was none, an objection was upheld, or the
     * notice's content has changed. Limits depend on it.
     *
     * @param caseNo the case's number
     * @return whether a notice has to be posted
     */
    public final boolean settle(String caseNo) {
        Optional<NoticeEntry> hung = notices.latestClearEntryOf(caseNo);
        boolean required = cases.get(caseNo).objectionUpheld() || !hung.equals(Optional.of(entryOf(caseNo)));
        cases.noticeRequired(caseNo, required);
        deadlines.noticeRequired(caseNo, required);
        return required;
    }
}
