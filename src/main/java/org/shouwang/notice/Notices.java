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
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores public notices and the objections to them. */
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
     * @param processInstanceId the id of the engine's process instance for the notice
     * @param village           the village
     * @param postedAt          the place in the village where the notice is posted
     * @param postedFrom        the first day on which the notice is posted
     * @param wording           the wording of the notice
     * @param entries           the households in the notice
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
     * Returns the notice with a number; empty if there is none.
     *
     * @param noticeNo a notice's number; any text that a user typed is allowed
     */
    public Optional<Notice> find(String noticeNo) {
        return jdbc.sql(SELECT + "where notice_no = ?").param(noticeNo).query(Notices::notice).optional();
    }

    /** Returns the notice of a process instance of the engine; empty if the notice has not been posted yet. */
    public Optional<Notice> ofInstance(String processInstanceId) {
        return jdbc.sql(SELECT + "where process_instance_id = ?").param(processInstanceId).query(Notices::notice)
                .optional();
    }

    /** Returns the households in a notice, in the order of the notice. */
    public List<NoticeEntry> entriesOf(long noticeId) {
        return jdbc.sql("""
                        select case_no, head_name, member_count, category from shouwang.notice_entry
                        where notice_id = ? order by position
                        """)
                .param(noticeId).query(Rows.as(NoticeEntry.class)).list();
    }

    /**
     * Returns the entry of a case in its latest notice that ended without an upheld objection; empty if there is no such
     * notice.
     */
    public Optional<NoticeEntry> latestClearEntryOf(String caseNo) {
        return jdbc.sql("""
                        select e.case_no, e.head_name, e.member_count, e.category
                        from shouwang.notice_entry e join shouwang.notice n on n.id = e.notice_id
                        where e.case_no = ? and n.outcome = 'CLEAR' order by n.id desc limit 1
                        """)
                .param(caseNo).query(Rows.as(NoticeEntry.class)).optional();
    }

    /** Returns the notices of a case, oldest first. */
    public List<Notice> of(String caseNo) {
        return jdbc.sql(SELECT + """
                        where id in (select notice_id from shouwang.notice_entry where case_no = ?) order by id
                        """)
                .param(caseNo).query(Notices::notice).list();
    }

    /**
     * Tells whether a case's notice ended without objections (ID-4, step 4): the last notice that was not withdrawn was posted
     * for all its days, and no objection to it is open or upheld.
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
     * Ends the notice of a process instance. Nothing happens if the notice has not been posted or has ended already.
     *
     * @param processInstanceId the id of the engine's process instance
     * @param outcome           the outcome of the notice
     * @throws ConflictException if the outcome is {@code CLEAR} although the days are not over yet, or an objection is open or
     *     upheld
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

    /**
     * Returns the last day for which the notice had to be posted or, if that was later, the day on which the last objection
     * was resolved.
     */
    private LocalDate lastDayOf(Notice notice) {
        return objectionsOf(notice.id()).stream().map(objection -> ChinaTime.dayOf(objection.resolvedAt()))
                .filter(day -> day.isAfter(notice.endsOn())).max(Comparator.naturalOrder()).orElse(notice.endsOn());
    }

    /**
     * Ends the notices of a withdrawn case that still run.
     *
     * @param caseNo the number of the case
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(String caseNo) {
        of(caseNo).stream().filter(Notice::isOpen)
                .forEach(notice -> close(notice.processInstanceId(), NoticeOutcome.WITHDRAWN));
    }

    /**
     * Stores an objection.
     *
     * @param noticeId  the id of the notice
     * @param statement the text of the objection
     * @param userId    the id of the user who received it
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

    public Objection objection(long id) {
        return jdbc.sql(SELECT_OBJECTION + "where id = ?").param(id).query(Rows.as(Objection.class)).single();
    }

    /** Returns the objections to a notice, oldest first. */
    public List<Objection> objectionsOf(long noticeId) {
        return jdbc.sql(SELECT_OBJECTION + "where notice_id = ? order by id").param(noticeId).query(Rows.as(Objection.class))
                .list();
    }

    /**
     * Resolves an objection.
     *
     * @param id      the objection's id
     * @param outcome the outcome
     * @param opinion the reason, or null
     * @param userId  the id of the user who resolves it
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
        return new Notice(row.getLong("id"), row.getString("notice_no"), row.getString("process_instance_id"),
                row.getString("village_code"), row.getString("posted_at"), Rows.day(row, "posted_from"), Rows.day(row, "ends_on"),
                Rows.constant(row, "outcome", NoticeOutcome.class), Rows.instant(row, "closed_at"),
                new NoticeWording(row.getString("subject"), row.getString("category_title")));
    }
}
