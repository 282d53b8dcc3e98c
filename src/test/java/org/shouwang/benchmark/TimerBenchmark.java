package org.shouwang.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import org.shouwang.identification.MonitoringIdentificationProcess;

/**
 * Lets thousands of timers be due at once and measures how soon one and two nodes have carried them out, beside two nodes of bare
 * Camunda and the product's own statements sent by nothing but the driver.
 *
 * <p>Bare Camunda is the engine as it comes: its own job executor with its three threads, three jobs at a time and no back-off,
 * on a model whose timer leads to an end event, without variables, delegates, listeners or limits, and with the history that the
 * product has; metrics are off. So "3 × Camunda" asks that the product, which also writes the limit's row, does three times what
 * the engine alone does. The statements sent by the driver are those of one timer that the product carries out by itself. Run it with {@code mvn -q process-test-classes
 * spring-boot:test-run -Dspring-boot.run.main-class=org.shouwang.benchmark.TimerBenchmark}; src/docs/benchmarks.md explains the
 * numbers. With {@code -Dbenchmark.timers=0} only the many timers at the end are measured, and with {@code -Dbenchmark.many=0} all but
 * them. The benchmark fails if a limit is not kept, or a timer fired twice or never.
 */
public final class TimerBenchmark {

    private static final int TIMERS = Integer.getInteger("benchmark.timers", 10_000);
    private static final int MANY = Integer.getInteger("benchmark.many", 100_000);
    private static final int WARM_UP = Math.max(TIMERS, MANY / 10) / 5;
    private static final int ACTS = 200;
    private static final int THREADS = 16;
    private static final double MIN_OF_CAMUNDA = 3;
    private static final double MIN_OF_REPLAY = 0.4;
    private static final double MIN_OF_ONE_NODE = 0.9;
    private static final double MAX_USER = 2;
    private static final String WARNING = MonitoringIdentificationProcess.TIMER_IDENTIFICATION_WARNING;
    private static final String BARE_WARNING = "warning";
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private TimerBenchmark() {
    }

    /**
     * Runs the benchmark.
     *
     * @param args none
     * @throws IOException if a node or the database cannot be started
     * @throws SQLException if the database cannot be filled
     * @throws InterruptedException if somebody stops this process
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        boolean kept;
        try (BenchmarkServer server = new BenchmarkServer()) {
            OUT.printf("%s UTC, %d processors, Java %s, PostgreSQL %s (fsync %s, synchronous_commit %s), load before: %s%n%n",
                    LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES), Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"), server.setting("server_version"), server.setting("fsync"),
                    server.setting("synchronous_commit"), load());
            OUT.println("| timers due at once | timers/s | processor, ms each | fired twice or never |");
            OUT.println("|---|--:|--:|--:|");
            kept = product(server, TIMERS > 0 ? camunda(server) : null);
            OUT.printf("%nLoad after: %s%n", load());
        }
        System.exit(kept ? 0 : 1);
    }

    private static Storm camunda(BenchmarkServer server) throws IOException, SQLException, InterruptedException {
        server.create("camunda", "template0");
        try (Connection database = server.connect("camunda");
             Side first = Side.bare("Camunda", "Storm", server.url("camunda"));
             Side second = Side.bare("Camunda", "Storm", server.url("camunda"))) {
            first.ask("begin");
            PlantedCases.keep(database, BARE_WARNING, false);
            Nodes nodes = new Nodes(server, database, List.of(first, second), false);
            nodes.storm(List.of(first, second), WARM_UP);
            return nodes.storm("bare Camunda, two nodes", List.of(first, second), TIMERS);
        }
    }

    private static boolean product(BenchmarkServer server, Storm camunda) throws IOException, SQLException {
        server.create("product", "template0");
        String url = server.url("product");
        try (Connection database = server.connect("product");
             Side first = Side.product("node 1", StormProduct.class, url, "demo");
             Side second = Side.product("node 2", StormProduct.class, url, "node")) {
            String template = first.ask("begin");
            PlantedCases.keep(database, WARNING, true);
            Nodes nodes = new Nodes(server, database, List.of(first, second), true);
            nodes.storm(List.of(first), WARM_UP);
            nodes.storm(List.of(second), WARM_UP);
            Measured measured = TIMERS > 0 ? measure(nodes, first, second, template) : null;
            if (MANY > 0) {
                nodes.storm("Shouwang, two nodes", List.of(first, second), MANY);
            }
            return (measured == null || report(measured, camunda)) & nodes.allOnce;
        }
    }

    private static Measured measure(Nodes nodes, Side first, Side second, String template) throws IOException, SQLException {
        Storm one = nodes.storm("Shouwang, one node", List.of(first), TIMERS);
        Storm two = nodes.storm("Shouwang, two nodes", List.of(first, second), TIMERS);
        acts(first, done -> done < ACTS);
        double idle = p99(acts(first, done -> done < ACTS));
        nodes.user = first;
        nodes.storm("Shouwang, two nodes, while a user works", List.of(first, second), TIMERS);
        nodes.user = null;
        return new Measured(one, two, nodes.acts.size(), idle, p99(nodes.acts), nodes.replay(first, template));
    }

    /**
     * What the limits of the benchmark are about.
     *
     * @param one    what one node did
     * @param two    what two nodes did
     * @param acts   how many acts a user did meanwhile
     * @param idle   the 99th percentile of acts without a storm, in milliseconds
     * @param busy   the same during a storm
     * @param replay what the driver did
     */
    private record Measured(Storm one, Storm two, int acts, double idle, double busy, Storm replay) {
    }

