package org.shouwang.assistance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.household.Household;
import org.shouwang.household.Risk;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The measures of households from the county's confirmation on, and their results. */
@Service
public class HouseholdMeasures {

    private static final int MAX_LENGTH = 500;
    private static final String SELECT = """
            select id, household_id, case_no, code, risk, member_name, amount, notes, planned_on, confirmed_on, carried_out_on,
                result, ended_on
            from shouwang.household_measure
            """;

    private final JdbcClient jdbc;
    private final MeasureCatalogue catalogue;
    private final AssistanceRights rights;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    HouseholdMeasures(JdbcClient jdbc, MeasureCatalogue catalogue, AssistanceRights rights, CurrentUsers users,
                      AdjustableClock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.rights = rights;
        this.users = users;
        this.clock = clock;
    }

    /**
     * A measure of a household.
     *
     * @param id           the measure's id
     * @param caseNo       the number of the case in which the measure was planned
     * @param planned      the measure as it was planned
     * @param confirmedOn  the day on which the county confirmed the measure
     * @param carriedOutOn the day on which the measure was carried out, or null
     * @param result       the result of the measure, or null
     * @param endedOn      the day on which the measure ended, or null
     */
    public record Item(long id, String caseNo, PlannedMeasure planned, LocalDate confirmedOn, LocalDate carriedOutOn,
                       String result, LocalDate endedOn) {

        /**
         * @return the Chinese name of the measure's state: carried out, not carried out, or ended
         */
        public String stateText() {
            return endedOn != null ? "已结束" : carriedOutOn != null ? "已落实" : "未落实";
        }
    }

    /**
     * A report on a measure, not yet checked.
     *
     * @param carriedOutOn the day on which the measure was carried out, or null
     * @param result       the result of the measure, or null
     * @param endedOn      the day on which the measure ended, or null while it goes on
     * @param reason       the reason why an earlier record is corrected, or null
     */
    public record Outcome(LocalDate carriedOutOn, String result, LocalDate endedOn, String reason) {
    }

    /**
     * A report on a measure as it was recorded.
     *
     * @param outcome    the report
     * @param recordedBy the id of the user who recorded it
     * @param recordedAt the moment of the record
     */
    public record Entry(Outcome outcome, String recordedBy, Instant recordedAt) {
    }

    /**
     * Gives the household the measures of a confirmed plan. The measures of earlier plans, such as the plan of an earlier
     * admission, end: what is still wanted of them is in the new plan.
     *
     * @param item the case
     * @param plan the plan of the case
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void confirm(CaseFile item, Plan plan) {
        LocalDate today = clock.today();
        jdbc.sql("update shouwang.household_measure set ended_on = ? where household_id = ? and ended_on is null")
                .params(today, item.householdId()).update();
        for (PlannedMeasure planned : plan.measures()) {
            jdbc.sql("""
                            insert into shouwang.household_measure (household_id, case_no, code, kind, risk, member_name, amount,
                                notes, planned_on, confirmed_on)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(item.householdId(), item.caseNo(), planned.measure().code(), planned.measure().kind().name(),
                            planned.risk().name(), planned.memberName(), planned.amount(), planned.notes(),
                            planned.plannedOn(), today)
                    .update();
        }
    }

    /**
     * @return the measures of a household, oldest first
     */
    public List<Item> of(long householdId) {
        return select("where household_id = ? order by id", householdId);
    }

    /**
     * Returns a measure of a household.
     *
     * @param household the household
     * @param id        the measure's id; may be anything that a user typed
     * @throws NotFoundException if the household has no measure with this id
     */
    public Item get(Household household, long id) {
        return select("where id = ? and household_id = ?", id, household.id()).stream().findFirst()
                .orElseThrow(() -> new NotFoundException("该户没有这项帮扶措施"));
    }

