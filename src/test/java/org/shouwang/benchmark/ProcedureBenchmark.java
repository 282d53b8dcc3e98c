package org.shouwang.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureCases;
import org.shouwang.procedure.ProcedureLedger;
import org.shouwang.procedure.Procedures;
import org.shouwang.security.CurrentUser;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.Shouwang;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures the list and the ledger of a procedure that is a folder, while its cases grow in number from ten thousand to a million.
 * Run it with {@code mvn -q process-test-classes spring-boot:test-run
 * -Dspring-boot.run.main-class=org.shouwang.benchmark.ProcedureBenchmark}; src/docs/benchmarks.md explains the numbers. The
 * benchmark fails if its limit is exceeded.
 */
public final class ProcedureBenchmark {

    private static final String KEY = "well-repair";
    private static final int PAGE = 50;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final Map<Integer, String> deep = new TreeMap<>();
    private final Growth growth;
    private final Procedure procedure;
    private final ProcedureCases cases;
    private final ProcedureLedger ledger;

    private ProcedureBenchmark(Growth growth, Procedure procedure, ProcedureCases cases, ProcedureLedger ledger, LocalDate today) {
        this.growth = growth;
        this.procedure = procedure;
        this.cases = cases;
        this.ledger = ledger;
        for (CurrentUser user : List.of(user("village", Shouwang.VILLAGE), user("township", Shouwang.TOWNSHIP), user("county", Shouwang.COUNTY),
                user("city", "411000"))) {
            String who = user.groups().get(0);
            ask(who + ": list", user, filter(null, null, null, Map.of()), null);
            ask(who + ": list, one status", user, filter("WELL_REPAIRED", null, null, Map.of()), null);
            ask(who + ": list, a rare status", user, filter("WELL_REFUSED", null, null, Map.of()), null);
            ask(who + ": list, one kind", user, filter(null, null, null, Map.of("kindOfWell", "DEEP")), null);
            ask(who + ": list, one village", user, filter(null, Shouwang.VILLAGE, null, Map.of()), null);
            ask(who + ": list, this month", user, filter(null, null, today.withDayOfMonth(1), Map.of()), null);
            growth.ask(who + ": ledger", true, false, user, () -> ledger.rows(procedure, cases.page(procedure, filter(null, null, null, Map.of()), null, 200), 1).size());
        }
        ask("city: list after 90 %", user("city", "411000"), filter(null, null, null, Map.of()), deep);
    }

    private void ask(String title, CurrentUser user, ProcedureCases.Filter filter, Map<Integer, String> after) {
        growth.ask(title, true, true, user, () -> cases.page(procedure, filter, after == null ? null : after.get(growth.size()), PAGE).items().size());
    }

    private static ProcedureCases.Filter filter(String status, String region, LocalDate from, Map<String, String> fields) {
        return new ProcedureCases.Filter(status, region, from, null, fields);
    }

    private static CurrentUser user(String role, String region) {
        return new CurrentUser(role + region, "", List.of(role, role + region));
    }

