package org.shouwang.benchmark;

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
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.shouwang.ShouwangApplication;
import org.shouwang.household.HouseholdImport;
import org.shouwang.household.ImportReport;
import org.shouwang.security.CurrentUser;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.supervision.Figures;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Measures the figures of a day over 100,000 households, compares them with hand-written SQL for the present state, and
 * measures the cost of a file of 10,000 households. Run it with {@code mvn -q process-test-classes spring-boot:test-run
 * -Dspring-boot.run.main-class=org.shouwang.benchmark.RegisterBenchmark}; src/docs/benchmarks.md explains the numbers. The
 * benchmark fails if one of its limits is exceeded.
 */
public final class RegisterBenchmark {

    private static final int HOUSEHOLDS = 100_000;
    private static final int IN_THE_FILE = 10_000;
    private static final int REPETITIONS = 40;
    private static final double MAX_RATIO = 1.2;
    private static final double MAX_IMPORT_SECONDS = 5;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final CurrentUser CITY = new CurrentUser("city411000", "", List.of("city", "city411000"));
    private static final CurrentUser COUNTY = new CurrentUser("county" + Shouwang.COUNTY, "",
            List.of("county", "county" + Shouwang.COUNTY));
    private static final String BY_HAND = """
            select left(h.village_code, 6), count(*), count(*) filter (where h.status = 'ELIMINATED'), sum(m.amount)
            from shouwang.household h
            left join (select household_id, count(*) as amount from shouwang.household_measure where ended_on is null
                       group by household_id) m on m.household_id = h.id
            where h.status <> 'NOT_MONITORED' group by 1
            """;

    private RegisterBenchmark() {
    }

