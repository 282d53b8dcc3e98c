package org.shouwang.notice.process;

import static org.shouwang.notice.PublicNoticeProcess.NOTICE_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.attachment.DemandedFiles;
import org.shouwang.attachment.FileKind;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.notice.Notice;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeOutcome;
import org.shouwang.notice.NoticeSubject;
import org.shouwang.notice.Notices;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/**
 * The task 张贴公示, in which the village states where the notice is posted and from which day (ID-4, step 4). If several
 * households are posted together ({@link SharedNotices}), their notice is written down already and hangs for this one too.
 */
@Component
class PostNoticeStep implements TaskStep {

    /**
     * The most days by which a notice can be announced ahead. A later day can only be a typing error, since every limit would
     * be over by then.
     */
    private static final int LATEST_DAYS_AHEAD = 15;

    private final NoticeSubjects subjects;
    private final Notices notices;
    private final DemandedFiles files;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    PostNoticeStep(NoticeSubjects subjects, Notices notices, DemandedFiles files, CurrentUsers users, AdjustableClock clock) {
        this.subjects = subjects;
        this.notices = notices;
        this.files = files;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public String processKey() {
        return PublicNoticeProcess.KEY;
    }

    @Override
    public String elementId() {
        return POST_NOTICE;
    }

    @Override
    public String outcomeKey() {
        return null;
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        NoticeSubject subject = subjects.of(task.caseNo());
        NoticeEntry entry = subject.entryOf(task.caseNo());
        Map<String, Object> facts = new HashMap<>(subject.formFactsOf(task.caseNo()));
        facts.put("noticeText", "%s，户主：%s，家庭人口：%d人，%s：%s。公示期内如有异议，请向村委会或乡镇政府反映。".formatted(
                subject.villageOf(task.caseNo()).fullName(), entry.headName(), entry.memberCount(),
                subject.wording().categoryTitle(), entry.category()));
        facts.put("postedFrom", clock.today());
        files.warning(FileKind.NOTICE_PHOTO, task.caseNo()).ifPresent(text -> facts.put("fileMissing", text));
        notices.lastPlaceIn(subject.villageOf(task.caseNo()).code()).ifPresent(place -> facts.put("postedAt", place));
        return facts;
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        LocalDate from = submission.date("postedFrom");
        submission.notInPast("postedFrom", clock.today());
        if (from != null && from.isAfter(clock.today().plusDays(LATEST_DAYS_AHEAD))) {
            submission.reject("postedFrom", "不能晚于" + clock.today().plusDays(LATEST_DAYS_AHEAD)
                    + "，公示须尽快开始，并满" + Notice.DAYS + "日");
        }
        // What is posted later cannot be photographed yet, and several households have one notice with one picture.
        if (clock.today().equals(from) && notices.writtenFor(task.caseNo()).isEmpty()) {
            files.refusal(FileKind.NOTICE_PHOTO, task.caseNo()).ifPresent(text -> submission.reject("postedAt", text));
        }
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        NoticeSubject subject = subjects.of(task.caseNo());
        Village village = subject.villageOf(task.caseNo());
        String noticeNo = notices.writtenFor(task.caseNo()).orElseGet(() -> notices.write(village, submission.text("postedAt"),
                submission.date("postedFrom"), subject.wording(), List.of(subject.entryOf(task.caseNo())), users.get().id()));
        notices.hang(noticeNo, task.caseNo(), task.processInstanceId(), village);
        subject.posted(task.caseNo(), noticeNo);
        return Map.of("noticeNo", noticeNo, NOTICE_OUTCOME, NoticeOutcome.CLEAR.name());
    }
}