    /**
     * Runs the benchmark.
     *
     * @param args none
     * @throws IOException  if the database cannot be started
     * @throws SQLException if the database cannot be filled
     */
    public static void main(String[] args) throws IOException, SQLException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.exit(run() ? 0 : 1);
    }

    private static boolean run() throws IOException, SQLException {
        try (BenchmarkServer server = new BenchmarkServer()) {
            server.create("product", "template0");
            try (SwitchedDatabase database = new SwitchedDatabase(server, "product");
                 ConfigurableApplicationContext product = Growth.startProduct(database, "--shouwang.procedures.folder=src/test/resources/procedures")) {
                LocalDate today = product.getBean(AdjustableClock.class).today();
                database.release();
                for (int size : Growth.SIZES) {
                    fill(server, size, today);
                }
                server.run("postgres", "checkpoint");
                Growth growth = new Growth(database, "procedure");
                ProcedureBenchmark benchmark = new ProcedureBenchmark(growth, product.getBean(Procedures.class).get(KEY),
                        product.getBean(ProcedureCases.class), product.getBean(ProcedureLedger.class), today);
                for (int size : Growth.SIZES) {
                    benchmark.deep.put(size, String.valueOf(size / 10));
                }
                return growth.run(server);
            }
        }
    }

    /**
     * Fills the database with cases of three years. Twenty are of one village, 300 of its township and 5,000 of its county, the others
     * are scattered over the other counties of the city; one in a hundred is refused, nine in ten are repaired.
     */
    private static void fill(BenchmarkServer server, int size, LocalDate today) throws SQLException {
        long start = System.nanoTime();
        // What the product does by itself may hold a connection, and a database in use cannot be copied.
        server.run("postgres", "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'product'");
        server.create("procedure" + size, "product");
        try (Connection connection = server.connect("procedure" + size); Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table shouwang.sample as
                    select n, 'SJ-' || left(code, 6) || '-2026-' || lpad(n::text, 7, '0') as case_no, code, age,
                        case when n %% 100 = 7 then 'WELL_REFUSED' when n %% 10 > 0 then 'WELL_REPAIRED' else 'IN_PROGRESS' end as status
                    from (
                        select n, (%1$d - n) * 1000 / %1$d as age, (('x' || left(md5(n::text), 7))::bit(28)::int) as place,
                            (row_number() over (order by md5(n::text))) as drawn
                        from generate_series(1, %1$d) n) r
                    cross join (select array_agg(code order by code) filter (where code like '411081101%%' and code <> '411081101201') as township,
                        array_agg(code order by code) filter (where code like '411081%%' and code not like '411081101%%') as county,
                        array_agg(code order by code) filter (where code not like '411081%%') as others
                        from shouwang.region where level = 'VILLAGE') v
                    cross join lateral (
                        select case when drawn <= 20 then '411081101201' when drawn <= 300 then township[1 + place %% cardinality(township)]
                            when drawn <= 5000 then v.county[1 + place %% cardinality(v.county)]
                            else others[1 + place %% cardinality(others)] end as code) c
                    """.formatted(size));
            statement.execute("""
                    insert into shouwang.case_file (case_no, process_key, status, village_code, township_code, county_code, head_name,
                        reason, registered_by, registered_at, decided_on)
                    select case_no, '%2$s', status, code, left(code, 9), left(code, 6), '示村', '井坏', 'partner',
                        timestamp '%1$s' at time zone 'Asia/Shanghai' - age * interval '1 day', date '%1$s' - age + 5
                    from shouwang.sample order by n
                    """.formatted(today, KEY));
            statement.execute("""
                    insert into shouwang.procedure_value (case_id, case_no, procedure, field, text, number, day)
                    select c.id, c.case_no, c.process_key, v.field, case when v.field = 'kindOfWell' then (array['DEEP', 'SHALLOW'])[1 + c.id %% 2] end,
                        case when v.field in ('amount', 'attempts') then 100 + c.id %% 900 end, case when v.field = 'repairedOn' then date '%s' end
                    from shouwang.case_file c, (values ('kindOfWell'), ('amount'), ('repairedOn'), ('attempts')) v (field)
                    where c.process_key = '%s' order by c.id
                    """.formatted(today, KEY));
            statement.execute("""
                    insert into shouwang.task_decision (case_no, process_key, element_id, element_name, task_id, decided_by, decided_at)
                    select case_no, '%s', 'userTask_reviewAtTownship', '乡镇审核', md5(n::text), 'somebody', now() from shouwang.sample order by n
                    """.formatted(KEY));
            statement.execute("drop table shouwang.sample");
            statement.execute("vacuum analyze");
        }
        OUT.printf("%,d cases filled in %d s%n", size, (System.nanoTime() - start) / 1_000_000_000);
    }
}