    private static boolean report(Measured measured, Storm camunda) {
        OUT.printf("%n| limit | measured | |%n|---|--:|---|%n");
        return limit("two nodes ÷ two nodes of bare Camunda, at least %.1f".formatted(MIN_OF_CAMUNDA),
                measured.two().perSecond() / camunda.perSecond(), MIN_OF_CAMUNDA, Double.MAX_VALUE)
                & limit("two nodes ÷ the same statements by the driver, at least %.1f".formatted(MIN_OF_REPLAY),
                measured.two().perSecond() / measured.replay().perSecond(), MIN_OF_REPLAY, Double.MAX_VALUE)
                & limit("timers for a second of a processor, two nodes ÷ one, at least %.1f".formatted(MIN_OF_ONE_NODE),
                (double) measured.one().processor() / measured.two().processor(), MIN_OF_ONE_NODE, Double.MAX_VALUE)
                & limit("a user's p99 in %d acts meanwhile ÷ idle (%.0f ÷ %.0f ms), at most %.1f".formatted(measured.acts(), measured.busy(),
                measured.idle(), MAX_USER), measured.busy() / measured.idle(), 0, MAX_USER);
    }

    /** Lets a user begin cases, one after the other, and returns how long each took, in milliseconds. */
    private static List<Double> acts(Side node, IntPredicate goesOn) {
        List<Double> acts = new ArrayList<>();
        while (goesOn.test(acts.size())) {
            acts.add(Long.parseLong(node.ask("act")) / 1e6);
            LockSupport.parkNanos(LOOK);
        }
        return acts;
    }

    private static double p99(List<Double> acts) {
        return acts.stream().sorted().skip((long) (acts.size() * 0.99)).findFirst().orElseThrow();
    }

