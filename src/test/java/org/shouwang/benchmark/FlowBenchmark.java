package org.shouwang.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares how many households a second the product leads from the clue to the register with how often bare engines go through
 * as many empty tasks and timers. Run it with {@code mvn -q process-test-classes spring-boot:test-run
 * -Dspring-boot.run.main-class=org.shouwang.benchmark.FlowBenchmark}; src/docs/benchmarks.md explains the numbers. Each side is a
 * process of its own with a database of its own on one durable server, and only one works at a time. The benchmark fails if the
 * product is slower than the best bare engine.
 */
public final class FlowBenchmark {

    private static final int HOUSEHOLDS = Integer.getInteger("benchmark.households", 100);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final int TASKS = 9;
    private static final int CLIENTS = 8;
    private static final int[] THREADS = {1, 4, CLIENTS};
    private static final String PRODUCT = "Shouwang";
    private static final String OVER_HTTP = "Shouwang over HTTP";
    private static final List<String> PEERS = List.of("Camunda", "Operaton", "Flowable");
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private FlowBenchmark() {
    }

    /**
     * Runs the benchmark.
     *
     * @param args none
     * @throws IOException if a side or the database cannot be started
     * @throws SQLException if the database cannot be filled
     * @throws InterruptedException if somebody stops this process
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        boolean kept;
        try (BenchmarkServer server = new BenchmarkServer()) {
            OUT.printf("%s UTC, %d processors, Java %s, PostgreSQL %s (fsync %s, synchronous_commit %s), load before: %s%n",
                    LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES), Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"), server.setting("server_version"), server.setting("fsync"),
                    server.setting("synchronous_commit"), load());
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            Map<String, Side> sides = new LinkedHashMap<>();
            sides.put(PRODUCT, Side.product(PRODUCT, FlowProduct.class, database(server, "shouwang"), "services"));
            for (String peer : PEERS) {
                sides.put(peer, Side.bare(peer, "Peer", database(server, peer.toLowerCase())));
            }
            for (int round = 0; round <= ROUNDS; round++) {
                for (int threads : THREADS) {
                    for (String side : sides.keySet()) {
                        Cost cost = run(server, sides, side, threads);
                        // The first round only warms up.
                        if (round > 0) {
                            costs.computeIfAbsent(key(side, threads), key -> new ArrayList<>()).add(cost);
                        }
                    }
                }
            }
            sides.values().forEach(Side::close);
            try (Side http = Side.product(OVER_HTTP, FlowProduct.class, database(server, "http"), "http")) {
                // It warms up as long as the others did.
                for (int warmUp = 0; warmUp < THREADS.length; warmUp++) {
                    run(server, Map.of(OVER_HTTP, http), OVER_HTTP, CLIENTS);
                }
                costs.put(key(OVER_HTTP, CLIENTS), List.of(run(server, Map.of(OVER_HTTP, http), OVER_HTTP, CLIENTS)));
            }
            kept = report(costs);
            OUT.printf("%nLoad after: %s%n", load());
        }
        System.exit(kept ? 0 : 1);
    }

    private static String database(BenchmarkServer server, String name) throws SQLException {
        server.create(name, "template0");
        return server.url(name);
    }

    private static String key(String side, int threads) {
        return side + "/" + threads;
    }

    private static boolean report(Map<String, List<Cost>> costs) {
        OUT.printf("%nMedian of %d rounds of %d households; slowest and fastest round in brackets%n%n", ROUNDS, HOUSEHOLDS);
        OUT.println("| side, threads | households/s | tasks/s | statements | commits | WAL, kB | allocated, MB | processor, ms | ÷ best bare engine |");
        OUT.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        boolean kept = true;
        for (int threads : THREADS) {
            double best = PEERS.stream().mapToDouble(peer -> median(costs.get(key(peer, threads))).perSecond())
                    .max().orElseThrow();
            for (String side : Stream.of(List.of(PRODUCT), PEERS, List.of(OVER_HTTP)).flatMap(List::stream).toList()) {
                List<Cost> rounds = costs.get(key(side, threads));
                if (rounds != null) {
                    Cost cost = median(rounds);
                    OUT.printf("| %s, %d | %.1f (%.1f–%.1f) | %.0f | %.0f | %.1f | %.0f | %.1f | %.1f | %.2f |%n", side, threads, cost.perSecond(),
                            rounds.get(0).perSecond(), rounds.get(rounds.size() - 1).perSecond(), TASKS * cost.perSecond(),
                            cost.each(cost.statements()), cost.each(cost.commits()), cost.each(cost.wal()) / 1000,
                            cost.each(cost.allocated()) / 1e6, cost.each(cost.processor()) / 1e6, cost.perSecond() / best);
                }
            }
            boolean fast = median(costs.get(key(PRODUCT, threads))).perSecond() >= best;
            OUT.printf("| %d threads: as many households as the best bare engine | %s | | | | | | | |%n", threads, fast ? "kept" : "NOT KEPT");
            kept &= fast;
        }
        return kept;
    }

    /** Sorts the rounds and returns the one in the middle. */
    private static Cost median(List<Cost> rounds) {
        if (rounds.size() > 1) {
            rounds.sort(Comparator.comparing(Cost::perSecond));
        }
        return rounds.get(rounds.size() / 2);
    }

    /**
     * What a run of {@link #HOUSEHOLDS} households cost in all.
     *
     * @param nanos      the time that passed, in nanoseconds
     * @param statements the statements
     * @param commits    the commits
     * @param allocated  the bytes of memory that the side's process allocated
     * @param wal        the bytes that the database wrote to its log
     * @param processor  the time of processors that the side and the database took, in nanoseconds
     */
    private record Cost(long nanos, long statements, long commits, long allocated, long wal, long processor) {

        double perSecond() {
            return HOUSEHOLDS * 1e9 / nanos;
        }

        double each(long all) {
            return (double) all / HOUSEHOLDS;
        }
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }

    /** Lets a side lead households through their tasks and tells what that cost. */
    private static Cost run(BenchmarkServer server, Map<String, Side> sides, String name, int threads) throws IOException, SQLException {
        long before = wal(server);
        long processor = processor(server, sides);
        long[] cost = Stream.of(sides.get(name).ask(threads + " " + HOUSEHOLDS).split(" ")).mapToLong(Long::parseLong).toArray();
        Cost measured = new Cost(cost[0], cost[1], cost[2], cost[3], wal(server) - before, processor(server, sides) - processor);
        System.err.printf("%s, %d threads: %.1f households/s%n", name, threads, measured.perSecond());
        return measured;
    }

    /** Returns the processors' time of all sides, of which one works, and of the database, in nanoseconds. */
    private static long processor(BenchmarkServer server, Map<String, Side> sides) throws IOException {
        return server.processorNanos() + sides.values().stream().mapToLong(Side::processorNanos).sum();
    }

    private static long wal(BenchmarkServer server) throws SQLException {
        try (Connection connection = server.connect("postgres");
             ResultSet row = connection.createStatement().executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            row.next();
            return row.getLong(1);
        }
    }
}
