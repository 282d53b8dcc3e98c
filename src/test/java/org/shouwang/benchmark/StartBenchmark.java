package org.shouwang.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import javax.tools.ToolProvider;
import org.shouwang.ShouwangApplication;

/**
 * Measures how long a start takes, with data, in turn with a bare Spring Boot with Camunda's three webapps, and how much memory the idle
 * process holds. Run it with {@code mvn -q process-test-classes spring-boot:test-run
 * -Dspring-boot.run.main-class=org.shouwang.benchmark.StartBenchmark}; src/docs/benchmarks.md explains the numbers. The benchmark fails if
 * one of its limits is exceeded.
 */
public final class StartBenchmark {

    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    /** The options of the image (docker/Dockerfile) on a node of the memory of docker/compose.yaml, for both sides. */
    private static final String OPTIONS = System.getProperty("benchmark.options", "-XX:MaxRAM=2g -XX:MaxRAMPercentage=75");
    private static final double MOST_OF_BARE = 1.3;
    private static final double MOST_RESIDENT_MB = 600;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final String ADMIN = "Basic " + Base64.getEncoder().encodeToString("admin:Shouwang-2026".getBytes(StandardCharsets.UTF_8));
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final HttpClient http = HttpClient.newHttpClient();

    private StartBenchmark() {
    }

    /**
     * What a start cost.
     *
     * @param seconds   from the start of the process until it is ready
     * @param processor the processor's seconds of the process until then
     * @param resident  the MB that the process held when it had been idle for a while
     */
    private record Cost(double seconds, double processor, double resident) {
    }

    /**
     * Runs the benchmark.
     *
     * @param args none
     * @throws IOException if a process cannot be started
     * @throws SQLException if the databases cannot be made
     * @throws InterruptedException if somebody stops the benchmark
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        boolean kept;
        try (BenchmarkServer server = new BenchmarkServer()) {
            server.create("product", "template0");
            server.create("bare", "template0");
            kept = new StartBenchmark().run(server);
        }
        System.exit(kept ? 0 : 1);
    }

    private boolean run(BenchmarkServer server) throws IOException, InterruptedException {
        List<String> product = List.of("-cp", System.getProperty("java.class.path"), ShouwangApplication.class.getName(),
                "--spring.profiles.active=demo", "--spring.datasource.url=" + server.url("product"));
        List<String> bare = List.of("-cp", bareClasses(), "peer.SpringPeer", "--spring.datasource.url=" + server.url("bare"),
                "--management.endpoint.health.probes.enabled=true");
        OUT.printf("Java %s with %s, PostgreSQL %s; load before: %s%n%n", System.getProperty("java.version"), OPTIONS, version(server), load());
        OUT.println("| start | until ready, s | processor, s | resident when idle, MB |");
        OUT.println("|---|--:|--:|--:|");
        print("Shouwang, first, with the demonstration", List.of(start(product, "/api/demo/clock")));
        print("bare Spring Boot, first", List.of(start(bare, null)));
        List<Cost> ours = new ArrayList<>();
        List<Cost> bares = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            bares.add(start(bare, null));
            ours.add(start(product, null));
        }
        print("bare Spring Boot", bares);
        print("Shouwang", ours);
        double ratio = median(ours, Cost::seconds) / median(bares, Cost::seconds);
        double resident = median(ours, Cost::resident);
        OUT.printf("%nReady after at most %.1f times the bare one's time: %.2f (processor %.2f), %s%n", MOST_OF_BARE, ratio,
                median(ours, Cost::processor) / median(bares, Cost::processor), ratio <= MOST_OF_BARE ? "kept" : "NOT KEPT");
        OUT.printf("At most %.0f MB resident when idle: %.0f, %s%n", MOST_RESIDENT_MB, resident, resident <= MOST_RESIDENT_MB ? "kept" : "NOT KEPT");
        OUT.printf("Load after: %s%n", load());
        return ratio <= MOST_OF_BARE && resident <= MOST_RESIDENT_MB;
    }

    /** Compiles the bare application and returns its class path. */
    private static String bareClasses() throws IOException, InterruptedException {
        Path classes = Files.createDirectories(Path.of("target/peers/spring"));
        String libraries = Side.libraries("Spring").replaceAll("[^:]*slf4j-nop[^:]*:", "");
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), "-cp", libraries, "src/test/peers/SpringPeer.java") != 0) {
            throw new IllegalStateException("The bare application cannot be compiled");
        }
        return classes + ":" + libraries;
    }

    /** Starts a process, waits until it is ready, lets it be idle for a while and ends it. */
    private Cost start(List<String> arguments, String readyToo) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.addAll(List.of(OPTIONS.split(" ")));
        command.addAll(arguments);
        command.add("--server.port=" + port);
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/start-benchmark.log"))).start();
        try {
            await(process, port, "/actuator/health/readiness");
            if (readyToo != null) {
                await(process, port, readyToo);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            double processor = process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
            LockSupport.parkNanos(IDLE.toNanos());
            return new Cost(seconds, processor, resident(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private void await(Process process, int port, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Authorization", ADMIN).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The start failed, see target/start-benchmark.log");
            }
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK) {
                    return;
                }
            } catch (IOException e) {
                // Nobody listens yet.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new IllegalStateException("Not ready after " + PATIENCE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow() / 1024.0;
    }

    private static void print(String start, List<Cost> costs) {
        OUT.printf("| %s | %s | %s | %s |%n", start, range(costs, Cost::seconds), range(costs, Cost::processor), range(costs, Cost::resident));
    }

    private static String range(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return costs.size() == 1 ? "%.1f".formatted(figure.applyAsDouble(costs.get(0)))
                : "%.1f (%.1f–%.1f)".formatted(median(costs, figure), costs.stream().mapToDouble(figure).min().orElseThrow(),
                costs.stream().mapToDouble(figure).max().orElseThrow());
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return costs.stream().sorted(Comparator.comparingDouble(figure)).skip(costs.size() / 2).mapToDouble(figure).findFirst().orElseThrow();
    }

    private static String version(BenchmarkServer server) {
        try {
            return server.setting("server_version");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).strip();
    }
}
