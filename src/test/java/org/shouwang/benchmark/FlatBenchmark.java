package org.shouwang.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compares how many households a second the product leads from the clue to the register while the open cases of the city grow in number
 * from none to a million, which are planted by SQL in every table in which an open case has rows. Run it with {@code mvn -q
 * process-test-classes spring-boot:test-run -Dspring-boot.run.main-class=org.shouwang.benchmark.FlatBenchmark}; src/docs/benchmarks.md
 * explains the numbers. Each round an installation without open cases does the same job in turn, so that noise affects both alike. The
 * benchmark fails if with all cases fewer than nine tenths of the households are done, or a planted case is not like one of the door.
 */
public final class FlatBenchmark {

    private static final int[] SIZES = Stream.of(System.getProperty("benchmark.sizes", "0,100000,500000,1000000").split(","))
            .mapToInt(Integer::parseInt).toArray();
    private static final int HOUSEHOLDS = Integer.getInteger("benchmark.households", 100);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 5);
    private static final int WARM_UPS = 3;
    private static final int THREADS = 4;
    private static final double MIN_SHARE = 0.9;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private FlatBenchmark() {
    }

    /**
     * Runs the benchmark.
     *
     * @param args none
     * @throws IOException if the product or the database cannot be started
     * @throws SQLException if the database cannot be filled
     * @throws InterruptedException if somebody stops this process
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        boolean kept;
        try (BenchmarkServer server = new BenchmarkServer()) {
            server.create("filled", "template0");
            server.create("empty", "template0");
            OUT.printf("%s UTC, %d processors, Java %s, PostgreSQL %s (fsync %s, synchronous_commit %s), load before: %s%n",
                    LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES), Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"), server.setting("server_version"), server.setting("fsync"),
                    server.setting("synchronous_commit"), load());
            try (Side filled = Side.product("filled", FlowProduct.class, server.url("filled"), "services")) {
                PlantedHouseholds households = new PlantedHouseholds(server, "filled");
                kept = areLikeThoseOfTheDoor(households, filled);
                try (Side empty = Side.product("empty", FlowProduct.class, server.url("empty"), "services")) {
                    for (int i = 0; i < WARM_UPS; i++) {
                        run(empty);
                        run(filled);
                    }
                    kept &= measure(households, filled, empty);
                }
            }
            OUT.printf("%nLoad after: %s%n", load());
        }
        System.exit(kept ? 0 : 1);
    }

    /** Plants one block and compares its rows with those of the templates, when both are open and when both are in the register. */
    private static boolean areLikeThoseOfTheDoor(PlantedHouseholds households, Side product) throws SQLException, InterruptedException {
        Map<String, Map<String, Long>> start = households.values();
        List<String> cases = List.of(product.ask("open").split(" "));
        Map<String, Map<String, Long>> open = households.values();
        int rows = households.keep();
        product.ask("finish " + String.join(" ", cases));
        Map<String, Map<String, Long>> finished = households.values();
        households.plant(1);
        Map<String, Map<String, Long>> planted = households.values();
        product.ask("seal");
        product.ask("finish " + String.join(" ", cases.stream().map(PlantedHouseholds::firstCopy).toList()));
        Map<String, Map<String, Long>> plantedFinished = households.values();
        boolean alike = alike("open", PlantedHouseholds.growth(start, open), PlantedHouseholds.growth(finished, planted))
                & alike("in the register", PlantedHouseholds.growth(open, finished), PlantedHouseholds.growth(planted, plantedFinished));
        OUT.printf("%n%d open cases of the door have %,d rows in %d tables. As many planted ones %s%n", cases.size(), rows,
                PlantedHouseholds.growth(start, open).size(), alike ? "have the same rows and columns, also after their last task" : "DIFFER");
        return alike;
    }

    private static boolean alike(String when, Map<String, Map<String, Long>> door, Map<String, Map<String, Long>> planted) {
        Stream.concat(door.keySet().stream(), planted.keySet().stream()).distinct().sorted()
                .filter(table -> !door.getOrDefault(table, Map.of()).equals(planted.getOrDefault(table, Map.of())))
                .forEach(table -> OUT.printf("%s, %s: by the door %s, planted %s%n", when, table, door.get(table), planted.get(table)));
        return door.equals(planted);
    }

    private static boolean measure(PlantedHouseholds households, Side filled, Side empty) throws SQLException, InterruptedException {
        List<String> lines = new ArrayList<>();
        double share = 0;
        double first = 0;
        double last = 0;
        for (int size : SIZES) {
            long start = System.nanoTime();
            // The first block came to its end.
            households.plant(1 + size / OpenHouseholds.CASES);
            double planted = (System.nanoTime() - start) / 1e9;
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            List<Double> shares = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                without.add(run(empty));
                with.add(run(filled));
                shares.add(with.get(round) / without.get(round));
            }
            share = median(shares);
            last = median(with);
            first = first == 0 ? last : first;
            lines.add("| %,d | %.0f | %s | %.1f (%.1f–%.1f) | %.1f (%.1f–%.1f) | %.2f |".formatted(size, planted, households.size(), last, with.get(0),
                    with.get(ROUNDS - 1), median(without), without.get(0), without.get(ROUNDS - 1), share));
            System.err.println(lines.get(lines.size() - 1));
        }
        OUT.printf("%nMedian of %d rounds of %d households, %d threads; slowest and fastest round in brackets. Open limits: %s%n%n", ROUNDS, HOUSEHOLDS,
                THREADS, households.openLimits());
        OUT.println("| open cases | planted in, s | database | households/s | without open cases, in turn | share |");
        OUT.println("|--:|--:|--:|--:|--:|--:|");
        lines.forEach(OUT::println);
        OUT.printf("%nLast ÷ first: %.2f; last ÷ without open cases in turn, at least %.1f: %.2f %s%n", last / first, MIN_SHARE, share,
                share >= MIN_SHARE ? "kept" : "NOT KEPT");
        return share >= MIN_SHARE;
    }

    /** Lets an installation lead households to the register and returns how many it did in a second. */
    private static double run(Side side) {
        return HOUSEHOLDS * 1e9 / Long.parseLong(side.ask(THREADS + " " + HOUSEHOLDS).split(" ")[0]);
    }

    /** Sorts values and returns the one in the middle. */
    private static double median(List<Double> values) {
        Collections.sort(values);
        return values.get(values.size() / 2);
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }
}
