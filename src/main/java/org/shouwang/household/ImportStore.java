package org.shouwang.household;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds and stores the thousands of households of a file: a few statements find them, and a few write them. */
@Repository
class ImportStore {

    private static final int BATCH = 10_000;
    private static final int COUNTY_DIGITS = 6;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final PersonalData personal;
    private final FingerprintKey fingerprintKey;
    private final AdjustableClock clock;

    ImportStore(JdbcClient jdbc, JdbcTemplate template, PersonalData personal, FingerprintKey fingerprintKey, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.template = template;
        this.personal = personal;
        this.fingerprintKey = fingerprintKey;
        this.clock = clock;
    }

    /**
     * A household in the register.
     *
     * @param id          the household's id
     * @param householdNo the household's number
     * @param status      the household's monitoring status
     * @param villageCode the code of the household's village
     * @param recorded    the household as recorded; null if it is or was monitored
     */
    record Registered(long id, String householdNo, MonitoringStatus status, String villageCode, ImportedHousehold recorded) {
    }

    /**
     * A person in the register of one county, since each county has its own.
     *
     * @param countyCode the county's code
     * @param idNumber   the person's identity number
     */
    record PersonIn(String countyCode, String idNumber) {

        static PersonIn ofVillage(String villageCode, String idNumber) {
            return new PersonIn(villageCode.substring(0, COUNTY_DIGITS), idNumber);
        }
    }

    /**
     * The household in which the register has a person.
     *
     * @param householdId the household's id
     * @param villageCode the code of the household's village
     */
    record Place(long householdId, String villageCode) {
    }

    /**
     * What the registers know about the people of a file.
     *
     * @param heads      the households whose heads they are
     * @param watched    the code of the village of the case in which they are, or through which they are monitored
     * @param households the households to which they belong
     * @param fingerprints the fingerprints of their identity numbers
     */
    record Known(Map<PersonIn, Registered> heads, Map<PersonIn, String> watched, Map<PersonIn, Place> households,
                 Map<String, String> fingerprints) {

        /** Returns the identity numbers of the people whom another county has in a case or in its register. */
        Set<String> elsewhere(String countyCode) {
            return Stream.concat(watched.keySet().stream(), households.keySet().stream())
                    .filter(person -> !person.countyCode().equals(countyCode)).map(PersonIn::idNumber).collect(Collectors.toSet());
        }
    }

    /**
     * A household that is to be written.
     *
     * @param id          the id of the household in the register; null for a new household
     * @param householdNo the number of a new household; otherwise null
     * @param household   the household as the file describes it
     */
    record Entry(Long id, String householdNo, ImportedHousehold household) {
    }

    private record Found(long id, String householdNo, String villageCode, String hash, MonitoringStatus status, Long surveyId) {
    }

