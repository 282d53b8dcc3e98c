package org.shouwang.household;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The surveys of households. Each is kept as it was recorded. */
@Service
public class Surveys {

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final AdjustableClock clock;

    Surveys(JdbcClient jdbc, PersonalData personal, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.personal = personal;
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
                        weighing.category().name(), weighing.reason(), recordedBy, Timestamp.from(clock.instant()))
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
        facts.amounts().forEach((item, amount) -> jdbc
                .sql("insert into shouwang.survey_amount (survey_id, item, amount) values (?, ?, ?)")
                .params(id, item.name(), amount).update());
        for (Guarantee guarantee : Guarantee.values()) {
            jdbc.sql("insert into shouwang.survey_guarantee (survey_id, guarantee, met) values (?, ?, ?)")
                    .params(id, guarantee.name(), facts.guarantees().contains(guarantee)).update();
        }
        facts.risks().forEach(risk -> jdbc.sql("insert into shouwang.survey_risk (survey_id, risk) values (?, ?)")
                .params(id, risk.name()).update());
    }

    /** Returns the latest survey of a case; empty if the case has none yet. */
    public Optional<Survey> latestOf(String caseNo) {
        return jdbc.sql("select * from shouwang.survey where case_no = ? order by id desc limit 1").param(caseNo)
                .query(this::survey).optional();
    }

    public Survey get(long id) {
        return jdbc.sql("select * from shouwang.survey where id = ?").param(id).query(this::survey).single();
    }

    private Survey survey(ResultSet row, int index) throws SQLException {
        long id = row.getLong("id");
        SurveyFacts facts = new SurveyFacts(Rows.day(row, "verified_on"),
                row.getBoolean("authorisation_signed"), RegisteredKind.valueOf(row.getString("registered_kind")),
                members(id), amounts(id), row.getBigDecimal("income_per_head_last_year"), guarantees(id),
                SuddenEvent.valueOf(row.getString("sudden_event")), risks(id), row.getString("risk_statement"));
        Weighing weighing = row.getString("suggested_category") == null ? null : new Weighing(row.getBigDecimal("reference_line"),
                Rows.day(row, "reference_line_from"), row.getBoolean("suggested_at_risk"),
                Category.valueOf(row.getString("suggested_category")), row.getString("suggestion_reason"));
        return new Survey(id, row.getString("case_no"), facts, weighing, row.getString("recorded_by"),
                Rows.instant(row, "recorded_at"));
    }

    private List<Member> members(long id) {
        return jdbc.sql("""
                        select name, id_cipher, relation, health, labour, schooling, position from shouwang.survey_member
                        where survey_id = ? order by position
                        """)
                .param(id)
                .query((row, index) -> new Member(row.getString("name"),
                        personal.decrypt(row.getString("id_cipher"), EncryptedColumn.member(id, row.getInt("position"))),
                        Relation.valueOf(row.getString("relation")), Health.valueOf(row.getString("health")),
                        Labour.valueOf(row.getString("labour")), Schooling.valueOf(row.getString("schooling"))))
                .list();
    }

    private Map<AmountItem, BigDecimal> amounts(long id) {
        Map<AmountItem, BigDecimal> amounts = new EnumMap<>(AmountItem.class);
        jdbc.sql("select item, amount from shouwang.survey_amount where survey_id = ?").param(id)
                .query(row -> {
                    amounts.put(AmountItem.valueOf(row.getString("item")), row.getBigDecimal("amount"));
                });
        return amounts;
    }

    private Set<Guarantee> guarantees(long id) {
        Set<Guarantee> met = EnumSet.noneOf(Guarantee.class);
        met.addAll(jdbc.sql("select guarantee from shouwang.survey_guarantee where survey_id = ? and met").param(id)
                .query(Guarantee.class).list());
        return met;
    }

    private List<Risk> risks(long id) {
        return jdbc.sql("select risk from shouwang.survey_risk where survey_id = ? order by risk").param(id)
                .query(Risk.class).list();
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