    /**
     * Runs the benchmark.
     *
     * @param args {@code imports} measures the file alone
     * @throws IOException if the database cannot be started
     * @throws SQLException if the database cannot be filled
     */
    public static void main(String[] args) throws IOException, SQLException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        boolean kept;
        try (BenchmarkServer server = new BenchmarkServer()) {
            server.create("product", "template0");
            try (ConfigurableApplicationContext product = startProduct(server)) {
                kept = importFile(server, product) & (List.of(args).contains("imports") || figures(server, product));
            }
        }
        System.exit(kept ? 0 : 1);
    }

    private static ConfigurableApplicationContext startProduct(BenchmarkServer server) {
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.setAdditionalProfiles("demo");
        return application.run("--server.port=0", "--logging.level.root=warn", "--shouwang.demo.households=0",
                "--spring.datasource.url=" + server.url("product"), "--spring.datasource.username=postgres",
                "--camunda.bpm.job-execution.enabled=false", "--spring.session.jdbc.cleanup-cron=-");
    }

    private static boolean importFile(BenchmarkServer server, ConfigurableApplicationContext product) throws IOException {
        HouseholdTable table = new HouseholdTable();
        for (int i = 0; i < IN_THE_FILE; i++) {
            table.household(person(3 * i), person(3 * i + 1), person(3 * i + 2));
        }
        byte[] file = table.xlsx();
        HouseholdImport imports = product.getBean(HouseholdImport.class);
        OUT.printf("A file of %,d households and %,d people, %,d KB of xlsx; processors' seconds are those of the product and the database%n%n"
                + "| | seconds | processors' seconds |%n|---|--:|--:|%n", IN_THE_FILE,
                3 * IN_THE_FILE, file.length / 1000);
        boolean kept = true;
        for (Run run : List.of(new Run("preview", false), new Run("import", true), new Run("the same again", true))) {
            long start = System.nanoTime();
            long before = processorNanos(server);
            ImportReport report = as(COUNTY, () -> imports.load(file, run.confirm()));
            double seconds = (System.nanoTime() - start) / 1e9;
            OUT.printf("| %s: %,d new, %,d unchanged, %,d rejected | %.1f | %.1f |%n", run.name(), report.created(), report.unchanged(),
                    report.rejected(), seconds, (processorNanos(server) - before) / 1e9);
            kept &= seconds <= MAX_IMPORT_SECONDS && report.rejected() == 0;
        }
        OUT.printf("%nEach takes at most %.0f seconds: %s%n%n", MAX_IMPORT_SECONDS, kept ? "kept" : "NOT KEPT");
        return kept;
    }

    private static long processorNanos(BenchmarkServer server) throws IOException {
        return server.processorNanos() + ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static Person person(int number) {
        String birthday = LocalDate.of(1950, 1, 1).plusDays(number / 900).format(DateTimeFormatter.BASIC_ISO_DATE);
        return new Person("某" + number, TestPeople.withChecksum("411081" + birthday + "%03d".formatted(number % 900)));
    }

    private record Run(String name, boolean confirm) {
    }

    /**
     * Measures the figures. Every household has three people; half of the households were eliminated, and of these a tenth
     * came back; four of five have measures.
     */
    private static boolean figures(BenchmarkServer server, ConfigurableApplicationContext product) throws SQLException {
        String today = product.getBean(AdjustableClock.class).today().toString();
        server.run("product", """
                insert into shouwang.household (household_no, village_code, head_name, head_id_cipher, head_id_hash, status,
                    created_at, updated_at)
                select 'B-' || n, v.code, '某户', '', 'B-' || n, case when n %% 20 in (1, 3, 5, 7, 9, 11, 13, 15, 17) then 'ELIMINATED'
                    else 'MONITORED' end, timestamptz '2024-01-01', timestamptz '2024-01-01'
                from generate_series(1, %d) n
                join (select code, row_number() over (order by md5(code)) - 1 as place from shouwang.region where level = 'VILLAGE') v
                    on v.place = n %% 219
                """.formatted(HOUSEHOLDS), """
                insert into shouwang.household_status_change (household_id, status, case_no, since, people, changed_by, changed_at)
                select h.id, c.status, 'B', date '2024-01-01' + (h.id % 300)::int + c.days, 3, 'b', timestamptz '2024-01-01'
                from shouwang.household h
                join (values ('MONITORED', 0, 1), ('ELIMINATED', 120, 2), ('MONITORED', 200, 20)) c (status, days, every)
                    on (h.id + 1) % c.every = 0
                where h.household_no like 'B-%' order by h.id, c.days
                """, """
                insert into shouwang.case_file (case_no, process_key, status, village_code, township_code, county_code, head_name,
                    head_id_cipher, reason, registered_by, registered_at)
                values ('B', 'assistance-planning', 'DONE', '411081101201', '411081101', '411081', '某户', '', '', 'b',
                    timestamptz '2024-01-01')
                """, """
                insert into shouwang.measure_catalogue (code, kind, title, needs_labour, source, position)
                values ('B', 'OTHER', '某措施', false, 'b', 9999)
                """, """
                insert into shouwang.household_measure (household_id, case_no, code, kind, risk, planned_on, confirmed_on, ended_on)
                select h.id, 'B', 'B', 'OTHER', 'OTHER', date '2024-02-01', date '2024-02-01' + (h.id % 300)::int,
                    case when m = 5 then date '2025-02-01' end
                from shouwang.household h, generate_series(1, 5) m where h.household_no like 'B-%' and h.id % 5 > 0
                """, "vacuum analyze");
        Figures figures = product.getBean(Figures.class);
        double[] city = new double[REPETITIONS];
        double[] past = new double[REPETITIONS];
        double[] county = new double[REPETITIONS];
        double[] byHand = new double[REPETITIONS];
        try (Connection connection = server.connect("product"); Statement statement = connection.createStatement()) {
            // The calls take turns, so that noise affects all of them alike. The first rounds only warm up.
            for (int i = -REPETITIONS / 4; i < REPETITIONS; i++) {
                measure(city, i, () -> as(CITY, () -> figures.of(today, "county", null)).total().admittedHouseholds());
                measure(past, i, () -> as(CITY, () -> figures.of("2024-06-30", "township", null)).total().admittedHouseholds());
                measure(county, i, () -> as(COUNTY, () -> figures.of(today, "township", null)).total().admittedHouseholds());
                measure(byHand, i, () -> counted(statement));
            }
        }
        List.of(city, past, county, byHand).forEach(Arrays::sort);
        OUT.printf("Figures of a day over %,d households; milliseconds%n%n| | p50 | p95 | p50 ÷ by hand |%n|---|--:|--:|--:|%n", HOUSEHOLDS);
        report("by county, city user, today", city, byHand);
        report("by township, city user, a past day", past, byHand);
        report("by township, county user, today", county, byHand);
        report("by hand: the present state by county, without history", byHand, byHand);
        boolean kept = at(city, 0.5) <= MAX_RATIO * at(byHand, 0.5);
        OUT.printf("%nBy county for the city: p50 is at most %.1f times what it takes by hand: %s%n", MAX_RATIO, kept ? "kept" : "NOT KEPT");
        return kept;
    }

    private static long counted(Statement statement) {
        try (ResultSet rows = statement.executeQuery(BY_HAND)) {
            long households = 0;
            while (rows.next()) {
                households += rows.getLong(2);
            }
            return households;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void measure(double[] times, int place, Supplier<Long> question) {
        long start = System.nanoTime();
        if (question.get() == 0) {
            throw new IllegalStateException("Nothing was found");
        }
        if (place >= 0) {
            times[place] = (System.nanoTime() - start) / 1e6;
        }
    }

    private static void report(String name, double[] times, double[] byHand) {
        OUT.printf("| %s | %.1f | %.1f | %.2f |%n", name, at(times, 0.5), at(times, 0.95), at(times, 0.5) / at(byHand, 0.5));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) (sorted.length * share)];
    }

    private static <T> T as(CurrentUser user, Supplier<T> question) {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null,
                AuthorityUtils.NO_AUTHORITIES));
        try {
            return question.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
