package org.shouwang.benchmark;

import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.KEY;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.shouwang.casefile.CaseSearch;
import org.shouwang.desk.TaskList;
import org.shouwang.desk.TaskQuery;
import org.shouwang.desk.TaskSort;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.Shouwang;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures the desk's list while the open tasks grow in number from ten thousand to a million. Run it with {@code mvn -q
 * process-test-classes spring-boot:test-run -Dspring-boot.run.main-class=org.shouwang.benchmark.DeskBenchmark};
 * src/docs/benchmarks.md explains the numbers. The benchmark fails if its limit is exceeded.
 */
public final class DeskBenchmark {

    private static final int PAGE = 50;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final Map<Integer, String> deepOfAll = new TreeMap<>();
    private final Map<Integer, String> deepOfCounty = new TreeMap<>();
    private final Growth growth;
    private final TaskList list;

    private DeskBenchmark(Growth growth, TaskList list, CaseSearch cases, String village) {
        this.growth = growth;
        this.list = list;
        CurrentUser township = user("township" + Shouwang.TOWNSHIP, "township");
        CurrentUser county = user("county" + Shouwang.COUNTY, "county");
        CurrentUser admin = user("camunda-admin", "camunda-admin");
        for (Map.Entry<String, CurrentUser> who : Map.of("township (300)", township, "county (5,000)", county, "administrator (all)", admin).entrySet()) {
            for (TaskSort sort : TaskSort.values()) {
                page(who, "first page, " + sort, true, query(null, null, null, null, null, sort));
            }
            page(who, "overdue", true, query(null, null, null, "OVERDUE", null, null));
            page(who, "one step", true, query(KEY, REVIEW_AT_TOWNSHIP, null, null, null, null));
            page(who, "one village", true, query(null, null, Shouwang.VILLAGE, null, null, null));
            page(who, "one township, newest", false, query(null, null, Shouwang.TOWNSHIP, null, null, TaskSort.NEWEST));
            page(who, "on track", false, query(null, null, null, "ON_TRACK", null, null));
            page(who, "overdue, newest", false, query(null, null, null, "OVERDUE", null, TaskSort.NEWEST));
            page(who, "name", false, query(null, null, null, null, "赵示12", null));
            ask(who.getKey() + ": count", false, who.getValue(), () -> (int) list.count(query(null, null, null, null, null, null)));
            ask(who.getKey() + ": figures by step", false, who.getValue(), () -> list.kinds().size());
        }
        for (Map.Entry<String, CurrentUser> who : Map.of("township (300)", township, "county (5,000)", county).entrySet()) {
            Map.of("number", "JC-411081-2026-0000001", "end of a number", "000001", "head's name", "赵示12", "name of a village", village).forEach((title, text) ->
                    ask(who.getKey() + ": cases by " + title, true, who.getValue(), () -> cases.find(null, text, null, PAGE).items().size()));
        }
        ask("county (5,000): page after 90 %", true, county, () -> list.page(query(null, null, null, null, null, null), deepOfCounty.get(growth.size()), PAGE).items().size());
        ask("administrator (all): page after 90 %", true, admin, () -> list.page(query(null, null, null, null, null, null), deepOfAll.get(growth.size()), PAGE).items().size());
    }

    private void page(Map.Entry<String, CurrentUser> who, String title, boolean held, TaskQuery query) {
        ask(who.getKey() + ": " + title, held, who.getValue(), () -> list.page(query, null, PAGE).items().size());
    }

    private void ask(String title, boolean held, CurrentUser user, IntSupplier call) {
        growth.ask(title, held, title.endsWith("name") || title.endsWith("village"), user, call);
    }

    private static TaskQuery query(String process, String task, String region, String state, String search, TaskSort sort) {
        return new TaskQuery(process, task, region, state, null, null, null, search, sort == null ? null : sort.name());
    }

    private static CurrentUser user(String group, String role) {
        return new CurrentUser(group, "", List.of(role, group));
    }

