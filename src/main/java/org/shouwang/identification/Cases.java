package org.shouwang.identification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.shouwang.outbox.Outbox;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The cases of identification in the database. */
@Repository
class Cases {

    private static final String NUMBER = "JC-%s-%d-%06d";
    private static final String SELECT = "select * from shouwang.identification_case ";

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final Outbox outbox;
    private final AdjustableClock clock;

    Cases(JdbcClient jdbc, PersonalData personal, Outbox outbox, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.outbox = outbox;
        this.clock = clock;
    }

    String nextNumber(String countyCode) {
        long sequence = jdbc.sql("select nextval('shouwang.case_number_seq')").query(Long.class).single();
        return NUMBER.formatted(countyCode, clock.today().getYear(), sequence);
    }

    void add(String caseNo, Clue clue, Village village, String registeredBy) {
        jdbc.sql("""
                        insert into shouwang.identification_case (case_no, status, village_code, township_code, county_code,
                            source, found_on, head_name, head_id_cipher, risk_description, external_reference,
                            registered_by, registered_at)
                        values (?, 'IN_PROGRESS', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(caseNo, village.code(), village.townshipCode(), village.countyCode(), clue.source().name(),
                        clue.foundOn(), clue.headName(), personal.encrypt(clue.headIdNumber()), clue.riskDescription(),
                        clue.externalReference(), registeredBy, Timestamp.from(clock.instant()))
                .update();
    }

    Optional<IdentificationCase> find(String caseNo) {
        return jdbc.sql(SELECT + "where case_no = ?").param(caseNo).query(this::toCase).optional();
    }

    /** The cases a user may see, newest first, from after the given id on. */
    List<Row> visibleTo(CurrentUser user, String externalReference, String search, Long before, int limit) {
        List<Object> params = new ArrayList<>();
        StringBuilder where = new StringBuilder("where (");
        List<String> reach = new ArrayList<>();
        for (Post post : user.posts()) {
            if (post.role() == Role.PARTNER) {
                reach.add("registered_by = ?");
                params.add(user.id());
            } else {
                reach.add("village_code like ?");
                params.add(post.codePrefix() + "%");
            }
        }
        where.append(reach.isEmpty() ? "false" : String.join(" or ", reach)).append(")");
        if (externalReference != null) {
            where.append(" and external_reference = ?");
            params.add(externalReference);
        }
        if (search != null) {
            where.append(" and (case_no = ? or starts_with(head_name, ?))");
            params.add(search);
            params.add(search);
        }
        if (before != null) {
            where.append(" and id < ?");
            params.add(before);
        }
        params.add(limit);
        return jdbc.sql(SELECT + where + " order by id desc limit ?").params(params)
                .query((row, index) -> new Row(row.getLong("id"), toCase(row, index))).list();
    }

    record Row(long id, IdentificationCase item) {
    }

    void rename(String caseNo, String headName) {
        jdbc.sql("update shouwang.identification_case set head_name = ? where case_no = ?").params(headName, caseNo)
                .update();
    }

    void decide(String caseNo, CaseStatus status, String refusalReason, LocalDate decidedOn) {
        jdbc.sql("""
                        update shouwang.identification_case set status = ?, refusal_reason = ?, decided_on = ?
                        where case_no = ?
                        """)
                .params(status.name(), refusalReason, decidedOn, caseNo).update();
        tellOthers(caseNo);
    }

    void admitted(String caseNo, long householdId) {
        jdbc.sql("update shouwang.identification_case set household_id = ? where case_no = ?")
                .params(householdId, caseNo).update();
    }

    void posted(String caseNo, String noticeNo) {
        jdbc.sql("update shouwang.identification_case set notice_no = ?, objection_upheld = false where case_no = ?")
                .params(noticeNo, caseNo).update();
    }

    void objectionUpheld(String caseNo) {
        jdbc.sql("update shouwang.identification_case set objection_upheld = true where case_no = ?").param(caseNo)
                .update();
    }

    void announced(String caseNo, String place, LocalDate day) {
        jdbc.sql("update shouwang.identification_case set announced_at = ?, announced_on = ? where case_no = ?")
                .params(place, day, caseNo).update();
    }

    void entered(String caseNo, String systemCode, LocalDate day) {
        jdbc.sql("""
                        update shouwang.identification_case set status = 'ADMITTED', system_code = ?, entered_on = ?
                        where case_no = ?
                        """)
                .params(systemCode, day, caseNo).update();
        tellOthers(caseNo);
    }

    void informed(String caseNo, String how, LocalDate day, String reason) {
        jdbc.sql("""
                        update shouwang.identification_case set informed_by = ?, informed_on = ?, reason_told = ?, refusal_reason = coalesce(refusal_reason, ?)
                        where case_no = ?
                        """)
                .params(how, day, reason, reason, caseNo).update();
    }

    void withdrawn(String caseNo, String reason) {
        jdbc.sql("""
                        update shouwang.identification_case set status = 'WITHDRAWN', withdrawal_reason = ?, decided_on = ?
                        where case_no = ?
                        """)
                .params(reason, clock.today(), caseNo).update();
        tellOthers(caseNo);
    }

    /** Every change of a case's status goes through here, so that other systems hear of it. */
    private void tellOthers(String caseNo) {
        IdentificationCase item = find(caseNo).orElseThrow();
        outbox.record("case." + item.status().name().toLowerCase(Locale.ROOT).replace('_', '-'), caseNo, item.countyCode(),
                Map.of("status", item.status(), "townshipCode", item.townshipCode(), "villageCode", item.villageCode(),
                        "foundOn", item.foundOn()));
    }

    private IdentificationCase toCase(ResultSet row, int index) throws SQLException {
        long householdId = row.getLong("household_id");
        Long household = row.wasNull() ? null : householdId;
        return new IdentificationCase(row.getString("case_no"), CaseStatus.valueOf(row.getString("status")),
                row.getString("village_code"), row.getString("township_code"), row.getString("county_code"),
                ClueSource.valueOf(row.getString("source")), row.getObject("found_on", LocalDate.class),
                row.getString("head_name"), personal.decrypt(row.getString("head_id_cipher")), row.getString("risk_description"),
                row.getString("external_reference"), household, row.getString("notice_no"),
                row.getBoolean("objection_upheld"), row.getString("refusal_reason"),
                row.getString("withdrawal_reason"), row.getString("announced_at"), row.getString("registered_by"),
                row.getTimestamp("registered_at").toInstant());
    }
}
