package org.shouwang.problems;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The findings of townships and villages that compared themselves with the problems (对照排查). */
@Repository
public class Findings {

    private static final Pattern HOUSEHOLD = Pattern.compile("HU-\\d{6}-\\d{6,}");
    private static final String SELECT = """
            select f.id, f.problem_id, f.region_code, f.household_id, h.household_no, f.description, f.measures, f.due_on,
                f.unit_text, f.result, f.struck_off
            from shouwang.problem_finding f left join shouwang.household h on h.id = f.household_id
            """;
    private static final RowMapper<Finding> FINDING = Rows.as(Finding.class);

    private final JdbcClient jdbc;
    private final HouseholdSearch households;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Findings(JdbcClient jdbc, HouseholdSearch households, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.households = households;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Finds the household whose number a text contains.
     *
     * @param text  what somebody wrote
     * @param place the code of the county, township or village in which the household has to live
     * @return the household's id; empty if the text has no number of a household in this place that the user who has signed in
     *     may see
     */
    Optional<Long> householdIn(String text, String place) {
        Matcher number = HOUSEHOLD.matcher(text);
        return number.find() ? households.findVisible(number.group()).filter(found -> found.villageCode().startsWith(place))
                .map(Household::id) : Optional.empty();
    }

    boolean has(String problemNo, Finding finding) {
        return jdbc.sql("""
                        select count(*) from shouwang.problem_finding f join shouwang.problem p on p.id = f.problem_id
                        where p.problem_no = ? and f.description = ?
                        """)
                .params(problemNo, finding.description()).query(Long.class).single() > 0;
    }

    /** Adds a finding. A new finding is never struck off. */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(String problemNo, Finding finding) {
        jdbc.sql("""
                        insert into shouwang.problem_finding (problem_id, position, region_code, household_id, description,
                            measures, due_on, unit_text, result, recorded_by, recorded_at)
                        select p.id, 1 + (select count(*) from shouwang.problem_finding f where f.problem_id = p.id), :region,
                            cast(:household as bigint), :description, :measures, :due, :unit, :result, :by, :at
                        from shouwang.problem p where p.problem_no = :no
                        """)
                .param("no", problemNo).param("region", finding.regionCode()).param("household", finding.householdId())
                .param("description", finding.description()).param("measures", finding.measures())
                .param("due", finding.dueOn()).param("unit", finding.unitText()).param("result", finding.result())
                .param("by", users.get().id()).param("at", Timestamp.from(clock.instant())).update();
    }

    /**
     * Sets the result of a finding.
     *
     * @param problemId the problem's id
     * @param position  the finding's place in the problem's list; the first is 1
     * @param result    整改结果
     * @param struckOff 是否销号
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void set(long problemId, int position, String result, boolean struckOff) {
        jdbc.sql("""
                        update shouwang.problem_finding set result = ?, struck_off = ?,
                            struck_off_on = case when ? then coalesce(struck_off_on, ?) end
                        where problem_id = ? and position = ?
                        """)
                .params(result, struckOff, struckOff, clock.today(), problemId, position).update();
    }

    /**
     * Returns the findings of a problem in the regions of the user who has signed in.
     *
     * @param problem a problem that the user may see
     * @return the findings by their place in the problem's list
     */
    public Map<Integer, Finding> visibleOf(Problem problem) {
        CurrentUser user = users.get();
        Map<Integer, Finding> visible = new TreeMap<>();
        List<Finding> all = of(problem.id());
        for (int i = 0; i < all.size(); i++) {
            if (user.covers(all.get(i).regionCode() == null ? problem.countyCode() : all.get(i).regionCode())) {
                visible.put(i + 1, all.get(i));
            }
        }
        return visible;
    }

    List<Finding> of(long problemId) {
        return jdbc.sql(SELECT + "where f.problem_id = ? order by f.position").param(problemId).query(FINDING).list();
    }

    /** Returns the findings that name a household, each with its problem's status, oldest first. */
    List<Map.Entry<Standing, Finding>> ofHousehold(long householdId) {
        return jdbc.sql(SELECT.replace("f.struck_off\n", "f.struck_off, p.problem_no, p.status\n") + """
                        join shouwang.problem p on p.id = f.problem_id where f.household_id = ? order by f.id
                        """)
                .param(householdId).query((row, index) -> Map.entry(
                        new Standing(row.getString("problem_no"), ProblemStatus.valueOf(row.getString("status"))),
                        FINDING.mapRow(row, index))).list();
    }

    /** The number and status of the problem of a finding. */
    record Standing(String problemNo, ProblemStatus status) {
    }
}
