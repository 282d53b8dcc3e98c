package org.shouwang.household;

import java.sql.Timestamp;
import java.util.Optional;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The register of households. */
@Service
public class Households {

    private static final String NUMBER = "HU-%s-%06d";

    private final JdbcClient jdbc;
    private final WatchedPersons persons;
    private final PersonalData personal;
    private final FingerprintKey fingerprintKey;
    private final AdjustableClock clock;

    Households(JdbcClient jdbc, WatchedPersons persons, PersonalData personal, FingerprintKey fingerprintKey,
               AdjustableClock clock) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.fingerprintKey = fingerprintKey;
        this.persons = persons;
        this.clock = clock;
    }

    /**
     * Enters a household as monitored, or again as monitored if it is in the register.
     *
     * @param survey      the survey on which it is admitted
     * @param villageCode its village
     * @param countyCode  its county
     * @param userId      the id of the user whose decision it is
     * @return the household's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long admit(Survey survey, String villageCode, String countyCode, String userId) {
        Member head = survey.facts().head();
        Category category = survey.weighing().category();
        Timestamp now = Timestamp.from(clock.instant());
        long householdId = idOfHead(head.idNumber())
                .orElseGet(() -> insert(head, villageCode, countyCode, now));
        jdbc.sql("""
                        update shouwang.household
                        set village_code = ?, head_name = ?, status = 'MONITORED', category = ?, survey_id = ?, updated_at = ?
                        where id = ?
                        """)
                .params(villageCode, head.name(), category.name(), survey.id(), now, householdId).update();
        jdbc.sql("update shouwang.survey set household_id = ? where case_no = ?")
                .params(householdId, survey.caseNo()).update();
        jdbc.sql("""
                        insert into shouwang.household_status_change (household_id, status, category, case_no, since,
                            changed_by, changed_at)
                        values (?, 'MONITORED', ?, ?, ?, ?, ?)
                        """)
                .params(householdId, category.name(), survey.caseNo(), clock.today(), userId, now).update();
        persons.keepFor(householdId, survey.caseNo());
        return householdId;
    }

    /**
     * @param id a household's id
     * @return its number, as it stands on papers
     */
    public String numberOf(long id) {
        return jdbc.sql("select household_no from shouwang.household where id = ?").param(id).query(String.class).single();
    }

    private Optional<Long> idOfHead(String idNumber) {
        fingerprintKey.require();
        return jdbc.sql("select id from shouwang.household where head_id_hash = ? for update")
                .param(personal.fingerprint(idNumber))
                .query(Long.class).optional();
    }

    private long insert(Member head, String villageCode, String countyCode, Timestamp now) {
        long number = jdbc.sql("select nextval('shouwang.household_number_seq')").query(Long.class).single();
        return jdbc.sql("""
                        insert into shouwang.household (household_no, village_code, head_name, head_id_cipher, head_id_hash,
                            status, created_at, updated_at)
                        values (?, ?, ?, ?, ?, 'MONITORED', ?, ?) returning id
                        """)
                .params(NUMBER.formatted(countyCode, number), villageCode, head.name(),
                        personal.encrypt(head.idNumber()), personal.fingerprint(head.idNumber()), now, now)
                .query(Long.class).single();
    }
}
