package org.shouwang.notice.process;

import java.util.List;
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
        return subjects.stream().filter(subject -> subject.owns(caseNo)).findFirst().orElseThrow();
    }
}
