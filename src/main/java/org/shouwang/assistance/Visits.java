package org.shouwang.assistance;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.shouwang.assistance.Responsibilities.Responsibility;
import org.shouwang.household.Household;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.household.Households;
import org.shouwang.household.StatusChange;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Visits (走访) at households: the visitor, the day and the findings (AS-2). Only visits of the responsible official count for
 * the yearly visit; visits of others are recorded and shown as such (the product's own rule). A correction is another record.
 */
@Service
public class Visits {

    /** The earliest possible day of a visit: households have been in the register since this year (国开办发〔2014〕24号). */
    private static final LocalDate EARLIEST = LocalDate.of(2014, 1, 1);
    private static final int MAX_VISITOR = 50;
    private static final int MAX_FOUND = 1000;
    private static final int MAX_REASON = 500;
    private static final String WITHIN_MONTHS = "VISIT_WITHIN_MONTHS";
    private static final String SELECT = """
            select v.id, v.visited_on, v.visited_by, v.official_id, v.knows_helper, v.found, v.corrects, v.reason, v.recorded_by,
                (select n.id from shouwang.household_visit n where n.corrects = v.id) as corrected_by
            from shouwang.household_visit v
            """;

    private final JdbcClient jdbc;
    private final Households households;
    private final Responsibilities responsibilities;
    private final PolicyParameters parameters;
    private final AssistanceRights rights;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Visits(JdbcClient jdbc, Households households, Responsibilities responsibilities, PolicyParameters parameters,
           AssistanceRights rights, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.households = households;
        this.responsibilities = responsibilities;
        this.parameters = parameters;
        this.rights = rights;
        this.users = users;
        this.clock = clock;
    }

    /**
     * A visit on record.
     *
     * @param id          the record's id
     * @param visitedOn   the day of the visit
     * @param visitedBy   the names of the visitors
     * @param officialId  the visitor's id in the register if a present or former responsible person visited, or null
     * @param knowsHelper whether the household knows who its helper (帮扶人) is, or null if nobody asked
     * @param found       the findings of the visit
     * @param corrects    the id of the record that this record corrects, or null
     * @param reason      the reason for the correction, or null
     * @param recordedBy  the id of the user who made the record
     * @param correctedBy the id of the record that corrects this record, or null if it holds
     */
    public record Visit(long id, LocalDate visitedOn, String visitedBy, Long officialId, Boolean knowsHelper, String found,
                        Long corrects, String reason, String recordedBy, Long correctedBy) {
    }

    /**
     * A report of a visit, not yet checked.
     *
     * @param visitedOn   the day of the visit, or null
     * @param officialId  the id of the present or former responsible person who visited, or null
     * @param visitedBy   the names of the visitors if others visited, or null
     * @param knowsHelper whether the household knows who its helper (帮扶人) is, or null if nobody asked
     * @param found       the findings of the visit, or null
     */
    public record Report(LocalDate visitedOn, String officialId, String visitedBy, Boolean knowsHelper, String found) {
    }

    /**
     * Returns a page of a household's visits, including records that were corrected.
     *
     * @param householdId the household's id
     * @param cursor      the cursor from the page before; null or empty for the first page
     * @param limit       the number of visits on the page, 1 to 200
     * @throws InvalidInputException if the cursor or the limit is wrong
     */
    public Page<Visit> page(long householdId, String cursor, int limit) {
        PageRequest asked = PageRequest.of(cursor, limit);
        List<Visit> found = jdbc.sql(SELECT + "where v.household_id = ? and v.id < ? order by v.id desc limit ?")
                .params(householdId, asked.before(), asked.rows()).query(Rows.as(Visit.class)).list();
        return asked.page(found, Visit::id);
    }

    /**
     * Returns the latest visits of a household, without records that were corrected.
     *
     * @param householdId the household's id
     * @param most        the most visits to return
     * @return the visits, oldest first
     */
    public List<Visit> latest(long householdId, int most) {
        return jdbc.sql("select * from (" + SELECT + """
                        where v.household_id = ? and not exists
                            (select 1 from shouwang.household_visit n where n.corrects = v.id)
                        order by v.visited_on desc, v.id desc limit ?) latest order by visited_on, id
                        """)
                .params(householdId, most).query(Rows.as(Visit.class)).list();
    }

    /**
     * Returns a visit of a household.
     *
     * @param household the household
     * @param id        the record's id
     * @throws NotFoundException if the household has no visit with this id
     */
    public Visit get(Household household, long id) {
        return jdbc.sql(SELECT + "where v.id = ? and v.household_id = ?").params(id, household.id()).query(Rows.as(Visit.class)).optional()
                .orElseThrow(() -> new NotFoundException("该户没有这条走访记录"));
    }

    /**
     * Records a visit on behalf of the user who has signed in.
     *
     * @param household a household that the user may see
     * @param report    the report of the visit
     * @return the record's id
     * @throws org.shouwang.shared.ForbiddenException if the user may not record visits
     * @throws InvalidInputException                  if anything is wrong; names every wrong field
     */
    @Transactional
    public long add(Household household, Report report) {
        rights.requireToRecord(household);
        FieldErrors errors = new FieldErrors();
        Sound sound = check(errors, household, report);
        errors.throwIfAny();
        return insert(household, sound, null, null);
    }

    /**
     * Corrects a wrong record of a visit. The wrong record is kept beside its correction.
     *
     * @param household a household that the user may see
     * @param id        the id of the wrong record
     * @param report    the right report
     * @param reason    the reason for the correction
     * @return the new record's id
     * @throws org.shouwang.shared.ForbiddenException if the user may not record visits
     * @throws NotFoundException                      if the household has no such visit
     * @throws ConflictException                      if the record was corrected already
     * @throws InvalidInputException                  if anything is wrong; names every wrong field
     */
    @Transactional
    public long correct(Household household, long id, Report report, String reason) {
        rights.requireToRecord(household);
        households.lock(household.id());
        Visit wrong = get(household, id);
        FieldErrors errors = new FieldErrors();
        Sound sound = check(errors, household, report);
        String why = Texts.required(errors, reason, "reason", "更正原因", MAX_REASON);
        errors.throwIfAny();
        if (wrong.correctedBy() != null) {
            throw new ConflictException("这条走访记录已经更正过，请更正最新的一条");
        }
        return insert(household, sound, id, why);
    }

    /**
     * Tells whether the yearly visit of the responsible official is overdue (X5 三（一）). Visits of others do not count.
     *
     * @param household a household
     * @return the day of the last visit that counts, or of the admission; empty if no visit is overdue or the household is not
     *     monitored
     */
    public Optional<LocalDate> unvisitedSince(Household household) {
        if (household.status() != MonitoringStatus.MONITORED) {
            return Optional.empty();
        }
        List<StatusChange> history = households.historyOf(household.id());
        LocalDate since = history.get(history.size() - 1).since();
        LocalDate last = latestThat("v.official_id is not null", household.id()).map(Visit::visitedOn)
                .filter(day -> day.isAfter(since)).orElse(since);
        int months = parameters.number(WITHIN_MONTHS, clock.today());
        return last.plusMonths(months).isAfter(clock.today()) ? Optional.empty() : Optional.of(last);
    }

    /**
     * Tells whether a household does not know who its helper is (X5 三（一）).
     *
     * @param household a household
     * @return the day on which the household was last asked and did not know; empty if it knew, was never asked, or is not
     *     monitored
     */
    public Optional<LocalDate> helperUnknownOn(Household household) {
        return household.status() != MonitoringStatus.MONITORED ? Optional.empty()
                : latestThat("v.knows_helper is not null", household.id()).filter(visit -> !visit.knowsHelper()).map(Visit::visitedOn);
    }

    private Optional<Visit> latestThat(String condition, long householdId) {
        return jdbc.sql(SELECT + "where v.household_id = ? and " + condition + """
                         and not exists (select 1 from shouwang.household_visit n where n.corrects = v.id)
                        order by v.visited_on desc, v.id desc limit 1
                        """)
                .param(householdId).query(Rows.as(Visit.class)).optional();
    }

    /**
     * A report without errors. It has the visitors' names, and the visitor's id if a present or former responsible person
     * visited.
     */
    private record Sound(LocalDate visitedOn, String visitedBy, Long officialId, Boolean knowsHelper, String found) {
    }

    /** Reads the names of the visitors. Several people may have come; each name is checked. */
    private static String visitors(FieldErrors errors, String text) {
        if (text == null) {
            return null;
        }
        List<String> names = Arrays.stream(text.split("[、，,；;\\n]")).map(PersonName::normalised).filter(name -> !name.isEmpty()).toList();
        String problem = names.isEmpty() ? "为必填项" : names.stream().map(PersonName::problem).filter(Objects::nonNull).findFirst().orElse(null);
        if (problem != null) {
            errors.add("visitedBy", "走访人", problem);
        }
        return String.join("、", names);
    }

    private Sound check(FieldErrors errors, Household household, Report report) {
        LocalDate today = clock.today();
        if (report.visitedOn() == null) {
            errors.add("visitedOn", "走访日期", "为必填项");
        } else if (!errors.refuseFuture("visitedOn", "走访日期", report.visitedOn(), today) && report.visitedOn().isBefore(EARLIEST)) {
            errors.add("visitedOn", "走访日期", "不能早于 " + EARLIEST + "（2014年起建档立卡）");
        }
        Optional<Responsibility> official = responsible(errors, household, report);
        String visitor = official.map(Responsibility::name).orElse(report.visitedBy());
        if (report.officialId() == null || report.officialId().isBlank()) {
            visitor = visitors(errors, Texts.required(errors, visitor, "visitedBy", "走访人", MAX_VISITOR));
        }
        return new Sound(report.visitedOn(), visitor, official.map(Responsibility::officialId).orElse(null), report.knowsHelper(),
                Texts.required(errors, report.found(), "found", "了解到的情况", MAX_FOUND));
    }

    /**
     * Returns the responsible person who visited: the person chosen in the report, or the present responsible person if the
     * report gives that person's name.
     */
    private Optional<Responsibility> responsible(FieldErrors errors, Household household, Report report) {
        List<Responsibility> known = responsibilities.of(household.id());
        if (report.officialId() == null || report.officialId().isBlank()) {
            return known.stream().filter(item -> item.endedOn() == null && report.visitedBy() != null
                    && item.name().equals(PersonName.normalised(report.visitedBy()))).findFirst();
        }
        Optional<Responsibility> chosen = known.stream()
                .filter(item -> String.valueOf(item.officialId()).equals(report.officialId().strip())).findFirst();
        if (chosen.isEmpty()) {
            errors.add("officialId", "走访人", "不是该户的帮扶责任人；其他人员走访的，请填写走访人姓名");
        }
        return chosen;
    }

    private long insert(Household household, Sound report, Long corrects, String reason) {
        return jdbc.sql("""
                        insert into shouwang.household_visit (household_id, visited_on, visited_by, official_id, knows_helper,
                            found, corrects, reason, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(household.id(), report.visitedOn(), report.visitedBy(), report.officialId(), report.knowsHelper(),
                        report.found(), corrects, reason,
                        users.get().id(), Timestamp.from(clock.instant()))
                .query(Long.class).single();
    }
}
