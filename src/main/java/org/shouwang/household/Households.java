package org.shouwang.household;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.Page;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The register of households. */
@Service
public class Households {

    /** The prefix of the numbers. */
    public static final String PREFIX = "HU";

    private static final String NUMBER = PREFIX + "-%s-%06d";
    private static final String SELECT = """
            select id, household_no, village_code, head_name, head_id_cipher, status, category, survey_id
            from shouwang.household
            """;

    private final JdbcClient jdbc;
    private final Surveys surveys;
    private final WatchedPersons persons;
    private final PersonalData personal;
    private final FingerprintKey fingerprintKey;
    private final ApplicationEventPublisher events;
    private final AdjustableClock clock;

    Households(JdbcClient jdbc, Surveys surveys, WatchedPersons persons, PersonalData personal,
               FingerprintKey fingerprintKey, ApplicationEventPublisher events, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.surveys = surveys;
        this.personal = personal;
        this.fingerprintKey = fingerprintKey;
        this.persons = persons;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Admits a household to monitoring. A household that is not in the register yet is added to it.
     *
     * @param survey      the survey on which the household is admitted
     * @param villageCode the code of the household's village
     * @param countyCode  the code of the household's county
     * @param userId      the id of the user who decided
     * @return the household's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long admit(Survey survey, String villageCode, String countyCode, String userId) {
        Member head = survey.facts().head();
        Category category = survey.weighing().category();
        Timestamp now = Timestamp.from(clock.instant());
        Long known = idOfHead(head.idNumber(), countyCode).orElse(null);
        if (known != null) {
            jdbc.sql("""
                            update shouwang.household
                            set village_code = ?, head_name = ?, status = 'MONITORED', category = ?, survey_id = ?, updated_at = ?
                            where id = ?
                            """)
                    .params(villageCode, head.name(), category.name(), survey.id(), now, known).update();
        }
        long householdId = known != null ? known : insert(head, villageCode, countyCode, category, survey.id(), now);
        jdbc.sql("update shouwang.survey set household_id = ? where case_no = ?")
                .params(householdId, survey.caseNo()).update();
        noteStatus(householdId, MonitoringStatus.MONITORED, survey.caseNo(), userId);
        persons.keepFor(householdId, survey.caseNo());
        register(householdId, survey.facts().members());
        return householdId;
    }

    /** Registers the people as members of this household, even if the register had them in another household before. */
    private void register(long householdId, List<Member> members) {
        jdbc.sql("delete from shouwang.registered_person where household_id = ?").param(householdId).update();
        // The order is always the same, so that two households with the same people do not wait for each other for ever.
        members.stream().map(member -> personal.fingerprint(member.idNumber())).sorted().forEach(hash -> jdbc
                .sql("""
                        insert into shouwang.registered_person (id_hash, household_id, county_code)
                        select ?, id, county_code from shouwang.household where id = ?
                        on conflict (id_hash, county_code) do update set household_id = excluded.household_id
                        """)
                .params(hash, householdId).update());
    }

    /**
     * Ends the monitoring of a household whose risks are gone. From this moment its members may be taken up by a new case.
     *
     * @param householdId the household's id
     * @param caseNo      the number of the case in which this was decided
     * @param userId      the id of the user who decided
     * @throws ConflictException if the household is no longer monitored
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void eliminate(long householdId, String caseNo, String userId) {
        requireStatus(householdId, MonitoringStatus.MONITORED);
        change(householdId, MonitoringStatus.ELIMINATED, caseNo, userId);
        persons.letGo(householdId);
        events.publishEvent(new MonitoringEnded(householdId, caseNo));
    }

    /**
     * Takes back the elimination of a household's risks. The household is monitored again, on the survey on which it was
     * admitted.
     *
     * @param householdId the household's id
     * @param caseNo      the number of the case in which this was decided
     * @param userId      the id of the user who decided
     * @return the number of the case that has taken up a member of the household in the meantime, in which case the caller
     *     must roll back its transaction; empty if the household is monitored again
     * @throws ConflictException if the household's risks are no longer marked as eliminated
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> monitorAgain(long householdId, String caseNo, String userId) {
        requireStatus(householdId, MonitoringStatus.ELIMINATED);
        Survey survey = surveys.get(get(householdId).surveyId());
        List<String> taken = persons.replace(survey.facts().members().stream().map(Member::idNumber).toList(), survey.caseNo());
        if (!taken.isEmpty()) {
            return persons.caseOf(taken.get(0));
        }
        persons.keepFor(householdId, survey.caseNo());
        change(householdId, MonitoringStatus.MONITORED, caseNo, userId);
        return Optional.empty();
    }

    private void requireStatus(long householdId, MonitoringStatus expected) {
        MonitoringStatus status = lock(householdId).status();
        if (status != expected) {
            throw new ConflictException("该户现在的状态是“" + status.title() + "”，不能这样办理");
        }
    }

    private void change(long householdId, MonitoringStatus status, String caseNo, String userId) {
        jdbc.sql("update shouwang.household set status = ?, updated_at = ? where id = ?")
                .params(status.name(), Timestamp.from(clock.instant()), householdId).update();
        noteStatus(householdId, status, caseNo, userId);
    }

    private void noteStatus(long householdId, MonitoringStatus status, String caseNo, String userId) {
        jdbc.sql("""
                        insert into shouwang.household_status_change (household_id, status, category, people, case_no, since,
                            changed_by, changed_at)
                        select id, ?, category, (select count(*) from shouwang.survey_member m where m.survey_id = h.survey_id),
                            ?, ?, ?, ?
                        from shouwang.household h where id = ?
                        """)
                .params(status.name(), caseNo, clock.today(), userId, Timestamp.from(clock.instant()), householdId).update();
    }

    /**
     * Returns the household with a number that somebody typed, without a check of rights; only {@link HouseholdSearch} may
     * call this.
     */
    Optional<Household> find(String householdNo) {
        return jdbc.sql(SELECT + "where household_no = ?").param(householdNo).query(this::household).optional();
    }

