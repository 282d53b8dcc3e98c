package org.shouwang.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.TaskQuery;
import org.shouwang.ShouwangApplication;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Measures the cost of a user's task list while other people's tasks grow in number, and compares it with Camunda as it
 * comes. Run it with {@code mvn -q process-test-classes spring-boot:test-run
 * -Dspring-boot.run.main-class=org.shouwang.benchmark.TaskListBenchmark}; src/docs/benchmarks.md explains the numbers. The
 * benchmark fails if one of its two limits is exceeded.
 */
public final class TaskListBenchmark {

    private static final int[] SIZES = {10_000, 50_000, 200_000};
    private static final int PAGE = 20;
    /**
     * The number of rounds, whose measurements are put together. Each round measures every size and engine once, so that noise
     * affects all of them alike.
     */
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 6);
    private static final int REPETITIONS = 30;
    private static final int WARM_UPS = 12;
    /** The time after which a slow call is repeated no more. Each round makes it at least once. */
    private static final long PATIENCE_NANOS = 500_000_000L;
    private static final double MAX_GROWTH = 1.5;
    private static final double MAX_SHARE_OF_STOCK = 1.0 / 20;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final Map<Cell, List<Long>> times = new TreeMap<>();

    private TaskListBenchmark() {
    }

    /**
     * The measured sides. Stock Camunda is asked twice: as the product is, for all tasks that a user may see, and explicitly
     * for those of the user's groups.
     */
    private enum Side {
        PRODUCT, STOCK, STOCK_OWN_GROUPS
    }

    private enum Call {
        PAGE, COUNT
    }

    private record Cell(int user, Side side, Call call, int size) implements Comparable<Cell> {

        @Override
        public int compareTo(Cell other) {
            return Arrays.compare(new int[] {user, call.ordinal(), side.ordinal(), size},
                    new int[] {other.user, other.call.ordinal(), other.side.ordinal(), other.size});
        }
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
        boolean kept = new TaskListBenchmark().run();
        System.exit(kept ? 0 : 1);
    }

    private boolean run() throws IOException, SQLException {
        try (BenchmarkServer server = new BenchmarkServer()) {
            server.create("product", "template0");
            server.create("stock", "template0");
            try (SwitchedDatabase productDatabase = new SwitchedDatabase(server, "product");
                 SwitchedDatabase stockDatabase = new SwitchedDatabase(server, "stock");
                 ConfigurableApplicationContext product = startProduct(productDatabase);
                 StockEngine stock = new StockEngine(stockDatabase)) {
                List<CurrentUser> users = users(product);
                startCase(product, users.get(0));
                stock.start();
                List<String> townships = product.getBean(Regions.class).ofLevel(RegionLevel.TOWNSHIP).stream()
                        .map(Region::code).toList();
                productDatabase.release();
                stockDatabase.release();
                fill(server, townships);
                measureAll(product.getBean(ProcessEngine.class), productDatabase, stock.engine(), stockDatabase, users);
                return report(server, users);
            }
        }
    }

    private static ConfigurableApplicationContext startProduct(DataSource database) {
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.setAdditionalProfiles("demo");
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean(DataSource.class, () -> database));
        return application.run("--server.port=0", "--logging.level.root=warn",
                "--camunda.bpm.job-execution.enabled=false", "--spring.session.jdbc.cleanup-cron=-");
    }

    private static List<CurrentUser> users(ConfigurableApplicationContext product) {
        IdentityService identities = product.getBean(ProcessEngine.class).getIdentityService();
        List<CurrentUser> users = new ArrayList<>();
        for (String id : List.of("village" + Shouwang.VILLAGE, "township" + Shouwang.TOWNSHIP, "county" + Shouwang.COUNTY)) {
            List<String> groups = identities.createGroupQuery().groupMember(id).list().stream().map(Group::getId).toList();
            users.add(new CurrentUser(id, id, groups));
        }
        return users;
    }

    private static void startCase(ConfigurableApplicationContext product, CurrentUser user) {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null,
                AuthorityUtils.NO_AUTHORITIES));
        try {
            LocalDate today = product.getBean(AdjustableClock.class).today();
            product.getBean(ProcessDoor.class).start(MonitoringIdentificationProcess.KEY,
                    Payloads.clue(TestPeople.somebody(), today.toString()));
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static void fill(BenchmarkServer server, List<String> townships) throws SQLException {
        OpenTasks tasks = new OpenTasks(townships);
        OUT.println(tasks.describe());
        for (int size : SIZES) {
            for (String kind : List.of("product", "stock")) {
                long start = System.nanoTime();
                server.create(kind + size, kind);
                try (Connection connection = server.connect(kind + size)) {
                    tasks.fill(connection, size);
                }
                OUT.printf("%s with %,d open tasks filled in %d s%n", kind, size, (System.nanoTime() - start) / 1_000_000_000);
            }
        }
        server.run("postgres", "checkpoint");
    }

    private void measureAll(ProcessEngine product, SwitchedDatabase productDatabase, ProcessEngine stock,
                            SwitchedDatabase stockDatabase, List<CurrentUser> users) {
        for (int round = 0; round <= ROUNDS; round++) {
            for (int size : SIZES) {
                productDatabase.use("product" + size);
                stockDatabase.use("stock" + size);
                for (int user = 0; user < users.size(); user++) {
                    for (Call call : Call.values()) {
                        measure(product, users, new Cell(user, Side.PRODUCT, call, size), round == 0);
                        measure(stock, users, new Cell(user, Side.STOCK, call, size), round == 0);
                        measure(stock, users, new Cell(user, Side.STOCK_OWN_GROUPS, call, size), round == 0);
                    }
                }
            }
        }
    }

    private void measure(ProcessEngine engine, List<CurrentUser> users, Cell cell, boolean warmUp) {
        CurrentUser user = users.get(cell.user());
        int expected = OpenTasks.OWN.get(user.id());
        engine.getIdentityService().setAuthentication(user.id(), user.groups(), user.tenants());
        try {
            long began = System.nanoTime();
            int most = warmUp ? WARM_UPS : REPETITIONS;
            for (int i = 0; i < most && (i == 0 || System.nanoTime() - began < PATIENCE_NANOS); i++) {
                TaskQuery query = engine.getTaskService().createTaskQuery().active().orderByTaskCreateTime().desc();
                if (cell.side() == Side.STOCK_OWN_GROUPS) {
                    query.taskCandidateGroupIn(user.groups()).includeAssignedTasks();
                }
                long start = System.nanoTime();
                long found = cell.call() == Call.COUNT ? query.count() : query.listPage(0, PAGE).size();
                long time = System.nanoTime() - start;
                if (found != (cell.call() == Call.COUNT ? expected : Math.min(expected, PAGE))) {
                    throw new IllegalStateException(cell + " found " + found);
                }
                if (!warmUp) {
                    times.computeIfAbsent(cell, key -> new ArrayList<>()).add(time);
                }
            }
        } finally {
            engine.getIdentityService().clearAuthentication();
        }
    }

    private boolean report(BenchmarkServer server, List<CurrentUser> users) throws SQLException {
        OUT.printf("%n%s, PostgreSQL %s (fsync %s, synchronous_commit %s, shared_buffers %s), Java %s, %d processors%n%n",
                LocalDate.now(), server.setting("server_version"), server.setting("fsync"),
                server.setting("synchronous_commit"), server.setting("shared_buffers"), Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        Map<Side, String> names = new LinkedHashMap<>();
        names.put(Side.PRODUCT, "Shouwang");
        names.put(Side.STOCK, "stock Camunda");
        names.put(Side.STOCK_OWN_GROUPS, "stock, own groups");
        OUT.print("| user (own tasks) | call | engine |");
        for (int size : SIZES) {
            OUT.printf(Locale.ROOT, " %,d open: median / p95 ms |", size);
        }
        OUT.println(" 200,000 ÷ 10,000 | samples |");
        OUT.println("|---|---|---|" + "--:|".repeat(SIZES.length + 2));
        for (int user = 0; user < users.size(); user++) {
            String id = users.get(user).id();
            for (Call call : Call.values()) {
                for (Side side : Side.values()) {
                    OUT.printf(Locale.ROOT, "| %s (%,d) | %s | %s |", id.replaceAll("\\d", ""), OpenTasks.OWN.get(id),
                            call == Call.PAGE ? "first page" : "count", names.get(side));
                    List<String> samples = new ArrayList<>();
                    for (int size : SIZES) {
                        Cell cell = new Cell(user, side, call, size);
                        OUT.printf(Locale.ROOT, " %.2f / %.2f |", percentile(cell, 50), percentile(cell, 95));
                        samples.add(Integer.toString(times.get(cell).size()));
                    }
                    OUT.printf(Locale.ROOT, " %.2f | %s |%n", percentile(new Cell(user, side, call, SIZES[2]), 50)
                            / percentile(new Cell(user, side, call, SIZES[0]), 50), String.join(", ", samples));
                }
            }
        }
        double largest = percentile(new Cell(0, Side.PRODUCT, Call.PAGE, SIZES[2]), 50);
        double growth = largest / percentile(new Cell(0, Side.PRODUCT, Call.PAGE, SIZES[0]), 50);
        double share = largest / percentile(new Cell(0, Side.STOCK, Call.PAGE, SIZES[1]), 50);
        OUT.printf(Locale.ROOT, "%n(a) village page at 200,000 ÷ at 10,000 = %.2f, at most %.1f: %s%n", growth, MAX_GROWTH,
                growth <= MAX_GROWTH ? "kept" : "NOT KEPT");
        OUT.printf(Locale.ROOT, "(b) village page at 200,000 ÷ stock village page at 50,000 = %.4f (1/%.0f), at most 1/20: %s%n",
                share, 1 / share, share <= MAX_SHARE_OF_STOCK ? "kept" : "NOT KEPT");
        return growth <= MAX_GROWTH && share <= MAX_SHARE_OF_STOCK;
    }

    private double percentile(Cell cell, int percent) {
        long[] sorted = times.get(cell).stream().mapToLong(Long::longValue).sorted().toArray();
        int index = (int) Math.ceil(percent / 100.0 * sorted.length) - 1;
        return sorted[Math.max(index, 0)] / 1e6;
    }
}
