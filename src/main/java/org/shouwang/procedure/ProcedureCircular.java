package org.shouwang.procedure;

import java.sql.Timestamp;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.region.Regions;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.NotFoundException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The monthly circular (通报) of a procedure: a row for each unit of each county that the user sees, and their sum. */
@Service
public record ProcedureCircular(JdbcClient jdbc, CaseReach reach, Regions regions, AdjustableClock clock) {

    private static final String NO_UNIT = "（尚未交办）";

    /**
     * @param procedure a procedure
     * @return the headings of its columns
     * @throws NotFoundException if the procedure has no circular
     */
    public static List<String> header(Procedure procedure) {
        if (procedure.manifest().circular() == null) {
            throw new NotFoundException("“" + procedure.manifest().title() + "”没有通报");
        }
        List<String> header = new ArrayList<>(List.of("县（市、区）", "单位", "收到", "办结", "超期"));
        header.addAll(options(procedure).values());
        return header;
    }

    private static Map<String, String> options(Procedure procedure) {
        return procedure.field(procedure.manifest().circular().counts()).orElseThrow().options();
    }

    /**
     * Counts the cases that the user who has signed in sees. A case was late in the month in which a limit's last day passed without
     * its step.
     *
     * @param procedure a procedure with a circular
     * @param month     the month
     * @return a row for each unit in the columns of {@link #header}, texts and whole numbers, and a last one with the sums; empty if
     *     nothing happened
     */
    public List<List<Object>> rows(Procedure procedure, YearMonth month) {
        Circular circular = procedure.manifest().circular();
        Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key(), "by", circular.by(), "counts", circular.counts(),
                "first", month.atDay(1), "last", month.atEndOfMonth(), "from", Timestamp.from(ChinaTime.startOf(month.atDay(1))),
                "until", Timestamp.from(ChinaTime.endOf(month.atEndOfMonth())), "today", clock.today()));
        List<String> columns = new ArrayList<>(List.of("received", "ended", "late"));
        StringBuilder choices = new StringBuilder();
        options(procedure).keySet().forEach(option -> {
            String column = "choice" + columns.size();
            choices.append(", count(*) filter (where ended and counts = :%1$s) as %1$s".formatted(column));
            params.put(column, option);
            columns.add(column);
        });
        List<List<Object>> rows = jdbc.sql("""
                        select county, unit, grouping(county) = 1 as is_sum, count(*) filter (where received) as received,
                            count(*) filter (where ended) as ended, count(*) filter (where late) as late %s
                        from (select c.county_code as county, (select v.text from shouwang.procedure_value v where v.case_no = c.case_no and v.field = :by) as unit,
                                (select v.text from shouwang.procedure_value v where v.case_no = c.case_no and v.field = :counts) as counts,
                                c.registered_at >= :from and c.registered_at < :until as received,
                                c.status not in ('IN_PROGRESS', 'APPROVED', 'WITHDRAWN') and c.decided_on between :first and :last as ended,
                                exists (select 1 from shouwang.deadline d where d.case_no = c.case_no and d.due_on between :first and :last
                                    and d.due_on < coalesce(d.met_on, d.cancelled_on, :today)) as late
                            from shouwang.case_file c where c.process_key = :process and %s and %s) counted
                        where received or ended or late group by grouping sets ((county, unit), ()) order by is_sum, county, unit nulls last
                        """.formatted(choices, reach.condition(procedure, params), reach.telling(procedure, Set.of(circular.by(), circular.counts()), params))).params(params)
                .query((row, index) -> {
                    String unit = row.getString("unit");
                    List<Object> cells = new ArrayList<>();
                    cells.add(row.getBoolean("is_sum") ? "合计" : regions.nameOf(row.getString("county")));
                    cells.add(row.getBoolean("is_sum") || unit != null ? unit : NO_UNIT);
                    for (String column : columns) {
                        cells.add(row.getLong(column));
                    }
                    return cells;
                }).list();
        // The sum is there even of nothing.
        return rows.size() == 1 ? List.of() : rows;
    }

    /**
     * @return the month before the present one, which a circular is about if no other is asked for
     */
    public YearMonth lastMonth() {
        return YearMonth.from(clock.today()).minusMonths(1);
    }
}
