package org.shouwang.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/**
 * Runs the crowd of {@link CrowdBenchmark} and then the files of {@link FileBenchmark} on one server with 1 GB of heap that
 * it starts for this. The figures under load are also divided by those without load. Run it with {@code mvn -q
 * process-test-classes spring-boot:test-run -Dspring-boot.run.main-class=org.shouwang.benchmark.OverloadBenchmark}; with
 * {@code -Dspring-boot.run.jvmArguments=-Dbenchmark.before=<folder of classes>} an earlier program is measured first in the
 * same way. The benchmark fails if this program does not meet the demands of the two.
 */
public final class OverloadBenchmark {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int REQUESTS_A_SECOND = 1_000;
    private static final int SECONDS = 20;

    private OverloadBenchmark() {
    }

    /**
     * Runs the benchmark.
     *
     * @param args none
     * @throws IOException if the database or the server cannot be started
     * @throws SQLException if the database cannot be created
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        String earlier = System.getProperty("benchmark.before");
        if (earlier != null) {
            OUT.printf("# Before: %s%n%n", earlier);
            FileBenchmark.run(earlier, OverloadBenchmark::crowd);
            OUT.printf("%n# After%n%n");
        }
        System.exit(FileBenchmark.run(null, OverloadBenchmark::crowd) ? 0 : 1);
    }

    private static boolean crowd() {
        try {
            return new CrowdBenchmark(FileBenchmark.PORT, REQUESTS_A_SECOND, SECONDS).run();
        } catch (Exception e) {
            OUT.printf("The crowd ended with %s: NOT KEPT%n", e);
            return false;
        }
    }
}
