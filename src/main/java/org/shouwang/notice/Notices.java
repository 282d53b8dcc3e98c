package org.shouwang.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shouwang.deadline.Deadlines;
import org.shouwang.region.Village;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The notices and the objections against them. */
@Service
public class Notices {

    private static final String NUMBER = "GS-%s-%d-%06d";
    private static final String SELECT = """
            select id, notice_no, process_instance_id, village_code, posted_at, posted_from, ends_on, outcome, closed_at,
                subject, category_title
            from shouwang.notice
            """;
    private static final String SELECT_OBJECTION = """
            select id, notice_id, statement, received_by, received_at, outcome, opinion, resolved_at
            from shouwang.objection
            """;

    private final JdbcClient jdbc;
    private final Deadlines deadlines;
    private final AdjustableClock clock;

    Notices(JdbcClient jdbc, Deadlines deadlines, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * Records that a notice was posted.
     *
     * @param processInstanceId the engine's instance that runs it
     * @param village           where
     * @param postedAt          the place in the village
     * @param postedFrom        the first day it hangs
     * @param wording           what it says it is about
     * @param entries           what it shows
     * @param userId            the id of the user who posted it
     * @return the notice's number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String post(String processInstanceId, Village village, String postedAt, LocalDate postedFrom,
                       NoticeWording wording, List<NoticeEntry> entries, String userId) {
        long sequence = jdbc.sql("select nextval('shouwang.notice_number_seq')").query(Long.class).single();
        String noticeNo = NUMBER.formatted(village.countyCode(), clock.today().getYear(), sequence);
        long id = jdbc.sql("""
                        insert into shouwang.notice (notice_no, process_instance_id, village_code, posted_at, posted_from,
                            ends_on, subject, category_title, posted_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(noticeNo, processInstanceId, village.code(), postedAt, postedFrom,
                        postedFrom.plusDays(Notice.DAYS), wording.subject(), wording.categoryTitle(), userId, Timestamp.from(clock.instant()))
                .query(Long.class).single();
        int position = 0;
        for (NoticeEntry entry : entries) {
            jdbc.sql("""
                            insert into shouwang.notice_entry (notice_id, position, case_no, head_name, member_count, category)
                            values (?, ?, ?, ?, ?, ?)
                            """)
                    .params(id, position++, entry.caseNo(), entry.headName(), entry.memberCount(), entry.category())
                    .update();
            deadlines.noticePosted(entry.caseNo(), noticeNo, postedFrom, village);
        }
        return noticeNo;
    }

    /**
     * @param noticeNo a notice's number, may be anything a user typed
     * @return the notice, or empty if there is none
     */
    public Optional<Notice> find(String noticeNo) {
        return jdbc.sql(SELECT + "where notice_no = ?").param(noticeNo).query(Notices::notice).optional();
    }

    /**
     * @param processInstanceId an instance of the engine
     * @return the notice it runs, or empty if it has not been posted
     */
    public Optional<Notice> ofInstance(String processInstanceId) {
        return jdbc.sql(SELECT + "where process_instance_id = ?").param(processInstanceId).query(Notices::notice)
                .optional();
    }

    /**
     * @param noticeId a notice
     * @return what it shows
     */
    public List<NoticeEntry> entriesOf(long noticeId) {
        return jdbc.sql("""
                        select case_no, head_name, member_count, category from shouwang.notice_entry
                        where notice_id = ? order by position
                        """)
                .param(noticeId).query(NoticeEntry.class).list();
    }

    /**
     * @param caseNo a case
     * @return what the latest notice that ended without an upheld objection shows of it, or empty if there is none
     */
    public Optional<NoticeEntry> latestClearEntryOf(String caseNo) {
        return jdbc.sql("""
                        select e.case_no, e.head_name, e.member_count, e.category
                        from shouwang.notice_entry e join shouwang.notice n on n.id = e.notice_id
                        where e.case_no = ? and n.outcome = 'CLEAR' order by n.id desc limit 1
                        """)
                .param(caseNo).query(NoticeEntry.class).optional();
    }

    /**
     * @param caseNo a case
     * @return its notices, oldest first
     */
    public List<Notice> of(String caseNo) {
        return jdbc.sql(SELECT + """
                        where id in (select notice_id from shouwang.notice_entry where case_no = ?) order by id
                        """)
                .param(caseNo).query(Notices::notice).list();
    }

    /**
     * @param caseNo a case
     * @return whether the last of its notices that was not withdrawn hung to the end of its days, and no objection to it is
     *         open or upheld (ID-4, step 4)
     */
    public boolean isClear(String caseNo) {
        return of(caseNo).stream().filter(notice -> notice.outcome() != NoticeOutcome.WITHDRAWN).reduce((first, last) -> last)
                .filter(notice -> notice.outcome() == NoticeOutcome.CLEAR && isOver(notice, notice.closedAt())).isPresent();
    }

    private boolean isOver(Notice notice, Instant moment) {
        return !moment.isBefore(ChinaTime.endOf(notice.endsOn())) && objectionsOf(notice.id()).stream()
                .allMatch(objection -> objection.outcome() != null && objection.outcome() != ObjectionOutcome.UPHELD);
    }

    /**
     * Ends a notice that still runs.
     *
     * @param processInstanceId the engine's instance that runs it; one without a posted notice is left alone
     * @param outcome           how it ended
     * @throws ConflictException if it is to end clear before its days are over, or with an objection that is open or upheld
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(String processInstanceId, NoticeOutcome outcome) {
        Optional<Notice> open = ofInstance(processInstanceId).filter(Notice::isOpen);
        if (open.isEmpty()) {
            return;
        }
        Notice notice = open.get();
        if (outcome == NoticeOutcome.CLEAR && !isOver(notice, clock.instant())) {
            throw new ConflictException("公示未满" + Notice.DAYS + "日，或还有未处理、已成立的异议，不能结束公示");
        }
        jdbc.sql("update shouwang.notice set outcome = ?, closed_at = ? where id = ?")
                .params(outcome.name(), Timestamp.from(clock.instant()), notice.id()).update();
        for (NoticeEntry entry : entriesOf(notice.id())) {
            if (outcome == NoticeOutcome.CLEAR) {
                deadlines.noticeEnded(entry.caseNo(), notice.noticeNo(), lastDayOf(notice));
            } else if (outcome == NoticeOutcome.OBJECTION_UPHELD) {
                deadlines.noticeFailed(entry.caseNo(), notice.noticeNo());
            }
        }
    }

    /** The last day it had to hang, or the later one on which the last objection was resolved. */
    private LocalDate lastDayOf(Notice notice) {
        return objectionsOf(notice.id()).stream().map(objection -> ChinaTime.dayOf(objection.resolvedAt()))
                .filter(day -> day.isAfter(notice.endsOn())).max(Comparator.naturalOrder()).orElse(notice.endsOn());
    }

    /**
     * Ends whatever notice of a withdrawn case still runs.
     *
     * @param caseNo the case
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(String caseNo) {
        of(caseNo).stream().filter(Notice::isOpen)
                .forEach(notice -> close(notice.processInstanceId(), NoticeOutcome.WITHDRAWN));
    }

    /**
     * @param noticeId  the notice
     * @param statement what is objected
     * @param userId    the id of the user who took it in
     * @return the objection's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long addObjection(long noticeId, String statement, String userId) {
        deadlines.noticeHeld(numberOf(noticeId), true);
        return jdbc.sql("""
                        insert into shouwang.objection (notice_id, statement, received_by, received_at)
                        values (?, ?, ?, ?) returning id
                        """)
                .params(noticeId, statement, userId, Timestamp.from(clock.instant())).query(Long.class).single();
    }

    /**
     * @param id an objection's id
     * @return the objection
     */
    public Objection objection(long id) {
        return jdbc.sql(SELECT_OBJECTION + "where id = ?").param(id).query(Notices::objection).single();
    }

    /**
     * @param noticeId a notice
     * @return the objections against it, oldest first
     */
    public List<Objection> objectionsOf(long noticeId) {
        return jdbc.sql(SELECT_OBJECTION + "where notice_id = ? order by id").param(noticeId).query(Notices::objection)
                .list();
    }

    /**
     * Answers an objection.
     *
     * @param id      the objection
     * @param outcome how it is answered
     * @param opinion why, or null
     * @param userId  the id of the user who answers it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void resolve(long id, ObjectionOutcome outcome, String opinion, String userId) {
        jdbc.sql("update shouwang.objection set outcome = ?, opinion = ?, resolved_by = ?, resolved_at = ? where id = ?")
                .params(outcome.name(), opinion, userId, Timestamp.from(clock.instant()), id).update();
        long noticeId = objection(id).noticeId();
        boolean open = objectionsOf(noticeId).stream().anyMatch(objection -> objection.outcome() == null);
        deadlines.noticeHeld(numberOf(noticeId), open);
    }

    private String numberOf(long noticeId) {
        return jdbc.sql("select notice_no from shouwang.notice where id = ?").param(noticeId).query(String.class).single();
    }

    private static Notice notice(ResultSet row, int index) throws SQLException {
        String outcome = row.getString(8);
        return new Notice(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                row.getObject(6, LocalDate.class), row.getObject(7, LocalDate.class),
                outcome == null ? null : NoticeOutcome.valueOf(outcome), instant(row.getTimestamp(9)),
                new NoticeWording(row.getString(10), row.getString(11)));
    }

    private static Objection objection(ResultSet row, int index) throws SQLException {
        String outcome = row.getString(6);
        return new Objection(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4),
                instant(row.getTimestamp(5)), outcome == null ? null : ObjectionOutcome.valueOf(outcome),
                row.getString(7), instant(row.getTimestamp(8)));
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
