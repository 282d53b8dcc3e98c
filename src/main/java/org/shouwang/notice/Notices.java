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
import org.shouwang.shared.TransactionMemory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores public notices and the objections to them. */
@Service
public class Notices {

    /** The prefix of the numbers. */
    public static final String PREFIX = "GS";

    private static final String NUMBER = PREFIX + "-%s-%d-%06d";
    private static final String PAPER = "select n.id, n.notice_no, n.village_code, n.posted_at, n.posted_from, n.ends_on, n.subject, n.category_title,";
    /** The notice as it stands for one of its households, {@code e}. */
    private static final String SELECT_OF_CASE = PAPER + """
            e.outcome, e.closed_at
            from shouwang.notice n join shouwang.notice_entry e on e.notice_id = n.id
            """;
    /** The whole paper: it runs while it runs for one household. */
    private static final String SELECT = PAPER + """
            case when bool_or(e.outcome is null) then null when bool_or(e.outcome = 'CLEAR') then 'CLEAR'
                when bool_or(e.outcome = 'OBJECTION_UPHELD') then 'OBJECTION_UPHELD' else 'WITHDRAWN' end as outcome,
            case when bool_or(e.outcome is null) then null else max(e.closed_at) end as closed_at
            from shouwang.notice n join shouwang.notice_entry e on e.notice_id = n.id
            """;
    private static final String SELECT_HOUSEHOLD = """
            select notice_id, case_no, head_name, member_count, category, process_instance_id, outcome, closed_at
            from shouwang.notice_entry
            """;
    /** What a transaction remembers of notices, and of the objections to them. */
    private static final String NOTICES = "notices";
    private static final String OBJECTIONS = "objections";
    private static final String CLEAR = "clear notices";
    private static final String WRITTEN = "written notices";
    private static final String SELECT_OBJECTION = """
            select id, notice_id, case_no, statement, received_by, received_at, outcome, opinion, resolved_at
            from shouwang.objection
            """;

    private final JdbcClient jdbc;
    private final Deadlines deadlines;
    private final TransactionMemory memory;
    private final AdjustableClock clock;

