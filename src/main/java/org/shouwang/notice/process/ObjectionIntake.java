package org.shouwang.notice.process;

import static org.shouwang.notice.PublicNoticeProcess.MESSAGE_OBJECTION_RECEIVED;

import java.util.List;
import org.shouwang.engine.CaseLocks;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.EngineTransactions;
import org.shouwang.notice.Notice;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.Notices;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;

/** Receives objections to public notices. Each objection becomes a task of the township. */
@Service
@NamedInterface("objections")
public class ObjectionIntake {

    private static final int MAX_LENGTH = 1000;

    private final Notices notices;
    private final EngineTransactions transactions;
    private final CaseLocks locks;
    private final CaseProcesses processes;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    ObjectionIntake(Notices notices, EngineTransactions transactions, CaseLocks locks, CaseProcesses processes,
                    CurrentUsers users, AdjustableClock clock) {
        this.notices = notices;
        this.transactions = transactions;
        this.locks = locks;
        this.processes = processes;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Returns a notice that the user may see.
     *
     * @param noticeNo a notice's number; any text that a user typed is allowed
     * @throws NotFoundException if there is no notice with this number that the user may see
     */
    public Notice visible(String noticeNo) {
        return notices.find(noticeNo).filter(notice -> users.get().covers(notice.villageCode()))
                .orElseThrow(() -> new NotFoundException("没有这份公示"));
    }

    /**
     * Tells whether the user may receive objections to a notice.
     *
     * @param notice a notice that the user may see
     */
    public boolean mayObject(Notice notice) {
        CurrentUser user = users.get();
        return user.is(Role.VILLAGE, notice.villageCode()) || user.is(Role.TOWNSHIP, notice.villageCode());
    }

    /**
     * Refuses users who may not receive objections to a notice.
     *
     * @param noticeNo a notice's number; any text that a user typed is allowed
     * @throws NotFoundException if there is no notice with this number that the user may see
     * @throws ForbiddenException if the user has no post in the village or the township
     */
    public void requireRight(String noticeNo) {
        if (!mayObject(visible(noticeNo))) {
            throw new ForbiddenException("异议由村或乡镇受理");
        }
    }

    /**
     * Receives an objection on behalf of the user who has signed in.
     *
     * @param noticeNo  the notice's number
     * @param statement the text of the objection
     * @return the objection's id
     * @throws NotFoundException if there is no notice with this number that the user may see
     * @throws ForbiddenException if the user has no post in the village or the township
     * @throws InvalidInputException if the text is missing or too long
     * @throws ConflictException if the notice has not been posted yet or has ended
     */
    public long receive(String noticeNo, String statement) {
        requireRight(noticeNo);
        String text = Texts.required(statement, "statement", "异议内容", MAX_LENGTH);
        return transactions.run(() -> add(noticeNo, text));
    }

    private long add(String noticeNo, String text) {
        List<NoticeEntry> entries = notices.entriesOf(visible(noticeNo).id());
        entries.stream().map(NoticeEntry::caseNo).sorted().forEach(locks::lock);
        Notice notice = visible(noticeNo);
        if (!notice.isOpen()) {
            throw new ConflictException("公示已经结束，不再受理异议");
        }
        if (clock.today().isBefore(notice.postedFrom())) {
            throw new ConflictException("公示自 " + notice.postedFrom() + " 起张贴，目前尚未开始");
        }
        long objectionId = notices.addObjection(notice.id(), text, users.get().id());
        processes.sendToInstance(notice.processInstanceId(), MESSAGE_OBJECTION_RECEIVED, objectionId);
        return objectionId;
    }
}