    /**
     * @return all reports recorded for a measure, oldest first
     */
    public List<Entry> entriesOf(long measureId) {
        return jdbc.sql("""
                        select carried_out_on, result, ended_on, reason, recorded_by, recorded_at
                        from shouwang.household_measure_record where measure_id = ? order by id
                        """)
                .param(measureId)
                .query((row, index) -> new Entry(new Outcome(Rows.day(row, "carried_out_on"), row.getString("result"),
                        Rows.day(row, "ended_on"), row.getString("reason")), row.getString("recorded_by"),
                        Rows.instant(row, "recorded_at")))
                .list();
    }

    /**
     * Records that a measure was carried out, or corrects an earlier record, which is kept.
     *
     * @param household a household that the user who has signed in may see
     * @param id        the measure's id
     * @param outcome   the report
     * @throws org.shouwang.shared.ForbiddenException if the user may not record measures
     * @throws NotFoundException                      if the household has no such measure
     * @throws ConflictException                      if the measure ended with its plan before anything was recorded
     * @throws InvalidInputException                  if anything is wrong; names every wrong field
     */
    @Transactional
    public void record(Household household, long id, Outcome outcome) {
        rights.requireToRecord(household);
        Item measure = select("where id = ? and household_id = ? for update", id, household.id()).stream().findFirst()
                .orElseThrow(() -> new NotFoundException("该户没有这项帮扶措施"));
        boolean first = entriesOf(id).isEmpty();
        if (first && measure.endedOn() != null) {
            throw new ConflictException("这项措施已随原来的帮扶计划结束");
        }
        Outcome sound = check(measure, outcome, first);
        jdbc.sql("""
                        insert into shouwang.household_measure_record (measure_id, carried_out_on, result, ended_on, reason,
                            recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(id, sound.carriedOutOn(), sound.result(), sound.endedOn(), sound.reason(), users.get().id(),
                        Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("update shouwang.household_measure set carried_out_on = ?, result = ?, ended_on = ? where id = ?")
                .params(sound.carriedOutOn(), sound.result(), sound.endedOn(), id).update();
    }

    private Outcome check(Item measure, Outcome outcome, boolean first) {
        FieldErrors errors = new FieldErrors();
        LocalDate today = clock.today();
        if (outcome.carriedOutOn() == null) {
            errors.add("carriedOutOn", "落实日期", "为必填项");
        } else if (!errors.refuseFuture("carriedOutOn", "落实日期", outcome.carriedOutOn(), today)
                && outcome.carriedOutOn().isBefore(measure.confirmedOn())) {
            errors.add("carriedOutOn", "落实日期", "不能早于县级确认之日（" + measure.confirmedOn() + "）");
        }
        String result = Texts.required(errors, outcome.result(), "result", "落实情况", MAX_LENGTH);
        String reason = first ? null : Texts.required(errors, outcome.reason(), "reason", "更正原因", MAX_LENGTH);
        if (outcome.endedOn() != null && !errors.refuseFuture("endedOn", "结束日期", outcome.endedOn(), today)
                && outcome.carriedOutOn() != null && outcome.endedOn().isBefore(outcome.carriedOutOn())) {
            errors.add("endedOn", "结束日期", "不能早于落实日期");
        }
        errors.throwIfAny();
        return new Outcome(outcome.carriedOutOn(), result, outcome.endedOn(), reason);
    }

    private List<Item> select(String where, Object... params) {
        Map<String, Measure> known = catalogue.all().stream().collect(Collectors.toMap(Measure::code, Function.identity()));
        return jdbc.sql(SELECT + where).params(params).query((row, index) -> item(row, known)).list();
    }

    private static Item item(ResultSet row, Map<String, Measure> known) throws SQLException {
        return new Item(row.getLong("id"), row.getString("case_no"), new PlannedMeasure(known.get(row.getString("code")),
                Risk.valueOf(row.getString("risk")), row.getString("member_name"), row.getBigDecimal("amount"),
                row.getString("notes"), Rows.day(row, "planned_on")),
                Rows.day(row, "confirmed_on"), Rows.day(row, "carried_out_on"),
                row.getString("result"), Rows.day(row, "ended_on"));
    }
}
