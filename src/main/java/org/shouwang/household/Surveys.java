package org.shouwang.household;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.shouwang.shared.TransactionMemory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The surveys of households. Each is kept as it was recorded. */
@Service
public class Surveys {

    private static final String SELECT = """
            select s.*,
                array(select array[m.position::text, m.name, m.id_cipher, m.relation, m.health, m.labour, m.schooling]
                    from shouwang.survey_member m where m.survey_id = s.id order by m.position) as members,
                array(select a.item from shouwang.survey_amount a where a.survey_id = s.id order by a.item) as items,
                array(select a.amount from shouwang.survey_amount a where a.survey_id = s.id order by a.item) as amounts,
                array(select g.guarantee from shouwang.survey_guarantee g where g.survey_id = s.id and g.met) as guarantees,
                array(select r.risk from shouwang.survey_risk r where r.survey_id = s.id order by r.risk) as risks
            from shouwang.survey s
            """;
    /** What a transaction remembers of the latest surveys of cases. */
    private static final String LATEST = "surveys";

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final TransactionMemory memory;
    private final AdjustableClock clock;

    Surveys(JdbcClient jdbc, PersonalData personal, TransactionMemory memory, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Records a survey.
     *
     * @param caseNo     the number of the case in which the survey was made
     * @param facts      the facts that the survey found
     * @param weighing   the suggestion of the table of ID-2
     * @param recordedBy the id of the user who records the survey
     */
    @Transactional
    public void add(String caseNo, SurveyFacts facts, Weighing weighing, String recordedBy) {
        Instant now = clock.instant();
        long id = jdbc.sql("""
                        insert into shouwang.survey (case_no, verified_on, authorisation_signed, registered_kind,
                            sudden_event, risk_statement, income_per_head_last_year, income_per_head, reference_line,
                            reference_line_from, suggested_at_risk, suggested_category, suggestion_reason, recorded_by,
                            recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(caseNo, facts.verifiedOn(), facts.authorisationSigned(), facts.registeredKind().name(),
                        facts.suddenEvent().name(), facts.riskStatement(), facts.incomePerHeadLastYear(),
                        facts.incomePerHead(), weighing.line(), weighing.lineFrom(), weighing.atRisk(),
                        weighing.category().name(), weighing.reason(), recordedBy, Timestamp.from(now))
                .query(Long.class).single();
        int position = 0;
        for (Member member : facts.members()) {
            jdbc.sql("""
                            insert into shouwang.survey_member (survey_id, position, name, id_cipher, relation, health,
                                labour, schooling)
                            values (?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(id, position, member.name(), personal.encrypt(member.idNumber(), EncryptedColumn.member(id, position)),
                            member.relation().name(), member.health().name(), member.labour().name(), member.schooling().name())
                    .update();
            position++;
        }
        jdbc.sql("""
                        with amounts as (insert into shouwang.survey_amount (survey_id, item, amount)
                            select :id, item, amount from unnest(:items, :amounts::numeric[]) as given (item, amount)),
                        guarantees as (insert into shouwang.survey_guarantee (survey_id, guarantee, met)
                            select :id, guarantee, guarantee = any(:met) from unnest(:guarantees) as each (guarantee))
                        insert into shouwang.survey_risk (survey_id, risk) select :id, risk from unnest(:risks) as given (risk)
                        """)
                .param("id", id)
                .param("items", facts.amounts().keySet().stream().map(AmountItem::name).toArray(String[]::new))
                .param("amounts", facts.amounts().values().stream().map(BigDecimal::toPlainString).toArray(String[]::new))
                .param("guarantees", Stream.of(Guarantee.values()).map(Guarantee::name).toArray(String[]::new))
                .param("met", facts.guarantees().stream().map(Guarantee::name).toArray(String[]::new))
                .param("risks", facts.risks().stream().map(Risk::name).toArray(String[]::new)).update();
        memory.forget(LATEST);
        memory.get(LATEST, caseNo, () -> Optional.of(new Survey(id, caseNo, facts, weighing, recordedBy, now)));
    }

    /** Returns the latest survey of a case; empty if the case has none yet. */
    public Optional<Survey> latestOf(String caseNo) {
        return memory.get(LATEST, caseNo, () -> jdbc.sql(SELECT + "where s.case_no = ? order by s.id desc limit 1").param(caseNo)
                .query(this::survey).optional());
    }

    public Survey get(long id) {
        return jdbc.sql(SELECT + "where s.id = ?").param(id).query(this::survey).single();
    }

    private Survey survey(ResultSet row, int index) throws SQLException {
        long id = row.getLong("id");
        SurveyFacts facts = new SurveyFacts(Rows.day(row, "verified_on"),
                row.getBoolean("authorisation_signed"), RegisteredKind.valueOf(row.getString("registered_kind")),
                members(id, row), amounts(row), row.getBigDecimal("income_per_head_last_year"), guarantees(row),
                SuddenEvent.valueOf(row.getString("sudden_event")), texts(row, "risks").map(Risk::valueOf).toList(), row.getString("risk_statement"));
        Weighing weighing = row.getString("suggested_category") == null ? null : new Weighing(row.getBigDecimal("reference_line"),
                Rows.day(row, "reference_line_from"), row.getBoolean("suggested_at_risk"),
                Category.valueOf(row.getString("suggested_category")), row.getString("suggestion_reason"));
        return new Survey(id, row.getString("case_no"), facts, weighing, row.getString("recorded_by"),
                Rows.instant(row, "recorded_at"));
    }

    private List<Member> members(long id, ResultSet row) throws SQLException {
        Object[] members = (Object[]) row.getArray("members").getArray();
        return Stream.of(members).map(String[].class::cast).map(member -> new Member(member[1],
                personal.decrypt(member[2], EncryptedColumn.member(id, Integer.parseInt(member[0]))), Relation.valueOf(member[3]),
                Health.valueOf(member[4]), Labour.valueOf(member[5]), Schooling.valueOf(member[6]))).toList();
    }

    private static Map<AmountItem, BigDecimal> amounts(ResultSet row) throws SQLException {
        Map<AmountItem, BigDecimal> amounts = new EnumMap<>(AmountItem.class);
        BigDecimal[] values = (BigDecimal[]) row.getArray("amounts").getArray();
        List<AmountItem> items = texts(row, "items").map(AmountItem::valueOf).toList();
        for (int i = 0; i < values.length; i++) {
            amounts.put(items.get(i), values[i]);
        }
        return amounts;
    }

    private static Set<Guarantee> guarantees(ResultSet row) throws SQLException {
        Set<Guarantee> met = EnumSet.noneOf(Guarantee.class);
        texts(row, "guarantees").map(Guarantee::valueOf).forEach(met::add);
        return met;
    }

    private static Stream<String> texts(ResultSet row, String column) throws SQLException {
        return Stream.of((String[]) row.getArray(column).getArray());
    }

    /**
     * @param household a household
     * @return its members in the order of its record; the head alone if nobody is on record
     */
    public List<KnownMember> membersOf(Household household) {
        List<Member> members = household.surveyId() == null ? List.of() : get(household.surveyId()).facts().members();
        return members.isEmpty() ? List.of(new KnownMember(1, household.headName(), Relation.HEAD, household.headIdNumber()))
                : IntStream.rangeClosed(1, members.size()).mapToObj(number -> {
                    Member member = members.get(number - 1);
                    return new KnownMember(number, member.name(), member.relation(), member.idNumber());
                }).toList();
    }

    private record Named(long id, String names) {
    }

    /**
     * @param found  households that were found
     * @param search the beginning of a name
     * @return the names of their members that begin so, by the households' ids
     */
    public Map<Long, String> membersNamed(Collection<Household> found, String search) {
        return found.isEmpty() || search.isBlank() ? Map.of() : jdbc.sql("""
                        select h.id, string_agg(m.name, '、' order by m.position) as names from shouwang.household h
                        join shouwang.survey_member m on m.survey_id = h.survey_id where h.id in (:ids) and starts_with(m.name, :search) group by h.id
                        """)
                .param("ids", found.stream().map(Household::id).toList()).param("search", PersonName.normalised(search))
                .query(Rows.as(Named.class)).list().stream().collect(Collectors.toMap(Named::id, Named::names));
    }
}
