package org.shouwang.assistance;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.household.Risk;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The plans of all cases, each kept as the township made it. */
@Repository
public class Plans {

    private final JdbcClient jdbc;
    private final MeasureCatalogue catalogue;
    private final AdjustableClock clock;

    Plans(JdbcClient jdbc, MeasureCatalogue catalogue, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Records a plan.
     *
     * @param caseNo    the number of the case in which the plan was made
     * @param plan      the plan with the errors that the decision table found
     * @param plannedBy the id of the user who made the plan
     * @return the plan's id
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long add(String caseNo, Plan plan, String plannedBy) {
        long id = jdbc.sql("""
                        insert into shouwang.assistance_plan (case_no, willing, planned_by, planned_at)
                        values (?, ?, ?, ?) returning id
                        """)
                .params(caseNo, plan.willing(), plannedBy, Timestamp.from(clock.instant())).query(Long.class).single();
        int position = 0;
        for (PlannedMeasure planned : plan.measures()) {
            jdbc.sql("""
                            insert into shouwang.assistance_plan_measure (plan_id, position, code, risk, member_name, amount,
                                notes, planned_on)
                            values (?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(id, position++, planned.measure().code(), planned.risk().name(), planned.memberName(),
                            planned.amount(), planned.notes(), planned.plannedOn())
                    .update();
        }
        position = 0;
        for (PlanFault fault : plan.faults()) {
            jdbc.sql("insert into shouwang.assistance_plan_fault (plan_id, position, fault, reason) values (?, ?, ?, ?)")
                    .params(id, position++, fault.fault(), fault.reason()).update();
        }
        return id;
    }

    /**
     * @return the latest plan made in a case, or empty if there is none yet
     */
    public Optional<Plan> latestOf(String caseNo) {
        return jdbc.sql("select id, willing from shouwang.assistance_plan where case_no = ? order by id desc limit 1")
                .param(caseNo)
                .query((row, index) -> new Plan(row.getBoolean("willing"), measures(row.getLong("id")), faults(row.getLong("id"))))
                .optional();
    }

    private List<PlannedMeasure> measures(long planId) {
        Map<String, Measure> known = catalogue.all().stream().collect(Collectors.toMap(Measure::code, Function.identity()));
        return jdbc.sql("""
                        select code, risk, member_name, amount, notes, planned_on from shouwang.assistance_plan_measure
                        where plan_id = ? order by position
                        """)
                .param(planId)
                .query((row, index) -> new PlannedMeasure(known.get(row.getString("code")), Risk.valueOf(row.getString("risk")),
                        row.getString("member_name"), row.getBigDecimal("amount"), row.getString("notes"),
                        Rows.day(row, "planned_on")))
                .list();
    }

    private List<PlanFault> faults(long planId) {
        return jdbc.sql("select fault, reason from shouwang.assistance_plan_fault where plan_id = ? order by position")
                .param(planId).query(Rows.as(PlanFault.class)).list();
    }
}