    /**
     * Returns what the registers of all counties know about people. What another county knows must not be told to the user who
     * imports the file.
     *
     * @param idNumbers the identity numbers of all people of the file
     * @param heads     the identity numbers of the heads among these people
     * @param locked    whether to lock the households of these heads until the end of the transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Known find(Collection<String> idNumbers, Collection<String> heads, boolean locked) {
        fingerprintKey.require();
        Map<String, String> fingerprints = new HashMap<>();
        Map<String, String> byHash = new HashMap<>();
        idNumbers.forEach(idNumber -> byHash.put(fingerprints.computeIfAbsent(idNumber, personal::fingerprint), idNumber));
        String[] all = byHash.keySet().toArray(String[]::new);
        List<Found> found = jdbc.sql("""
                        select id, household_no, village_code, head_id_hash as hash, status, survey_id
                        from shouwang.household where head_id_hash = any(?) order by id
                        """ + (locked ? "for update" : ""))
                .param(heads.stream().map(fingerprints::get).toArray(String[]::new)).query(Rows.as(Found.class)).list();
        Map<Long, ImportedHousehold> recorded = recorded(found.stream()
                .filter(household -> household.status() == MonitoringStatus.NOT_MONITORED).toList());
        Map<PersonIn, Registered> registered = new HashMap<>();
        found.forEach(household -> registered.put(PersonIn.ofVillage(household.villageCode(), byHash.get(household.hash())),
                new Registered(household.id(), household.householdNo(), household.status(), household.villageCode(),
                        recorded.get(household.id()))));
        Map<PersonIn, String> watched = new HashMap<>();
        jdbc.sql("""
                        select w.id_hash, w.county_code, c.village_code from shouwang.watched_person w
                        join shouwang.case_file c on c.case_no = w.case_no where w.id_hash = any(?)
                        """)
                .param(all).query(row -> {
                    watched.put(new PersonIn(row.getString("county_code"), byHash.get(row.getString("id_hash"))), row.getString("village_code"));
                });
        Map<PersonIn, Place> households = new HashMap<>();
        jdbc.sql("""
                        select p.id_hash, p.county_code, p.household_id, h.village_code from shouwang.registered_person p
                        join shouwang.household h on h.id = p.household_id where p.id_hash = any(?)
                        """)
                .param(all).query(row -> {
                    households.put(new PersonIn(row.getString("county_code"), byHash.get(row.getString("id_hash"))),
                            new Place(row.getLong("household_id"), row.getString("village_code")));
                });
        return new Known(registered, watched, households, fingerprints);
    }

    private Map<Long, ImportedHousehold> recorded(List<Found> found) {
        Long[] surveys = found.stream().map(Found::surveyId).toArray(Long[]::new);
        Map<Long, List<Member>> members = new HashMap<>();
        Map<Long, Map<AmountItem, BigDecimal>> amounts = new HashMap<>();
        Map<Long, Map<Guarantee, Boolean>> guarantees = new HashMap<>();
        Map<Long, BigDecimal> lastYear = new HashMap<>();
        jdbc.sql("""
                        select survey_id, name, id_cipher, relation, health, labour, schooling, position from shouwang.survey_member
                        where survey_id = any(?) order by survey_id, position
                        """)
                .param(surveys).query(row -> {
                    long survey = row.getLong("survey_id");
                    members.computeIfAbsent(survey, id -> new ArrayList<>()).add(new Member(row.getString("name"),
                            personal.decrypt(row.getString("id_cipher"), EncryptedColumn.member(survey, row.getInt("position"))),
                            Relation.valueOf(row.getString("relation")), Health.valueOf(row.getString("health")),
                            Labour.valueOf(row.getString("labour")), Schooling.valueOf(row.getString("schooling"))));
                });
        jdbc.sql("select survey_id, item, amount from shouwang.survey_amount where survey_id = any(?)")
                .param(surveys).query(row -> {
                    amounts.computeIfAbsent(row.getLong("survey_id"), id -> new EnumMap<>(AmountItem.class))
                            .put(AmountItem.valueOf(row.getString("item")), row.getBigDecimal("amount"));
                });
        jdbc.sql("select survey_id, guarantee, met from shouwang.survey_guarantee where survey_id = any(?)")
                .param(surveys).query(row -> {
                    guarantees.computeIfAbsent(row.getLong("survey_id"), id -> new EnumMap<>(Guarantee.class))
                            .put(Guarantee.valueOf(row.getString("guarantee")), row.getBoolean("met"));
                });
        jdbc.sql("select id, income_per_head_last_year from shouwang.survey where id = any(?)")
                .param(surveys).query(row -> {
                    lastYear.put(row.getLong("id"), row.getBigDecimal("income_per_head_last_year"));
                });
        Map<Long, ImportedHousehold> recorded = new HashMap<>();
        found.forEach(household -> recorded.put(household.id(), new ImportedHousehold(household.villageCode(),
                members.get(household.surveyId()), amounts.get(household.surveyId()), lastYear.get(household.surveyId()),
                guarantees.getOrDefault(household.surveyId(), Map.of()))));
        return recorded;
    }

    /**
     * Returns unused numbers for new households.
     *
     * @param count the number of new households
     */
    List<Long> numbers(int count) {
        return nextOf("shouwang.household_number_seq", count);
    }

