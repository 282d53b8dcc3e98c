package org.shouwang.benchmark;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.shouwang.ShouwangApplication;
import org.shouwang.security.CurrentUser;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Measures how calls slow down while a list grows from ten thousand entries to a million. In each round every call is made at all
 * sizes in turn, so that noise affects all of them alike.
 */
final class Growth {

    static final int[] SIZES = {10_000, 100_000, 1_000_000};

    /** The number of rounds after one that only warms up. */
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 8);
    private static final int REPETITIONS = 40;
    private static final int WARM_UPS = 60;
    /** The time after which a slow call is repeated no more. Each round makes it at least once. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final double MAX_GROWTH = 1.5;
    private static final double MEDIAN = 0.5;
    private static final double NEARLY_ALL = 0.99;
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final Map<String, Question> questions = new LinkedHashMap<>();
    private final Map<String, Map<Integer, List<Long>>> times = new LinkedHashMap<>();
    private final SwitchedDatabase database;
    private final String prefix;
    private int size;

    /**
     * @param database the database of the product, which is switched between the sizes
     * @param prefix   the names of the databases, without the size at their end
     */
    Growth(SwitchedDatabase database, String prefix) {
        this.database = database;
        this.prefix = prefix;
    }

    /**
     * Starts the product.
     *
     * @param properties settings besides those that all benchmarks have, such as {@code --a=b}
     */
    static ConfigurableApplicationContext startProduct(SwitchedDatabase database, String... properties) {
        SpringApplication application = new SpringApplication(ShouwangApplication.class);
        application.setAdditionalProfiles("demo");
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean(javax.sql.DataSource.class, () -> database));
        ConfigurableApplicationContext product = application.run(Stream.concat(Stream.of("--server.port=0", "--logging.level.root=warn",
                "--shouwang.demo.households=0", "--camunda.bpm.job-execution.enabled=false", "--spring.session.jdbc.cleanup-cron=-"),
                Stream.of(properties)).toArray(String[]::new));
        // What the product does by itself every few seconds would ask whichever database is switched to just then.
        product.getBean(ThreadPoolTaskScheduler.class).shutdown();
        return product;
    }

    private record Question(boolean held, boolean mayFindNothing, CurrentUser user, IntSupplier call) {
    }

    /**
     * Adds a call.
     *
     * @param title what is asked
     * @param held  whether the call is held to the limit
     * @param user  the user who asks
     * @param call  the call, which returns how much it found
     */
    void ask(String title, boolean held, boolean mayFindNothing, CurrentUser user, IntSupplier call) {
        questions.put(title, new Question(held, mayFindNothing, user, call));
    }

    /** Returns the size whose database answers at present. */
    int size() {
        return size;
    }

    /** Switches to the database of a size. */
    void use(int each) {
        size = each;
        database.use(prefix + each);
    }

    /**
     * Makes all calls and prints how long they took.
     *
     * @return whether all calls that are held to the limit kept it
     */
    boolean run(BenchmarkServer server) throws SQLException {
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, Question> question : questions.entrySet()) {
                measure(question.getKey(), question.getValue(), round == 0);
            }
        }
        return report(server);
    }

    private void measure(String title, Question question, boolean warmUp) {
        int most = warmUp ? WARM_UPS : REPETITIONS;
        long began = System.nanoTime();
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(question.user(), null,
                AuthorityUtils.NO_AUTHORITIES));
        try {
            for (int i = 0; i < most && (i == 0 || System.nanoTime() - began < PATIENCE_NANOS); i++) {
                for (int each : SIZES) {
                    use(each);
                    long start = System.nanoTime();
                    int found = question.call().getAsInt();
                    long time = System.nanoTime() - start;
                    if (found == 0 && !question.mayFindNothing()) {
                        throw new IllegalStateException(title + " found nothing at " + each);
                    }
                    if (!warmUp) {
                        times.computeIfAbsent(title, key -> new TreeMap<>()).computeIfAbsent(each, key -> new ArrayList<>()).add(time);
                    }
                }
            }
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private boolean report(BenchmarkServer server) throws SQLException {
        OUT.printf("%nPostgreSQL %s, Java %s, %d processors; milliseconds, p50 / p99%n%n", server.setting("server_version"),
                System.getProperty("java.version"), Runtime.getRuntime().availableProcessors());
        OUT.println("| user: call | 10,000 | 100,000 | 1,000,000 | p99 at 1,000,000 ÷ p99 at 10,000 | held to 1.5 |");
        OUT.println("|---|--:|--:|--:|--:|---|");
        boolean kept = true;
        for (Map.Entry<String, Map<Integer, List<Long>>> row : times.entrySet()) {
            Map<Integer, List<Long>> sizes = row.getValue();
            double growth = at(sizes.get(SIZES[2]), NEARLY_ALL) / at(sizes.get(SIZES[0]), NEARLY_ALL);
            boolean held = questions.get(row.getKey()).held();
            OUT.printf("| %s | %s | %s | %s | %.2f | %s |%n", row.getKey(), cell(sizes.get(SIZES[0])), cell(sizes.get(SIZES[1])),
                    cell(sizes.get(SIZES[2])), growth, !held ? "" : growth <= MAX_GROWTH ? "kept" : "NOT KEPT");
            kept &= !held || growth <= MAX_GROWTH;
        }
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
