package org.shouwang.notice;

import java.util.Map;
import org.shouwang.region.Village;

/** The link between a public notice and the process that has it posted. Each such process provides one. */
public interface NoticeSubject {

    /** Tells whether a case belongs to this process. */
    boolean owns(String caseNo);

    /** Returns the entry of a case of this process in a notice. */
    NoticeEntry entryOf(String caseNo);

    /**
     * @return the wording of this process's notices
     */
    NoticeWording wording();

    /** Returns the village in which the notice of a case of this process is posted. */
    Village villageOf(String caseNo);

    /** Returns the facts about a case of this process that the forms of the notice's tasks show. */
    Map<String, Object> formFactsOf(String caseNo);

    /**
     * Records which notice of a case is the latest.
     *
     * @param caseNo   the number of a case of this process
     * @param noticeNo the number of the notice that has just been posted
     */
    void posted(String caseNo, String noticeNo);

    /**
     * Records that an objection was upheld, so that the case's notice is posted again.
     *
     * @param caseNo  the number of a case of this process
     * @param opinion the reasons for which objections were upheld
     */
    void objectionUpheld(String caseNo, String opinion);
}