    /**
     * Runs the benchmark.
     *
     * @param args none
     * @throws IOException if the database cannot be started
     * @throws SQLException if the database cannot be filled
     */
    public static void main(String[] args) throws IOException, SQLException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        boolean kept = run();
        System.exit(kept ? 0 : 1);
    }

    private static boolean run() throws IOException, SQLException {
        try (BenchmarkServer server = new BenchmarkServer()) {
            server.create("product", "template0");
            try (SwitchedDatabase database = new SwitchedDatabase(server, "product");
                 ConfigurableApplicationContext product = Growth.startProduct(database)) {
                LocalDate today = product.getBean(AdjustableClock.class).today();
                database.release();
                for (int size : Growth.SIZES) {
                    fill(server, size, today);
                }
                server.run("postgres", "checkpoint");
                Growth growth = new Growth(database, "desk");
                DeskBenchmark benchmark = new DeskBenchmark(growth, product.getBean(TaskList.class), product.getBean(CaseSearch.class),
                        product.getBean(Regions.class).find(Shouwang.VILLAGE).orElseThrow().name());
                for (int each : Growth.SIZES) {
                    growth.use(each);
                    benchmark.deepOfAll.put(each, deep(database.getConnection(), "true"));
                    benchmark.deepOfCounty.put(each, deep(database.getConnection(), "group_id = 'county411081'"));
                }
                return growth.run(server);
            }
        }
    }

    /**
     * Fills the database with open tasks of ninety days: 300 of one township, 5,000 of its county, the others scattered over
     * the city's posts. One in twenty has no limit. A case belongs to each.
     */
    private static void fill(BenchmarkServer server, int size, LocalDate today) throws SQLException {
        long start = System.nanoTime();
        // What the product does by itself may hold a connection, and a database in use cannot be copied.
        server.run("postgres", "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'product'");
        server.create("desk" + size, "product");
        try (Connection connection = server.connect("desk" + size); Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table shouwang.sample as
                    select n, 'JC-411081-2026-' || lpad(n::text, 7, '0') as case_no, case when n <= 300 then '411081101201' else v.code end as code, r.place %% 90 as age,
                        case when n <= 300 then 'township411081101' when n <= 5300 then 'county411081'
                            when n %% 10 < 7 then 'village' || v.code when n %% 10 < 9 then 'township' || w.code
                            else 'leader' || left(v.code, 6) end as group_id
                    from generate_series(1, %d) n
                    cross join lateral (select ('x' || left(md5(n::text), 7))::bit(28)::int as place) r
                    join (select code, row_number() over (order by code) - 1 as place from shouwang.region where level = 'VILLAGE') v
                        on v.place = case when n <= 300 then 0 else r.place %% (select count(*) from shouwang.region where level = 'VILLAGE') end
                    join (select code, row_number() over (order by code) - 1 as place from shouwang.region
                            where level = 'TOWNSHIP' and code <> '411081101') w
                        on w.place = r.place %% (select count(*) - 1 from shouwang.region where level = 'TOWNSHIP')
                    order by md5(n::text)
                    """.formatted(size));
            statement.execute("""
                    insert into shouwang.case_file (case_no, process_key, status, village_code, township_code, county_code, head_name,
                        head_id_cipher, reason, registered_by, registered_at)
                    select case_no, '%2$s', 'IN_PROGRESS', code, left(code, 9), left(code, 6),
                        (array['赵','钱','孙','李','周','吴','郑','王'])[1 + n %% 8] || '示' || n %% 1000, 'x', '生病', 'partner',
                        timestamp '%1$s' at time zone 'Asia/Shanghai' - age * interval '1 day'
                    from shouwang.sample
                    """.formatted(today, KEY));
            statement.execute("""
                    insert into shouwang.open_task (task_id, case_no, process, element, name, group_id, region_code, since, due_on,
                        warned_from, stuck_from)
                    select md5(n::text), case_no, '%6$s',
                        (array['%2$s', '%3$s', '%4$s', '%5$s'])[1 + n %% 4], '环节', group_id, code,
                        timestamp '%1$s' at time zone 'Asia/Shanghai' - age * interval '1 day' + n * interval '1 millisecond',
                        d.due, d.due - 3, d.due + 1
                    from shouwang.sample
                    cross join lateral (select case when n %% 20 > 0 then date '%1$s' - age + 60 end as due) d
                    order by md5(n::text)
                    """.formatted(today, REVIEW_AT_TOWNSHIP, CHECK_AT_COUNTY, VERIFY_HOUSEHOLD, PRESELECT_AT_VILLAGE, KEY));
            statement.execute("drop table shouwang.sample");
            statement.execute("vacuum analyze");
        }
        OUT.printf("%,d open tasks filled in %d s%n", size, (System.nanoTime() - start) / 1_000_000_000);
    }

    private static String deep(Connection open, String where) throws SQLException {
        try (Connection connection = open; ResultSet row = connection.createStatement().executeQuery("""
                select region_code || '_' || due_order || '_' || (extract(epoch from since) * 1000)::bigint || '_' || task_id as place
                from shouwang.open_task where %1$s order by due_order, since, task_id
                limit 1 offset (select count(*) / 10 * 9 from shouwang.open_task where %1$s)
                """.formatted(where))) {
            row.next();
            return "after_" + row.getString("place");
        }
    }
}
