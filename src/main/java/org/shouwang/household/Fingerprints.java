package org.shouwang.household;

import java.util.List;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The fingerprints by which the register finds people. When their key changes, all of them are made anew in one transaction. */
@Service
public class Fingerprints {

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final FingerprintKey fingerprintKey;

    /**
     * Works on the given database.
     *
     * @param jdbc           the database
     * @param personal       the configured keys
     * @param fingerprintKey the key under which fingerprints are stored
     */
    public Fingerprints(JdbcClient jdbc, PersonalData personal, FingerprintKey fingerprintKey) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.fingerprintKey = fingerprintKey;
    }

    private record Stored(String row, String cipher, String place) {
    }

    private record Watched(String caseNo, Long householdId) {
    }

    /**
     * Makes all fingerprints anew, unless they are stored under the configured key already.
     *
     * @throws IllegalStateException if the people of the cases would not be as many as before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void renew() {
        if (fingerprintKey.lock()) {
            return;
        }
        jdbc.sql("select ctid::text as place, head_id_cipher, household_no from shouwang.household for update")
                .query((row, index) -> new Stored(row.getString("place"), row.getString("head_id_cipher"),
                        EncryptedColumn.HOUSEHOLD_HEAD.at(row.getString("household_no")))).list()
                .forEach(household -> jdbc.sql("update shouwang.household set head_id_hash = ? where ctid = ?::tid")
                        .params(fingerprint(household), household.row()).update());
        List<Watched> watched = jdbc.sql("select case_no, household_id from shouwang.watched_person group by 1, 2 order by min(seq)")
                .query(Rows.as(Watched.class)).list();
        long before = countWatched();
        jdbc.sql("delete from shouwang.watched_person").update();
        watched.forEach(this::watchAgain);
        if (countWatched() != before) {
            throw new IllegalStateException("The watched persons are not those of the cases; nothing was changed");
        }
        registerAgain();
        fingerprintKey.change();
    }

    /**
     * Registers all members in the last survey of each household again; a person in two households belongs to the one with the
     * younger survey.
     */
    private void registerAgain() {
        jdbc.sql("delete from shouwang.registered_person").update();
        jdbc.sql("""
                        select h.id, m.id_cipher, m.survey_id, m.position from shouwang.household h
                        join shouwang.survey_member m on m.survey_id = h.survey_id order by h.survey_id desc
                        """)
                .query((row, index) -> new Stored(row.getString("id"), row.getString("id_cipher"),
                        EncryptedColumn.member(row.getLong("survey_id"), row.getInt("position")))).list()
                .forEach(member -> jdbc.sql("""
                                insert into shouwang.registered_person (id_hash, household_id, county_code)
                                select ?, id, county_code from shouwang.household where id = ? on conflict do nothing
                                """)
                        .params(fingerprint(member), Long.valueOf(member.row())).update());
    }

    /**
     * Notes again the people of a case: all members in its latest survey, or the head of the household if there is no survey
     * yet.
     */
    private void watchAgain(Watched watched) {
        jdbc.sql("""
                        select id_cipher, survey_id, position from shouwang.survey_member
                        where survey_id = (select max(id) from shouwang.survey where case_no = :case)
                        union all
                        select head_id_cipher, null, null from shouwang.case_file
                        where case_no = :case and not exists (select 1 from shouwang.survey where case_no = :case)
                        """)
                .param("case", watched.caseNo())
                .query((row, index) -> new Stored(null, row.getString("id_cipher"), row.getObject("survey_id") == null
                        ? EncryptedColumn.CASE_HEAD.at(watched.caseNo())
                        : EncryptedColumn.member(row.getLong("survey_id"), row.getInt("position")))).list()
                .forEach(person -> jdbc.sql("""
                                insert into shouwang.watched_person (id_hash, case_no, household_id) values (?, ?, ?)
                                """)
                        .params(fingerprint(person), watched.caseNo(), watched.householdId())
                        .update());
    }

    private long countWatched() {
        return jdbc.sql("select count(*) from shouwang.watched_person").query(Long.class).single();
    }

    private String fingerprint(Stored stored) {
        return personal.fingerprint(personal.decrypt(stored.cipher(), stored.place()));
    }
}