    Notices(JdbcClient jdbc, Deadlines deadlines, TransactionMemory memory, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.deadlines = deadlines;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Writes a notice down. It runs for a household as soon as it {@linkplain #hang hangs} for it, in the same transaction.
     *
     * @param village    the village
     * @param postedAt   the place in the village where the notice is posted
     * @param postedFrom the first day on which the notice is posted
     * @param wording    the wording of the notice
     * @param entries    the households in the notice, at least one, each once
     * @param userId     the id of the user who posts it
     * @return the notice's number
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String write(Village village, String postedAt, LocalDate postedFrom, NoticeWording wording, List<NoticeEntry> entries,
                        String userId) {
        long sequence = jdbc.sql("select nextval('shouwang.notice_number_seq')").query(Long.class).single();
        String noticeNo = NUMBER.formatted(village.countyCode(), clock.today().getYear(), sequence);
        long id = jdbc.sql("""
                        insert into shouwang.notice (notice_no, village_code, posted_at, posted_from,
                            ends_on, subject, category_title, posted_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(noticeNo, village.code(), postedAt, postedFrom,
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
        }
        forget();
        return noticeNo;
    }

    /**
     * Returns the number of the notice that is written down for a case and does not hang for it yet; empty if there is none.
     * Only the transaction that posts the notice ever sees one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> writtenFor(String caseNo) {
        return memory.get(WRITTEN, caseNo, () -> jdbc.sql("""
                        select n.notice_no from shouwang.notice n join shouwang.notice_entry e on e.notice_id = n.id
                        where e.case_no = ? and e.process_instance_id is null
                        """)
                .param(caseNo).query(String.class).optional());
    }

    /**
     * Records that a notice hangs for one of its households, whose days begin to count.
     *
     * @param noticeNo          the notice's number
     * @param caseNo            the case's number
     * @param processInstanceId the id of the engine's process instance for the notice of this case
     * @param village           the village
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hang(String noticeNo, String caseNo, String processInstanceId, Village village) {
        LocalDate postedFrom = jdbc.sql("""
                        update shouwang.notice_entry e set process_instance_id = ? from shouwang.notice n
                        where n.id = e.notice_id and n.notice_no = ? and e.case_no = ? returning n.posted_from
                        """)
                .params(processInstanceId, noticeNo, caseNo).query((row, index) -> Rows.day(row, "posted_from")).single();
        forget();
        deadlines.noticePosted(caseNo, noticeNo, postedFrom, village);
    }

    /**
     * Returns the notice with a number, with the end of the whole paper; empty if there is none.
     *
     * @param noticeNo a notice's number; any text that a user typed is allowed
     */
    public Optional<Notice> find(String noticeNo) {
        return jdbc.sql(SELECT + "where n.notice_no = ? group by n.id").param(noticeNo).query(Notices::notice).optional();
    }

    /**
     * Returns the notice of a process instance of the engine as it stands for that instance's household; empty if it has not
     * been posted yet.
     */
    public Optional<Notice> ofInstance(String processInstanceId) {
        return jdbc.sql(SELECT_OF_CASE + "where e.process_instance_id = ?").param(processInstanceId).query(Notices::notice)
                .optional();
    }

    /** Returns the households in a notice, in the order of the notice. */
    public List<NoticedHousehold> householdsOf(long noticeId) {
        return jdbc.sql(SELECT_HOUSEHOLD + "where notice_id = ? order by position").param(noticeId)
                .query(Rows.as(NoticedHousehold.class)).list();
    }

    /**
     * Returns the entry of a case in its latest notice that ended without an upheld objection; empty if there is no such
     * notice.
     */
    public Optional<NoticeEntry> latestClearEntryOf(String caseNo) {
        return jdbc.sql("""
                        select case_no, head_name, member_count, category from shouwang.notice_entry
                        where case_no = ? and outcome = 'CLEAR' order by notice_id desc limit 1
                        """)
                .param(caseNo).query(Rows.as(NoticeEntry.class)).optional();
    }

    /** Returns the notices of a case as they stand for its household, oldest first. */
    public List<Notice> of(String caseNo) {
        return memory.get(NOTICES, caseNo, () -> jdbc.sql(SELECT_OF_CASE + "where e.case_no = ? order by n.id").param(caseNo)
                .query(Notices::notice).list());
    }

    /** Returns the place where the village's latest notice was posted; empty if none was posted there. */
    public Optional<String> lastPlaceIn(String villageCode) {
        return jdbc.sql("select posted_at from shouwang.notice where village_code = ? order by id desc limit 1").param(villageCode)
                .query(String.class).optional();
    }

    /** Returns the latest notice of a case as it stands for its household; empty if none was posted. */
    public Optional<Notice> latestOf(String caseNo) {
        return of(caseNo).stream().reduce((first, last) -> last);
    }

    /**
     * Tells whether a case's notice ended without objections (ID-4, step 4): the last notice that was not withdrawn was posted
     * for all its days, and no objection to it is open or upheld.
     */
    public boolean isClear(String caseNo) {
        return memory.get(CLEAR, caseNo, () -> jdbc.sql("""
                        select e.outcome = 'CLEAR' and not exists (select 1 from shouwang.objection o
                                where o.notice_id = n.id and o.case_no = e.case_no and (o.outcome is null or o.outcome = 'UPHELD')) as clear,
                            n.ends_on, e.closed_at
                        from shouwang.notice n join shouwang.notice_entry e on e.notice_id = n.id
                        where e.case_no = ? and e.outcome is distinct from 'WITHDRAWN' order by n.id desc limit 1
                        """)
                .param(caseNo).query((row, index) -> row.getBoolean("clear")
                        && !Rows.instant(row, "closed_at").isBefore(ChinaTime.endOf(Rows.day(row, "ends_on")))).optional().orElse(false));
    }

    private boolean isOver(Notice notice, String caseNo, Instant moment) {
        return !moment.isBefore(ChinaTime.endOf(notice.endsOn())) && objectionsOf(notice.id(), caseNo).stream()
                .allMatch(objection -> objection.outcome() != null && objection.outcome() != ObjectionOutcome.UPHELD);
    }

    /**
     * Ends the notice for the household of a process instance. Nothing happens if the notice has not been posted or has ended
     * already for it.
     *
     * @param processInstanceId the id of the engine's process instance
     * @param outcome           the outcome of the notice
     * @throws ConflictException if the outcome is {@code CLEAR} although the days are not over yet, or an objection is open or
     *     upheld
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(String processInstanceId, NoticeOutcome outcome) {
        jdbc.sql(SELECT_HOUSEHOLD + "where process_instance_id = ? and outcome is null").param(processInstanceId)
                .query(Rows.as(NoticedHousehold.class)).optional().ifPresent(household -> close(household, outcome));
    }

    private void close(NoticedHousehold household, NoticeOutcome outcome) {
        Notice notice = ofInstance(household.processInstanceId()).orElseThrow();
        String caseNo = household.caseNo();
        if (outcome == NoticeOutcome.CLEAR && !isOver(notice, caseNo, clock.instant())) {
            throw new ConflictException("公示未满" + Notice.DAYS + "日，或还有未处理、已成立的异议，不能结束公示");
        }
        jdbc.sql("update shouwang.notice_entry set outcome = ?, closed_at = ? where process_instance_id = ?")
                .params(outcome.name(), Timestamp.from(clock.instant()), household.processInstanceId()).update();
        memory.forget(NOTICES);
        memory.forget(CLEAR);
        if (outcome == NoticeOutcome.CLEAR) {
            deadlines.noticeEnded(caseNo, notice.noticeNo(), lastDayOf(notice, caseNo));
        } else if (outcome == NoticeOutcome.OBJECTION_UPHELD) {
            deadlines.noticeFailed(caseNo, notice.noticeNo());
        }
    }

    /**
     * Returns the last day for which the notice had to be posted or, if that was later, the day on which the last objection
     * to the household was resolved.
     */
    private LocalDate lastDayOf(Notice notice, String caseNo) {
        return objectionsOf(notice.id(), caseNo).stream().map(objection -> ChinaTime.dayOf(objection.resolvedAt()))
                .filter(day -> day.isAfter(notice.endsOn())).max(Comparator.naturalOrder()).orElse(notice.endsOn());
    }

    /**
     * Ends the notices of a withdrawn case that still run for it.
     *
     * @param caseNo the number of the case
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(String caseNo) {
        jdbc.sql(SELECT_HOUSEHOLD + "where case_no = ? and outcome is null").param(caseNo).query(Rows.as(NoticedHousehold.class)).list()
                .forEach(household -> close(household, NoticeOutcome.WITHDRAWN));
    }

    /**
     * Stores an objection.
     *
     * @param notice    the notice
     * @param caseNo    the number of the case of the household against which it is made
     * @param statement the text of the objection
     * @param userId    the id of the user who received it
     * @return the objection's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long addObjection(Notice notice, String caseNo, String statement, String userId) {
        deadlines.noticeHeld(caseNo, notice.noticeNo(), true);
        forget();
        return jdbc.sql("""
                        insert into shouwang.objection (notice_id, case_no, statement, received_by, received_at)
                        values (?, ?, ?, ?, ?) returning id
                        """)
                .params(notice.id(), caseNo, statement, userId, Timestamp.from(clock.instant())).query(Long.class).single();
    }

    public Objection objection(long id) {
        return jdbc.sql(SELECT_OBJECTION + "where id = ?").param(id).query(Rows.as(Objection.class)).single();
    }

    /** Returns the objections to one household in a notice, oldest first. */
    public List<Objection> objectionsOf(long noticeId, String caseNo) {
        return objectionsOf(noticeId).stream().filter(objection -> objection.caseNo().equals(caseNo)).toList();
    }

    /** Returns the objections to a notice, whichever household they are about, oldest first. */
    public List<Objection> objectionsOf(long noticeId) {
        return memory.get(OBJECTIONS, noticeId, () -> jdbc.sql(SELECT_OBJECTION + "where notice_id = ? order by id").param(noticeId)
                .query(Rows.as(Objection.class)).list());
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
        forget();
        Objection resolved = objection(id);
        boolean open = objectionsOf(resolved.noticeId(), resolved.caseNo()).stream().anyMatch(objection -> objection.outcome() == null);
        deadlines.noticeHeld(resolved.caseNo(), numberOf(resolved.noticeId()), open);
    }

    private String numberOf(long noticeId) {
        return jdbc.sql("select notice_no from shouwang.notice where id = ?").param(noticeId).query(String.class).single();
    }

    private void forget() {
        List.of(NOTICES, OBJECTIONS, CLEAR, WRITTEN).forEach(memory::forget);
    }

    private static Notice notice(ResultSet row, int index) throws SQLException {
        return new Notice(row.getLong("id"), row.getString("notice_no"),
                row.getString("village_code"), row.getString("posted_at"), Rows.day(row, "posted_from"), Rows.day(row, "ends_on"),
                Rows.constant(row, "outcome", NoticeOutcome.class), Rows.instant(row, "closed_at"),
                new NoticeWording(row.getString("subject"), row.getString("category_title")));
    }
}
