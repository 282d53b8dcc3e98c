package org.shouwang.meeting;

import static org.shouwang.casefile.SharedSteps.PRESELECT_AT_VILLAGE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shouwang.casefile.CaseReferences;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The record of village meetings. Nothing on it is changed: corrections and second attempts are further rows. */
@Repository
public class Meetings {

    /** The prefix of the numbers. */
    public static final String PREFIX = "YP";

    private static final String NUMBER = PREFIX + "-%s-%d-%06d";
    private static final String SELECT = """
            select m.id, m.meeting_no, m.village_code, m.recorded_by, m.recorded_at, n.held_on, n.place, n.chair, n.present
            from shouwang.meeting m join shouwang.meeting_minutes n on n.meeting_id = m.id
                and n.version = (select max(version) from shouwang.meeting_minutes where meeting_id = m.id)
            """;
    /** The latest attempt of each case. Its decision is the last one that was made when it was concluded. */
    private static final String SELECT_ITEMS = """
            select id, position, case_no, head_name, kind_title, advice, preselection_outcome, opinion, outcome, errors, concluded_at,
                outcome = 'DONE' and coalesce((select d.taken_back_at is not null from shouwang.task_decision d
                    where d.case_no = i.case_no and d.element_id = ? and d.decided_at <= i.concluded_at
                    order by d.id desc limit 1), false) as taken_back
            from shouwang.meeting_item i
            where meeting_id = ? and not exists (select 1 from shouwang.meeting_item later
                where later.meeting_id = i.meeting_id and later.position = i.position and later.id > i.id)
            order by position
            """;

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Meetings(JdbcClient jdbc, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /**
     * A version of the minutes.
     *
     * @param version    the version's number; the first is 1
     * @param minutes    the minutes
     * @param reason     why they were corrected; null for the first version
     * @param recordedBy the id of the user who recorded the version
     * @param recordedAt the moment at which it was recorded
     */
    public record Version(int version, Minutes minutes, String reason, String recordedBy, Instant recordedAt) {
    }

    /**
     * A meeting in a list.
     *
     * @param meeting     the meeting
     * @param households  the number of households that it discussed
     * @param preselected the number of those that it preselected and whose decision was not taken back
     * @param undone      the number of those whose decision was refused or not carried out yet
     */
    public record Entry(Meeting meeting, int households, int preselected, int undone) {
    }

    /**
     * Puts a meeting on record; nothing is decided yet.
     *
     * @param village the village
     * @param minutes the minutes
     * @return the meeting
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Meeting add(Village village, Minutes minutes) {
        long sequence = jdbc.sql("select nextval('shouwang.meeting_number_seq')").query(Long.class).single();
        String number = NUMBER.formatted(village.countyCode(), clock.today().getYear(), sequence);
        long id = jdbc.sql("insert into shouwang.meeting (meeting_no, village_code, recorded_by, recorded_at) values (?, ?, ?, ?) returning id")
                .params(number, village.code(), users.get().id(), Timestamp.from(clock.instant())).query(Long.class).single();
        addVersion(id, minutes, null);
        return find(number).orElseThrow();
    }

    /**
     * Adds a version of the minutes.
     *
     * @param meetingId the meeting's id
     * @param minutes   the minutes
     * @param reason    why they are corrected; null for the first version
     */
    @Transactional
    void addVersion(long meetingId, Minutes minutes, String reason) {
        jdbc.sql("""
                        insert into shouwang.meeting_minutes (meeting_id, version, held_on, place, chair, present, reason, recorded_by, recorded_at)
                        values (:meeting, (select coalesce(max(version), 0) + 1 from shouwang.meeting_minutes where meeting_id = :meeting),
                            :held, :place, :chair, :present, :reason, :by, :at)
                        """)
                .param("meeting", meetingId).param("held", minutes.heldOn()).param("place", minutes.place())
                .param("chair", minutes.chair()).param("present", minutes.present().toArray(String[]::new))
                .param("reason", reason).param("by", users.get().id()).param("at", Timestamp.from(clock.instant())).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void addItem(long meetingId, int position, Verdict verdict, String headName, String kindTitle, String advice) {
        jdbc.sql("""
                        insert into shouwang.meeting_item (meeting_id, position, case_no, head_name, kind_title, advice,
                            preselection_outcome, opinion)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(meetingId, position, verdict.caseNo(), headName, kindTitle, advice, verdict.preselectionOutcome(),
                        verdict.opinion())
                .update();
    }

    /** Marks a household as decided in the transaction of the decision, so that one without an outcome was never decided here. */
    @Transactional(propagation = Propagation.MANDATORY)
    void done(long itemId) {
        if (!conclude(itemId, MeetingItem.DONE, null)) {
            throw new ConflictException("这一户刚刚已经办理");
        }
    }

    /** Puts on record why a household was refused, unless somebody else who carries the meeting out was faster. */
    void refused(long itemId, String errors) {
        conclude(itemId, MeetingItem.REFUSED, errors);
    }

    private boolean conclude(long itemId, String outcome, String errors) {
        return jdbc.sql("update shouwang.meeting_item set outcome = ?, errors = ?, concluded_at = ? where id = ? and outcome is null")
                .params(outcome, errors, Timestamp.from(clock.instant()), itemId).update() > 0;
    }

    /**
     * @param meetingNo a meeting's number; any text that a user typed is allowed
     * @return the meeting
     * @throws NotFoundException if there is no meeting with this number that the user may see
     */
    public Meeting visible(String meetingNo) {
        return find(Texts.number(meetingNo)).filter(meeting -> users.get().covers(meeting.villageCode()))
                .orElseThrow(() -> new NotFoundException("没有这次研判会"));
    }

    private Optional<Meeting> find(String meetingNo) {
        return jdbc.sql(SELECT + "where m.meeting_no = ?").param(meetingNo).query(Meetings::meeting).optional();
    }

    /**
     * @param villageCode a village's code
     * @return the village's latest meeting; empty if it has held none
     */
    public Optional<Meeting> latestIn(String villageCode) {
        return jdbc.sql(SELECT + "where m.village_code = ? order by m.id desc limit 1").param(villageCode).query(Meetings::meeting)
                .optional();
    }

    /**
     * @param meetingId a meeting's id
     * @return the households that it discussed, each as it was handed in last, in the order of the minutes
     */
    public List<MeetingItem> itemsOf(long meetingId) {
        return jdbc.sql(SELECT_ITEMS).params(PRESELECT_AT_VILLAGE, meetingId).query(Rows.as(MeetingItem.class)).list();
    }

    /**
     * @param meetingId a meeting's id
     * @return all versions of its minutes, oldest first
     */
    public List<Version> versionsOf(long meetingId) {
        return jdbc.sql("""
                        select version, held_on, place, chair, present, reason, recorded_by, recorded_at
                        from shouwang.meeting_minutes where meeting_id = ? order by version
                        """)
                .param(meetingId).query((row, index) -> new Version(row.getInt("version"), minutes(row), row.getString("reason"),
                        row.getString("recorded_by"), Rows.instant(row, "recorded_at"))).list();
    }

    /**
     * @param villageCode a village's code, or null for all villages
     * @param asked       the page
     * @return the meetings of the regions of the user who has signed in, newest first
     */
    public Page<Entry> visible(String villageCode, PageRequest asked) {
        CurrentUser user = users.get();
        List<Object> params = new ArrayList<>();
        List<String> reach = new ArrayList<>();
        for (Post post : user.posts()) {
            if (post.seesItsRegion()) {
                reach.add("m.village_code like ?");
                params.add(post.codePrefix() + "%");
            }
        }
        if (reach.isEmpty()) {
            return asked.page(List.of(), entry -> entry.meeting().id());
        }
        String where = "where (" + String.join(" or ", reach) + ") and m.id < ?";
        params.add(asked.before());
        if (villageCode != null) {
            where += " and m.village_code = ?";
            params.add(villageCode);
        }
        params.add(asked.rows());
        List<Meeting> found = jdbc.sql(SELECT + where + " order by m.id desc limit ?").params(params).query(Meetings::meeting).list();
        return asked.page(found, Meeting::id).map(meeting -> {
            List<MeetingItem> items = itemsOf(meeting.id());
            return new Entry(meeting, items.size(), (int) items.stream().filter(MeetingItem::isPreselected).count(),
                    (int) items.stream().filter(item -> !item.isDone()).count());
        });
    }

    /** Returns the meetings that decided on a case, oldest first, for the case's page. */
    List<CaseReferences.Reference> of(String caseNo) {
        return jdbc.sql(SELECT + """
                        where exists (select 1 from shouwang.meeting_item i where i.meeting_id = m.id and i.case_no = ? and i.outcome = 'DONE')
                        order by m.id
                        """)
                .param(caseNo).query(Meetings::meeting).list().stream()
                .map(meeting -> new CaseReferences.Reference(meeting.meetingNo(), "/meetings/" + meeting.meetingNo(),
                        meeting.minutes().heldOn(), null)).toList();
    }

    /** A meeting and the moment at which its decision on a case was carried out. */
    record Decided(Meeting meeting, Instant at) {
    }

    /** Returns the last meeting whose decision on a case was carried out, whoever asks. */
    Optional<Decided> latestOn(String caseNo) {
        return jdbc.sql("""
                        select m.id, m.meeting_no, m.village_code, m.recorded_by, m.recorded_at, n.held_on, n.place, n.chair, n.present, i.concluded_at
                        from shouwang.meeting_item i join shouwang.meeting m on m.id = i.meeting_id
                        join shouwang.meeting_minutes n on n.meeting_id = m.id
                            and n.version = (select max(version) from shouwang.meeting_minutes where meeting_id = m.id)
                        where i.case_no = ? and i.outcome = 'DONE' order by i.id desc limit 1
                        """)
                .param(caseNo).query((row, index) -> new Decided(meeting(row, index), Rows.instant(row, "concluded_at"))).optional();
    }

    private static Meeting meeting(ResultSet row, int index) throws SQLException {
        return new Meeting(row.getLong("id"), row.getString("meeting_no"), row.getString("village_code"), minutes(row),
                row.getString("recorded_by"), Rows.instant(row, "recorded_at"));
    }

    private static Minutes minutes(ResultSet row) throws SQLException {
        return new Minutes(row.getObject("held_on", LocalDate.class), row.getString("place"), row.getString("chair"),
                Rows.texts(row, "present"));
    }
}