    /**
     * Writes new households and new records of households in the register. Earlier records stay.
     *
     * @param entries      the households
     * @param fingerprints the fingerprints of the identity numbers of all their people
     * @param userId       the id of the user who imports them
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(List<Entry> entries, Map<String, String> fingerprints, String userId) {
        Instant now = clock.instant();
        LocalDate today = clock.today();
        List<Long> newIds = nextOf("pg_get_serial_sequence('shouwang.household', 'id')", entries.size());
        List<Long> surveyIds = nextOf("pg_get_serial_sequence('shouwang.survey', 'id')", entries.size());
        List<Object[]> created = new ArrayList<>();
        List<Object[]> surveys = new ArrayList<>();
        List<Object[]> members = new ArrayList<>();
        List<Object[]> amounts = new ArrayList<>();
        List<Object[]> guarantees = new ArrayList<>();
        List<Object[]> updated = new ArrayList<>();
        List<Object[]> left = new ArrayList<>();
        List<Object[]> persons = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            long survey = surveyIds.get(i);
            long id = entry.id() == null ? newIds.get(i) : entry.id();
            SurveyFacts facts = entry.household().facts(today);
            Member head = facts.head();
            if (entry.id() == null) {
                created.add(new Object[] {id, entry.householdNo(), entry.household().villageCode(), head.name(),
                        personal.encrypt(head.idNumber(), EncryptedColumn.HOUSEHOLD_HEAD.at(entry.householdNo())), fingerprints.get(head.idNumber()), now});
            } else {
                left.add(new Object[] {id});
            }
            surveys.add(new Object[] {survey, id, today, facts.registeredKind().name(), facts.suddenEvent().name(),
                    facts.riskStatement(), facts.incomePerHeadLastYear(), facts.incomePerHead(), userId, now});
            for (int position = 0; position < facts.members().size(); position++) {
                Member member = facts.members().get(position);
                members.add(new Object[] {survey, position, member.name(), personal.encrypt(member.idNumber(), EncryptedColumn.member(survey, position)),
                        member.relation().name(), member.health().name(), member.labour().name(), member.schooling().name()});
                persons.add(new Object[] {fingerprints.get(member.idNumber()), id,
                        entry.household().villageCode().substring(0, COUNTY_DIGITS)});
            }
            facts.amounts().forEach((item, amount) -> amounts.add(new Object[] {survey, item.name(), amount}));
            entry.household().guarantees().forEach((guarantee, met) ->
                    guarantees.add(new Object[] {survey, guarantee.name(), met}));
            updated.add(new Object[] {entry.household().villageCode(), head.name(), survey, now, id});
        }
        rows(created, """
                insert into shouwang.household (id, household_no, village_code, head_name, head_id_cipher, head_id_hash, status,
                    created_at, updated_at)
                overriding system value select id, no, village, name, cipher, hash, 'NOT_MONITORED', at, at
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                    as given (id, no, village, name, cipher, hash, at)
                """);
        rows(surveys, """
                insert into shouwang.survey (id, household_id, verified_on, authorisation_signed, registered_kind, sudden_event,
                    risk_statement, income_per_head_last_year, income_per_head, recorded_by, recorded_at)
                overriding system value select id, household, day, false, kind, event, statement, last_year, income, by, at
                from unnest(?::bigint[], ?::bigint[], ?::date[], ?::text[], ?::text[], ?::text[], ?::numeric[], ?::numeric[], ?::text[],
                    ?::timestamptz[]) as given (id, household, day, kind, event, statement, last_year, income, by, at)
                """);
        rows(members, """
                insert into shouwang.survey_member (survey_id, position, name, id_cipher, relation, health, labour, schooling)
                select * from unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                """);
        rows(amounts, """
                insert into shouwang.survey_amount (survey_id, item, amount)
                select * from unnest(?::bigint[], ?::text[], ?::numeric[])
                """);
        rows(guarantees, """
                insert into shouwang.survey_guarantee (survey_id, guarantee, met)
                select * from unnest(?::bigint[], ?::text[], ?::boolean[])
                """);
        rows(updated, """
                update shouwang.household h set village_code = given.village, head_name = given.name, survey_id = given.survey, updated_at = given.at
                from unnest(?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::bigint[]) as given (village, name, survey, at, id)
                where h.id = given.id
                """);
        rows(left, "delete from shouwang.registered_person where household_id = any(?::bigint[])");
        rows(persons, """
                insert into shouwang.registered_person (id_hash, household_id, county_code)
                select * from unnest(?::text[], ?::bigint[], ?::text[])
                """);
    }

    /**
     * Writes thousands of rows by a statement, which takes each column as an array: the database then checks and writes all rows
     * in one go, in a third of the time that as many statements take.
     */
    private void rows(List<Object[]> rows, String sql) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Object[]> some = rows.subList(from, Math.min(from + BATCH, rows.size()));
            template.update(sql, IntStream.range(0, some.get(0).length)
                    .mapToObj(column -> some.stream().map(row -> Objects.toString(row[column], null)).toArray(String[]::new)).toArray());
        }
    }

    private List<Long> nextOf(String sequence, int count) {
        String name = sequence.startsWith("pg_") ? sequence : "'" + sequence + "'";
        return jdbc.sql("select nextval(" + name + ") from generate_series(1, ?)").param(count).query(Long.class).list();
    }
}
