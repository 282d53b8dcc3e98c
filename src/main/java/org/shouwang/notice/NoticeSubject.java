package org.shouwang.notice;

import java.util.Map;
import org.shouwang.region.Village;

/** What a process that has something posted tells the notice about its case. */
public interface NoticeSubject {

    /**
     * @param caseNo a case number
     * @return whether it is one of this process
     */
    boolean owns(String caseNo);

    /**
     * @param caseNo a case of this process
     * @return what the notice shows of it
     */
    NoticeEntry entryOf(String caseNo);

    /**
     * @return what its notices say they are about
     */
    NoticeWording wording();

    /**
     * @param caseNo a case of this process
     * @return the village in which it is posted
     */
    Village villageOf(String caseNo);

    /**
     * @param caseNo a case of this process
     * @return what the forms of the notice's tasks show of the case
     */
    Map<String, Object> formFactsOf(String caseNo);

    /**
     * Remembers which notice is the case's latest.
     *
     * @param caseNo   a case of this process
     * @param noticeNo the notice that was just posted
     */
    void posted(String caseNo, String noticeNo);

    /**
     * Remembers that an objection was upheld, so that the notice is posted again.
     *
     * @param caseNo  a case of this process
     * @param opinion why it was upheld
     */
    void objectionUpheld(String caseNo, String opinion);
}
