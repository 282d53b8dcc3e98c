package org.shouwang.procedure;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.region.Regions;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The monthly circular (通报) of a procedure: a row for each unit of each county that the user sees, and their sum. */
@Service
public class ProcedureCircular {

    private static final String NO_UNIT = "（尚未交办）";

    private final JdbcClient jdbc;
    private final ProcedureCases cases;
    private final Regions regions;
    private final AdjustableClock clock;

    ProcedureCircular(JdbcClient jdbc, ProcedureCases cases, Regions regions, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.regions = regions;
        this.clock = clock;
    }

    private record Unit(String county, String name) {
    }

    private record Counted(String county, String unit, String counts, long received, long ended, long late) {
    }

    /**
     * @param procedure a procedure with a circular
     * @return the headings of its columns
     */
    public static List<String> header(Procedure procedure) {
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
        Manifest.Circular circular = procedure.manifest().circular();
        Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key(), "by", circular.by(), "counts", circular.counts()));
        params.put("first", month.atDay(1));
        params.put("last", month.atEndOfMonth());
        params.put("from", Timestamp.from(ChinaTime.startOf(month.atDay(1))));
        params.put("until", Timestamp.from(ChinaTime.endOf(month.atEndOfMonth())));
        params.put("today", clock.today());
        List<Counted> found = jdbc.sql("""
                        select county, unit, counts, count(*) filter (where received) as received, count(*) filter (where ended) as ended,
                            count(*) filter (where late) as late
                        from (select c.county_code as county, (select v.text from shouwang.procedure_value v where v.case_no = c.case_no and v.field = :by) as unit,
                                (select v.text from shouwang.procedure_value v where v.case_no = c.case_no and v.field = :counts) as counts,
                                c.registered_at >= :from and c.registered_at < :until as received,
                                c.status not in ('IN_PROGRESS', 'APPROVED', 'WITHDRAWN') and c.decided_on between :first and :last as ended,
                                exists (select 1 from shouwang.deadline d where d.case_no = c.case_no and d.due_on between :first and :last
                                    and d.due_on < coalesce(d.met_on, d.cancelled_on, :today)) as late
                            from shouwang.case_file c where c.process_key = :process and %s) counted
                        where received or ended or late group by county, unit, counts order by county, unit nulls last
                        """.formatted(cases.reach(procedure, params))).params(params)
                .query((row, index) -> new Counted(row.getString("county"), row.getString("unit"), row.getString("counts"), row.getLong("received"),
                        row.getLong("ended"), row.getLong("late"))).list();
        List<String> options = List.copyOf(options(procedure).keySet());
        Map<Unit, long[]> units = new LinkedHashMap<>();
        long[] sum = new long[3 + options.size()];
        for (Counted each : found) {
            long[] unit = units.computeIfAbsent(new Unit(each.county(), each.unit()), any -> new long[sum.length]);
            for (long[] counts : new long[][] {unit, sum}) {
                counts[0] += each.received();
                counts[1] += each.ended();
                counts[2] += each.late();
                if (each.counts() != null && options.contains(each.counts())) {
                    counts[3 + options.indexOf(each.counts())] += each.ended();
                }
            }
        }
        List<List<Object>> rows = new ArrayList<>();
        units.forEach((unit, counts) -> rows.add(row(regions.nameOf(unit.county()), unit.name() == null ? NO_UNIT : unit.name(), counts)));
        if (!rows.isEmpty()) {
            rows.add(row("合计", null, sum));
        }
        return rows;
    }

    private static List<Object> row(String county, String unit, long[] counts) {
        List<Object> row = new ArrayList<>();
        row.add(county);
        row.add(unit);
        for (long count : counts) {
            row.add(count);
        }
        return row;
    }

    /**
     * @return the month before the present one, which a circular is about if no other is asked for
     */
    public YearMonth lastMonth() {
        LocalDate today = clock.today();
        return YearMonth.from(today).minusMonths(1);
    }
}