    private static boolean limit(String title, double measured, double least, double most) {
        boolean kept = measured >= least && measured <= most;
        OUT.printf("| %s | %.2f | %s |%n", title, measured, kept ? "kept" : "NOT KEPT");
        return kept;
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    /** How soon timers were carried out: how many, and the nanoseconds and processors' nanoseconds for all. */
    private record Storm(int timers, long nanos, long processor) {

        double perSecond() {
            return timers * 1e9 / nanos;
        }
    }

    /** The nodes of one database. */
    private static final class Nodes {

        private final BenchmarkServer server;
        private final Connection database;
        private final List<Side> all;
        private final boolean product;
        private int planted;
        private boolean allOnce = true;
        /** The node on which a user works during the storm, and how long his acts took; null if nobody works. */
        private Side user;
        private List<Double> acts = List.of();

        Nodes(BenchmarkServer server, Connection database, List<Side> all, boolean product) {
            this.server = server;
            this.database = database;
            this.all = all;
            this.product = product;
        }

        Storm storm(String title, List<Side> nodes, int timers) throws SQLException, IOException {
            long before = fired();
            Storm storm = storm(nodes, timers);
            long wrong = Math.abs(fired() - before - timers) + (product ? unnoted() : 0);
            allOnce &= wrong == 0;
            OUT.printf("| %s, %,d | %.0f | %.2f | %d |%n", title, timers, storm.perSecond(), storm.processor() / 1e6 / timers, wrong);
            return storm;
        }

        /** Lets timers be due for these nodes and waits until none is left. */
        Storm storm(List<Side> nodes, int timers) throws SQLException, IOException {
            PlantedCases.plant(database, planted, planted + timers, product);
            planted += timers;
            long processor = processor();
            long start = System.nanoTime();
            nodes.forEach(node -> node.ask("start"));
            AtomicBoolean goesOn = new AtomicBoolean(true);
            CompletableFuture<List<Double>> work = user == null ? CompletableFuture.completedFuture(List.of())
                    : CompletableFuture.supplyAsync(() -> acts(user, done -> goesOn.get()));
            while (number("select count(*) from (select from act_ru_job where duedate_ <= localtimestamp limit 1) due") > 0) {
                LockSupport.parkNanos(LOOK);
            }
            long nanos = System.nanoTime() - start;
            long took = processor() - processor;
            goesOn.set(false);
            acts = work.join();
            nodes.forEach(node -> node.ask("stop"));
            return new Storm(timers, nanos, took);
        }

        /** Sends the statements of one timer for many cases, from the process of a node but without the product. */
        Storm replay(Side node, String template) throws SQLException {
            try (Statement statement = database.createStatement()) {
                // The template's own timer is due only now, so that no storm took it.
                statement.execute("update act_ru_job set duedate_ = localtimestamp - interval '1 hour' where handler_cfg_ like '" + WARNING
                        + "%' and process_instance_id_ in (select proc_inst_id_ from act_ru_execution where business_key_ = '" + template + "')");
            }
            String statements = node.ask("record " + template);
            PlantedCases.plant(database, planted, planted + WARM_UP + TIMERS, product);
            node.ask("replay %d %d %d".formatted(THREADS, planted, planted + WARM_UP));
            long nanos = Long.parseLong(node.ask("replay %d %d %d".formatted(THREADS, planted + WARM_UP, planted + WARM_UP + TIMERS)));
            planted += WARM_UP + TIMERS;
            Storm storm = new Storm(TIMERS, nanos, 0);
            OUT.printf("| the same %s statements and a commit by the driver, %d connections, %,d | %.0f | | |%n", statements, THREADS, TIMERS,
                    storm.perSecond());
            return storm;
        }

        private long processor() throws IOException {
            return server.processorNanos() + all.stream().mapToLong(Side::processorNanos).sum();
        }

        private long fired() throws SQLException {
            return number("select count(*) from act_hi_actinst where act_id_ = '" + (product ? WARNING : BARE_WARNING) + "'");
        }

        private long unnoted() throws SQLException {
            return number("select count(*) from shouwang.deadline where case_no like 'JC-411081-2020-%' and rule = 'IDENTIFICATION_15D' and warned_at is null");
        }

        private long number(String sql) throws SQLException {
            try (Statement statement = database.createStatement(); ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
