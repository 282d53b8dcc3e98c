package org.shouwang.notice.process;

import static org.shouwang.notice.PublicNoticeProcess.MESSAGE_OBJECTION_RECEIVED;

import java.util.List;
import java.util.Optional;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.EngineTransactions;
import org.shouwang.notice.Notice;
import org.shouwang.notice.NoticedHousehold;
import org.shouwang.notice.Notices;
import org.shouwang.notice.ObjectionOutcome;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;

/** Receives objections to public notices. Each objection becomes a task of the township. */
@Service
@NamedInterface("objections")
public class ObjectionIntake {

    private static final int MAX_LENGTH = 1000;
    private static final String CASE_NO = "caseNo";

    private final Notices notices;
    private final EngineTransactions transactions;
    private final Locks locks;
    private final CaseProcesses processes;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    ObjectionIntake(Notices notices, EngineTransactions transactions, Locks locks, CaseProcesses processes,
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
     * @param caseNo    the number of the case of the household against which it is made; may be null or blank if the notice
     *                  shows one household only
     * @param statement the text of the objection
     * @return the objection's id
     * @throws NotFoundException if there is no notice with this number that the user may see
     * @throws ForbiddenException if the user has no post in the village or the township
     * @throws InvalidInputException if the text is missing or too long, or the household is not told or not in the notice
     * @throws ConflictException if the notice has not been posted yet or has ended for the household, or an objection against it
     *     was upheld
     */
    public long receive(String noticeNo, String caseNo, String statement) {
        requireRight(noticeNo);
        FieldErrors errors = new FieldErrors();
        Optional<NoticedHousehold> against = household(visible(noticeNo), caseNo, errors);
        String text = Texts.required(errors, statement, "statement", "异议内容", MAX_LENGTH);
        errors.throwIfAny();
        return transactions.run(() -> add(noticeNo, against.orElseThrow().caseNo(), text));
    }

    private Optional<NoticedHousehold> household(Notice notice, String caseNo, FieldErrors errors) {
        List<NoticedHousehold> households = notices.householdsOf(notice.id());
        if (caseNo == null || caseNo.isBlank()) {
            if (households.size() > 1) {
                errors.add(CASE_NO, "异议所指的户", "为必填项，这份公示有" + households.size() + "户，请选明对哪一户有异议");
                return Optional.empty();
            }
            return Optional.of(households.get(0));
        }
        String number = Texts.number(caseNo);
        Optional<NoticedHousehold> found = households.stream().filter(each -> each.caseNo().equals(number)).findFirst();
        if (found.isEmpty()) {
            errors.add(CASE_NO, "异议所指的户", "不在这份公示中");
        }
        return found;
    }

    private long add(String noticeNo, String caseNo, String text) {
        locks.lock(caseNo);
        Notice notice = visible(noticeNo);
        NoticedHousehold household = notices.householdsOf(notice.id()).stream().filter(each -> each.caseNo().equals(caseNo))
                .findFirst().orElseThrow();
        if (!household.isOpen()) {
            throw new ConflictException(notice.isOpen() ? "该户已撤出这份公示，不再受理对该户的异议" : "公示已经结束，不再受理异议");
        }
        if (notices.objectionsOf(notice.id(), caseNo).stream().anyMatch(objection -> objection.outcome() == ObjectionOutcome.UPHELD)) {
            throw new ConflictException("对该户的异议已有一件成立，其余异议处理完后公示即结束，不再受理新的异议");
        }
        if (clock.today().isBefore(notice.postedFrom())) {
            throw new ConflictException("公示自 " + notice.postedFrom() + " 起张贴，目前尚未开始");
        }
        long objectionId = notices.addObjection(notice, caseNo, text, users.get().id());
        processes.sendToInstance(household.processInstanceId(), MESSAGE_OBJECTION_RECEIVED, objectionId);
        return objectionId;
    }
}
