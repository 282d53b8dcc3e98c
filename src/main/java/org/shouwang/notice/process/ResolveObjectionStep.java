package org.shouwang.notice.process;

import static org.shouwang.notice.PublicNoticeProcess.NOTICE_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.notice.NoticeOutcome;
import org.shouwang.notice.Notices;
import org.shouwang.notice.Objection;
import org.shouwang.notice.ObjectionOutcome;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/**
 * The task 核查处理异议, in which the township resolves one objection. The notice fails for the household when an objection to it has
 * been upheld and none is open. Until then the notice goes on, and its days go on too; for the other households in it anyway.
 */
@Component
class ResolveObjectionStep implements TaskStep {

    private final NoticeSubjects subjects;
    private final Notices notices;
    private final CurrentUsers users;

    ResolveObjectionStep(NoticeSubjects subjects, Notices notices, CurrentUsers users) {
        this.subjects = subjects;
        this.notices = notices;
        this.users = users;
    }

    @Override
    public String processKey() {
        return PublicNoticeProcess.KEY;
    }

    @Override
    public String elementId() {
        return RESOLVE_OBJECTION;
    }

    @Override
    public String outcomeKey() {
        return OBJECTION_OUTCOME;
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        Objection objection = notices.objection(task.reference());
        Map<String, Object> facts = new HashMap<>(subjects.of(task.caseNo()).formFactsOf(task.caseNo()));
        facts.put("objectionStatement", objection.statement());
        facts.put("objectionOn", ChinaTime.minuteText(objection.receivedAt()));
        return facts;
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        // The form alone says what to check.
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        ObjectionOutcome outcome = submission.option(OBJECTION_OUTCOME, ObjectionOutcome.class);
        notices.resolve(task.reference(), outcome, submission.text("opinion"), users.get().id());
        List<Objection> all = notices.objectionsOf(notices.objection(task.reference()).noticeId(), task.caseNo());
        boolean upheld = all.stream().anyMatch(objection -> objection.outcome() == ObjectionOutcome.UPHELD);
        boolean open = all.stream().anyMatch(objection -> objection.outcome() == null);
        if (!upheld || open) {
            return Map.of(OBJECTION_OUTCOME, outcome.name());
        }
        String reasons = String.join("；", all.stream().filter(objection -> objection.outcome() == ObjectionOutcome.UPHELD)
                .map(objection -> objection.opinion() == null ? objection.statement() : objection.opinion()).toList());
        subjects.of(task.caseNo()).objectionUpheld(task.caseNo(), reasons);
        return Map.of(OBJECTION_OUTCOME, outcome.name(),
                NOTICE_OUTCOME, NoticeOutcome.OBJECTION_UPHELD.name());
    }
}
