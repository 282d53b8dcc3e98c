package org.shouwang.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.shouwang.ShouwangApplication;
import org.shouwang.deadline.LimitCounts;
import org.shouwang.deadline.LimitSearch;
import org.shouwang.deadline.LimitSummary;
import org.shouwang.security.CurrentUser;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.Shouwang;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Measures the cost of supervision while the city's limits grow in number, and compares it with hand-written SQL on the same
 * indexed table. Run it with {@code mvn -q process-test-classes spring-boot:test-run
 * -Dspring-boot.run.main-class=org.shouwang.benchmark.LimitBenchmark}; src/docs/benchmarks.md explains the numbers. The
 * benchmark fails if its limit is exceeded.
 */
public final class LimitBenchmark {

    private static final int[] SIZES = {10_000, 100_000, 1_000_000};
    private static final int PAGE = 50;
    /**
     * The number of rounds, whose measurements are put together. Each round measures every size once, so that noise affects
     * all of them alike.
     */
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 8);
    private static final int REPETITIONS = 60;
    private static final int WARM_UPS = 60;
    /** The time after which a slow call is repeated no more. Each round makes it at least once. */
    private static final long PATIENCE_NANOS = 2_000_000_000L;
    private static final double MAX_GROWTH = 1.5;
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private static final CurrentUser CITY = new CurrentUser("city411000", "", List.of("city", "city411000"));
    private static final CurrentUser COUNTY = new CurrentUser("county" + Shouwang.COUNTY, "",
            List.of("county", "county" + Shouwang.COUNTY));
    private static final String BY_COUNTY = """
            select county_code, rule, count(*) filter (where cancelled_on is not null),
                count(*) filter (where met_on <= due_on), count(*) filter (where met_on > due_on),
                count(*) filter (where met_on is null and cancelled_on is null and due_on < ?),
                count(*) filter (where met_on is null and cancelled_on is null and due_on >= ?)
            from shouwang.deadline group by county_code, rule
            """;
    private static final String FIRST_PAGE = "select * from shouwang.deadline order by due_on, id limit 51";
    private static final String OVERDUE = """
            select * from shouwang.deadline
            where county_code = '411081' and met_on is null and cancelled_on is null and not minimum and due_on < ?
            order by due_on, id limit 51
            """;
    private static final String DEEP_PAGE = "select * from shouwang.deadline where (due_on, id) > (?, ?) order by due_on, id limit 51";

    private final Map<Call, Map<Side, Map<Integer, List<Long>>>> times = new EnumMap<>(Call.class);

    private LimitBenchmark() {
    }

    private enum Call {
        SUMMARY_BY_COUNTY("summary by county, city user"), SUMMARY_BY_TOWNSHIP("summary by township, county user"),
        FIRST_PAGE("first page, city user"), OVERDUE_PAGE("first page of what is overdue, county user"),
        DEEP_PAGE("page after 90 % of all, city user");

        private final String title;

        Call(String title) {
            this.title = title;
        }
    }

    private enum Side {
        PRODUCT, SQL
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
        boolean kept = new LimitBenchmark().run();
        System.exit(kept ? 0 : 1);
    }

    private boolean run() throws IOException, SQLException {
        try (BenchmarkServer server = new BenchmarkServer()) {
            server.create("product", "template0");
            try (SwitchedDatabase database = new SwitchedDatabase(server, "product");
                 ConfigurableApplicationContext product = startProduct(database)) {
                LocalDate today = product.getBean(AdjustableClock.class).today();
                database.release();
                for (int size : SIZES) {
                    fill(server, size, today);
                    database.use("limits" + size);
                    product.getBean(LimitCounts.class).merge();
                    server.run("limits" + size, "vacuum analyze");
                }
                server.run("postgres", "checkpoint");
                measureAll(product, database, today);
                return report(server);
            }
        }
    }

    private static ConfigurableApplicationContext startProduct(DataSource database) {
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.setAdditionalProfiles("demo");
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean(DataSource.class, () -> database));
        return application.run("--server.port=0", "--logging.level.root=warn", "--shouwang.demo.households=0",
                "--camunda.bpm.job-execution.enabled=false", "--spring.session.jdbc.cleanup-cron=-");
    }

    /**
     * Fills the database with the limits of two years: nine of ten have ended, met in time, met late or cancelled; the rest
     * began in the last forty days. No limit is left to escalate, so that the sweeper has nothing to do during the
     * measurement.
     */
    private static void fill(BenchmarkServer server, int size, LocalDate today) throws SQLException {
        long start = System.nanoTime();
        server.create("limits" + size, "product");
        try (Connection connection = server.connect("limits" + size); Statement statement = connection.createStatement()) {
            statement.execute("select setseed(0.42)");
            statement.execute("""
                    insert into shouwang.deadline (case_no, rule, minimum, village_code, township_code, county_code, start_on,
                        due_on, warn_at, unreachable_from, met_on, cancelled_on)
                    select 'JC-' || n, r.rule, r.minimum, v.code, left(v.code, 9), left(v.code, 6), d.start_on,
                        d.start_on + r.days,
                        case when not r.minimum then (d.start_on + r.days - 2)::timestamp at time zone 'Asia/Shanghai' end,
                        case when r.rule = 'IDENTIFICATION_15D' and n %% 20 = 0 then d.start_on + 10 end,
                        case when n %% 10 > 0 and n %% 50 <> 7 then d.start_on + 3 + (random() * 14)::int end,
                        case when n %% 50 = 7 then d.start_on + 4 end
                    from generate_series(1, %d) n
                    join (select code, row_number() over (order by md5(code)) - 1 as place from shouwang.region
                          where level = 'VILLAGE') v on v.place = n %% 219
                    join (values (0, 'IDENTIFICATION_15D', 15, false), (1, 'ENTRY_10D', 10, false), (2, 'NOTICE_5D', 5, true))
                        r (place, rule, days, minimum) on r.place = (n / 219) %% 3
                    cross join lateral (select date '%s' - (case when n %% 10 = 0 then (random() * 40)::int
                        else 20 + (random() * 710)::int end) as start_on) d
                    """.formatted(size, today));
            statement.execute("vacuum analyze");
        }
        OUT.printf("%,d limits filled in %d s%n", size, (System.nanoTime() - start) / 1_000_000_000);
    }

    private void measureAll(ConfigurableApplicationContext product, SwitchedDatabase database, LocalDate today)
            throws SQLException {
        for (int round = 0; round <= ROUNDS; round++) {
            for (int size : SIZES) {
                database.use("limits" + size);
                Deep deep = deepest(database, size);
                for (Call call : Call.values()) {
                    measure(call, Side.PRODUCT, size, round == 0, () -> ask(product, call, deep));
                    try (Connection connection = database.getConnection()) {
                        measure(call, Side.SQL, size, round == 0, () -> askBySql(connection, call, deep, today));
                    }
                }
            }
        }
    }

    private record Deep(LocalDate day, long id) {
    }

    private static Deep deepest(DataSource database, int size) throws SQLException {
        try (Connection connection = database.getConnection();
             ResultSet row = connection.createStatement().executeQuery(
                     "select due_on, id from shouwang.deadline order by due_on, id limit 1 offset " + size / 10 * 9)) {
            row.next();
            return new Deep(row.getObject(1, LocalDate.class), row.getLong(2));
        }
    }

    private interface Question {
        int ask() throws SQLException;
    }

    private void measure(Call call, Side side, int size, boolean warmUp, Question question) throws SQLException {
        int most = warmUp ? WARM_UPS : REPETITIONS;
        long began = System.nanoTime();
        for (int i = 0; i < most && (i == 0 || System.nanoTime() - began < PATIENCE_NANOS); i++) {
            long start = System.nanoTime();
            int found = question.ask();
            long time = System.nanoTime() - start;
            if (found == 0) {
                throw new IllegalStateException(call + " found nothing at " + size);
            }
            if (!warmUp) {
                times.computeIfAbsent(call, key -> new EnumMap<>(Side.class))
                        .computeIfAbsent(side, key -> new TreeMap<>())
                        .computeIfAbsent(size, key -> new ArrayList<>()).add(time);
            }
        }
    }

    private static int ask(ConfigurableApplicationContext product, Call call, Deep deep) {
        LimitSummary summary = product.getBean(LimitSummary.class);
        LimitSearch search = product.getBean(LimitSearch.class);
        LimitSearch.Filter all = new LimitSearch.Filter(null, null, null, null);
        return switch (call) {
            case SUMMARY_BY_COUNTY -> as(CITY, () -> summary.by("county").size());
            case SUMMARY_BY_TOWNSHIP -> as(COUNTY, () -> summary.by("township").size());
            case FIRST_PAGE -> as(CITY, () -> search.find(all, null, PAGE).items().size());
            case OVERDUE_PAGE -> as(COUNTY, () ->
                    search.find(new LimitSearch.Filter("OVERDUE", null, null, null), null, PAGE).items().size());
            case DEEP_PAGE -> as(CITY, () -> search.find(all, deep.day() + "_" + deep.id(), PAGE).items().size());
        };
    }

    private static int as(CurrentUser user, IntSupplier question) {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null,
                AuthorityUtils.NO_AUTHORITIES));
        try {
            return question.getAsInt();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static int askBySql(Connection connection, Call call, Deep deep, LocalDate today) throws SQLException {
        String sql = switch (call) {
            case SUMMARY_BY_COUNTY -> BY_COUNTY;
            case SUMMARY_BY_TOWNSHIP -> BY_COUNTY.replace("from shouwang.deadline",
                    "from shouwang.deadline where county_code = '411081'").replace("county_code, rule, count", "township_code, rule, count")
                    .replace("group by county_code", "group by township_code");
            case FIRST_PAGE -> FIRST_PAGE;
            case OVERDUE_PAGE -> OVERDUE;
            case DEEP_PAGE -> DEEP_PAGE;
        };
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            switch (call) {
                case SUMMARY_BY_COUNTY, SUMMARY_BY_TOWNSHIP -> {
                    statement.setObject(1, today);
                    statement.setObject(2, today);
                }
                case OVERDUE_PAGE -> statement.setObject(1, today);
                case DEEP_PAGE -> {
                    statement.setObject(1, deep.day());
                    statement.setLong(2, deep.id());
                }
                default -> {
                }
            }
            int rows = 0;
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows++;
                }
            }
            return rows;
        }
    }

    private boolean report(BenchmarkServer server) throws SQLException {
        OUT.printf("%nPostgreSQL %s, Java %s; milliseconds, p50 / p99%n%n", server.setting("server_version"),
                System.getProperty("java.version"));
        OUT.println("| call | side | 10,000 | 100,000 | 1,000,000 | p99 at 1,000,000 ÷ p99 at 10,000 | p50 ÷ SQL at 1,000,000 | samples |");
        OUT.println("|---|---|--:|--:|--:|--:|--:|---|");
        boolean kept = true;
        for (Call call : Call.values()) {
            for (Side side : Side.values()) {
                Map<Integer, List<Long>> sizes = times.get(call).get(side);
                double growth = at(sizes.get(SIZES[2]), NEARLY_ALL) / at(sizes.get(SIZES[0]), NEARLY_ALL);
                double share = at(times.get(call).get(Side.PRODUCT).get(SIZES[2]), MEDIAN)
                        / at(times.get(call).get(Side.SQL).get(SIZES[2]), MEDIAN);
                OUT.printf("| %s | %s | %s | %s | %s | %.2f | %s | %s |%n", call.title,
                        side == Side.PRODUCT ? "Shouwang" : "hand-written SQL", cell(sizes.get(SIZES[0])),
                        cell(sizes.get(SIZES[1])), cell(sizes.get(SIZES[2])), growth,
                        side == Side.PRODUCT ? "%.2f".formatted(share) : "", sizes.values().stream().map(List::size).toList());
                kept &= side == Side.SQL || growth <= MAX_GROWTH;
            }
        }
        OUT.printf("%nEach call: p99 of Shouwang at 1,000,000 is at most %.1f times that at 10,000: %s%n", MAX_GROWTH,
                kept ? "kept" : "NOT KEPT");
        return kept;
    }

    private static String cell(List<Long> nanos) {
        return "%.2f / %.2f".formatted(at(nanos, MEDIAN), at(nanos, NEARLY_ALL));
    }

    private static double at(List<Long> nanos, double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share))) / 1e6;
    }
}
