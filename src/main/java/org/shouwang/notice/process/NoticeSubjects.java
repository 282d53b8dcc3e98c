package org.shouwang.notice.process;

import java.util.List;
import java.util.Optional;
import org.shouwang.notice.NoticeSubject;
import org.springframework.stereotype.Component;

/** Finds the process to which a case belongs. */
@Component
class NoticeSubjects {

    private final List<NoticeSubject> subjects;

    NoticeSubjects(List<NoticeSubject> subjects) {
        this.subjects = subjects;
    }

    NoticeSubject of(String caseNo) {
        return find(caseNo).orElseThrow();
    }

    /**
     * Returns the process of a case; empty if there is no such case, or nothing of its kind is posted.
     *
     * @param caseNo a case's number; any text that a user typed is allowed
     */
    Optional<NoticeSubject> find(String caseNo) {
        return subjects.stream().filter(subject -> subject.owns(caseNo)).findFirst();
    }
}