    /** Returns the household with an id, without a check of rights. */
    public Household get(long id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(this::household).single();
    }

    /**
     * Locks a household: waits until no other transaction changes its status.
     *
     * @param id the household's id
     * @return the household as it is after the wait
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Household lock(long id) {
        return jdbc.sql(SELECT + "where id = ? for update").param(id).query(this::household).single();
    }

    /** Returns the households that a where clause with its parameters selects. */
    List<Household> select(String where, Map<String, Object> params) {
        return jdbc.sql(SELECT + where).params(params).query(this::household).list();
    }

    /** Counts the households that a where clause with its parameters selects, as {@link Page#counting}. */
    long count(String where, Map<String, Object> params) {
        return jdbc.sql(Page.counting(SELECT + where)).params(params).query(Long.class).single();
    }

    /** Returns the changes of a household's status, oldest first. */
    public List<StatusChange> historyOf(long householdId) {
        return jdbc.sql("""
                        select status, category, case_no, since from shouwang.household_status_change
                        where household_id = ? order by id
                        """)
                .param(householdId).query(Rows.as(StatusChange.class)).list();
    }

    /**
     * Returns the id of the household whose head a person is, in the register of one county.
     *
     * @param idNumber   the person's identity number
     * @param countyCode the county's code
     * @return the household's id; empty if the person is not the head of a household there
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Long> idOfHead(String idNumber, String countyCode) {
        fingerprintKey.require();
        return findHead(idNumber, countyCode);
    }

    /**
     * Returns the id of the household whose head a person is, only for display: nobody is found while the key of the search is
     * being changed.
     *
     * @param idNumber   the person's identity number
     * @param countyCode the code of the county in whose register the search is made
     * @return the household's id; empty if the person was not found
     */
    public Optional<Long> findHead(String idNumber, String countyCode) {
        return jdbc.sql("select id from shouwang.household where head_id_hash = ? and county_code = ?")
                .params(personal.fingerprint(idNumber), countyCode)
                .query(Long.class).optional();
    }

    /**
     * Returns the household to which a person belongs in the register, without a check of rights: nobody may be shown it, but whoever
     * is known by the identity number alone is told apart from another household by it.
     *
     * @param idNumber   the person's identity number
     * @param countyCode the code of the county in whose register the search is made
     * @return the household; empty if the register does not have the person
     */
    public Optional<Household> ofPerson(String idNumber, String countyCode) {
        return jdbc.sql("select household_id from shouwang.registered_person where id_hash = ? and county_code = ?")
                .params(personal.fingerprint(idNumber), countyCode).query(Long.class).optional().map(this::get);
    }

    /**
     * Returns the household to which a person belongs in the register of any county, as {@link #ofPerson}.
     *
     * @param idNumber   the person's identity number
     * @param countyCode the code of the county whose household goes before those of others
     * @return the household; empty if no county has the person
     */
    public Optional<Household> ofPersonAnywhere(String idNumber, String countyCode) {
        return jdbc.sql("select household_id from shouwang.registered_person where id_hash = ? order by county_code <> ?, household_id limit 1")
                .params(personal.fingerprint(idNumber), countyCode).query(Long.class).optional().map(this::get);
    }

    private long insert(Member head, String villageCode, String countyCode, Category category, long surveyId, Timestamp now) {
        String householdNo = number(countyCode, jdbc.sql("select nextval('shouwang.household_number_seq')").query(Long.class).single());
        return jdbc.sql("""
                        insert into shouwang.household (household_no, village_code, head_name, head_id_cipher, head_id_hash,
                            status, category, survey_id, created_at, updated_at)
                        values (?, ?, ?, ?, ?, 'MONITORED', ?, ?, ?, ?) returning id
                        """)
                .params(householdNo, villageCode, head.name(),
                        personal.encrypt(head.idNumber(), EncryptedColumn.HOUSEHOLD_HEAD.at(householdNo)), personal.fingerprint(head.idNumber()),
                        category.name(), surveyId, now, now)
                .query(Long.class).single();
    }

    /** Returns the number of a new household, which also stands on papers. */
    static String number(String countyCode, long number) {
        return NUMBER.formatted(countyCode, number);
    }

    private Household household(ResultSet row, int index) throws SQLException {
        String householdNo = row.getString("household_no");
        return new Household(row.getLong("id"), householdNo, row.getString("village_code"), row.getString("head_name"),
                personal.decrypt(row.getString("head_id_cipher"), EncryptedColumn.HOUSEHOLD_HEAD.at(householdNo)),
                MonitoringStatus.valueOf(row.getString("status")), Rows.constant(row, "category", Category.class),
                row.getObject("survey_id", Long.class));
    }
}
