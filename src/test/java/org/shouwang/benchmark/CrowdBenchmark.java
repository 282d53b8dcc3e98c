package org.shouwang.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/**
 * Sends more requests to a running demonstration on this machine than it can answer: half of them without a login, half with
 * the Basic login of clerks. Meanwhile twenty clerks work in browsers and register clues. The benchmark prints how long the
 * clerks waited, how the other requests were answered, the memory before and after, and whether all clues are there. Run it
 * beside the demonstration with {@code mvn -q process-test-classes spring-boot:test-run
 * -Dspring-boot.run.main-class=org.shouwang.benchmark.CrowdBenchmark -Dspring-boot.run.arguments="8080 1000 20"} (port,
 * requests a second, seconds); ADR 0035 contains the results. The benchmark fails if one in a hundred of the clerks' requests
 * took two seconds or longer, or a clue was lost.
 */
public final class CrowdBenchmark {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final int CLERKS = 20;
    private static final int TICKS_A_SECOND = 50;
    private static final double MOST_SECONDS = 2;
    private static final List<String> OPEN = List.of("/", "/login", "/home", "/api/cases", "/assets/shouwang.css");
    private static final List<String> ASKED = List.of("/api/cases?limit=20", "/engine-rest/task?maxResults=20", "/api/households?limit=20");
    private static final List<String> WORK = List.of("/home", "/cases", "/engine-rest/task?maxResults=15", "/households", "/messages");
    /** The time for which the clerks work before the crowd comes, so that the program is warm. */
    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final Duration AFTER = Duration.ofSeconds(30);
    private static final Pattern DAY = Pattern.compile("name=\"foundOn\"[^>]*value=\"([0-9-]+)\"");
    private static final Pattern VILLAGE = Pattern.compile("name=\"villageCode\" value=\"([0-9]+)\"");
    private static final int OTHER_PEOPLE = 20_000;
    private static final Pattern CASE = Pattern.compile("/cases/(JC-[0-9-]+)");

    private final int port;
    private final int rate;
    private final int seconds;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
    private final Map<String, AtomicInteger> answers = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicInteger> clerksAnswers = new ConcurrentHashMap<>();
    private final Queue<Double> waits = new ConcurrentLinkedQueue<>();
    private final Queue<String> registered = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean(true);

    CrowdBenchmark(int port, int rate, int seconds) {
        this.port = port;
        this.rate = rate;
        this.seconds = seconds;
    }

    /**
     * Runs the benchmark.
     *
     * @param args the port, the requests a second and the seconds; 8080, 1000 and 20 if there are none
     * @throws Exception if the demonstration does not answer
     */
    public static void main(String[] args) throws Exception {
        String[] numbers = args.length == 3 ? args : new String[] {"8080", "1000", "20"};
        System.exit(new CrowdBenchmark(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2])).run() ? 0 : 1);
    }

    boolean run() throws Exception {
        List<BrowserSession> clerks = new ArrayList<>();
        for (int i = 0; i < CLERKS; i++) {
            BrowserSession clerk = new BrowserSession(port);
            String township = "4110811%02d".formatted(1 + i % 5);
            BrowserSession.Page answer = clerk.signIn("village" + township + "201", Shouwang.PASSWORD);
            if (!answer.location().endsWith("/home")) {
                throw new IllegalStateException("No clerk can sign in: " + answer.status() + " " + answer.location());
            }
            clerks.add(clerk);
        }
        // A random number of people is skipped, since those of an earlier run have their cases already.
        Stream.generate(TestPeople::somebody).limit(ThreadLocalRandom.current().nextInt(OTHER_PEOPLE)).forEach(person -> { });
        var desks = Executors.newFixedThreadPool(CLERKS);
        clerks.forEach(clerk -> desks.submit(() -> work(clerk)));
        LockSupport.parkNanos(BEFORE.toNanos());
        OUT.printf(Locale.ROOT, "clerks alone: %s%n", clerks());
        double usual = waited(0.99);
        waits.clear();
        clerksAnswers.clear();
        double before = memory();
        crowd();
        working.set(false);
        desks.shutdown();
        desks.awaitTermination(60, TimeUnit.SECONDS);
        double full = memory();
        LockSupport.parkNanos(AFTER.toNanos());
        double after = memory();

        long lost = registered.stream().filter(caseNo -> status("GET", "/api/cases/" + caseNo, basic("county411081")) != 200).count();
        OUT.printf(Locale.ROOT, "%d requests a second for %d s beside %d clerks%n", rate, seconds, CLERKS);
        OUT.printf("clerks: %s%n", clerks());
        OUT.printf(Locale.ROOT, "clerks' p99 with the crowd ÷ alone: %.2f s ÷ %.2f s = %.1f%n", waited(0.99), usual, waited(0.99) / usual);
        OUT.printf("the crowd: %s%n", answers);
        OUT.printf("clues registered: %d, of these lost: %d%n", registered.size(), lost);
        OUT.printf(Locale.ROOT, "heap in use, MB: before %.0f, at the end of the load %.0f, %d s later %.0f%n", before, full,
                AFTER.toSeconds(), after);
        boolean kept = waited(0.99) < MOST_SECONDS && lost == 0;
        OUT.printf("a clerk in a hundred waits less than %.0f s and nothing is lost: %s%n", MOST_SECONDS, kept ? "kept" : "NOT KEPT");
        return kept;
    }

    private String clerks() {
        return String.format(Locale.ROOT, "%d requests, p50 %.0f ms, p99 %.0f ms, longest %.0f ms, answers %s", waits.size(),
                waited(0.5) * 1000, waited(0.99) * 1000, waited(1) * 1000, clerksAnswers);
    }

    /** Returns the seconds in which a share of the clerks' requests was answered. */
    private double waited(double share) {
        double[] sorted = waits.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
    }

    private void work(BrowserSession clerk) {
        for (int i = 0; working.get(); i++) {
            String form = i % 4 == 3 ? clerk.get("/clues/new").text() : "";
            Matcher day = DAY.matcher(form);
            Matcher village = VILLAGE.matcher(form);
            boolean registers = day.find() && village.find();
            long begin = System.nanoTime();
            String answer;
            try {
                BrowserSession.Page page = registers ? register(clerk, day.group(1), village.group(1)) : clerk.send("GET", WORK.get(i % WORK.size()), null, Map.of());
                answer = String.valueOf(page.status());
            } catch (RuntimeException e) {
                answer = "none";
            }
            waits.add((System.nanoTime() - begin) / 1e9);
            clerksAnswers.computeIfAbsent(answer, key -> new AtomicInteger()).incrementAndGet();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500 + ThreadLocalRandom.current().nextInt(1000)));
        }
    }

    private BrowserSession.Page register(BrowserSession clerk, String day, String village) {
        TestPeople.Person head = TestPeople.somebody();
        BrowserSession.Page page = clerk.post("/clues", Map.of("source", "SELF_REPORT", "foundOn", day, "villageCode", village, "headName", head.name(),
                "headIdNumber", head.idNumber(), "riskDescription", "户主住院，支出较大"));
        Matcher caseNo = CASE.matcher(page.location());
        if (caseNo.find()) {
            registered.add(caseNo.group(1));
        }
        return page;
    }

    /** Sends requests at the given rate, no matter whether they are answered. */
    private void crowd() {
        ScheduledExecutorService ticks = Executors.newScheduledThreadPool(2);
        AtomicInteger sent = new AtomicInteger();
        ticks.scheduleAtFixedRate(() -> {
            for (int i = 0; i < rate / TICKS_A_SECOND; i++) {
                send(sent.incrementAndGet());
            }
        }, 0, 1000 / TICKS_A_SECOND, TimeUnit.MILLISECONDS);
        LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
        ticks.shutdownNow();
        answers.computeIfAbsent("sent", key -> new AtomicInteger()).set(sent.get());
    }

    private void send(int number) {
        boolean nobody = number % 2 == 0;
        String path = nobody ? OPEN.get(number / 2 % OPEN.size()) : ASKED.get(number / 2 % ASKED.size());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
        if (!nobody) {
            request.header("Authorization", basic("village4110811%02d202".formatted(1 + number / 2 % 9)));
        }
        String kind = nobody ? "nobody " : "Basic ";
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) ->
                answers.computeIfAbsent(kind + (failure == null ? String.valueOf(answer.statusCode()) : "none"), key -> new AtomicInteger())
                        .incrementAndGet());
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + Shouwang.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private int status(String method, String path, String authorization) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", authorization)
                    .method(method, HttpRequest.BodyPublishers.noBody()).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Returns the heap in use in MB, garbage included; not a number if the server does not answer. */
    private double memory() throws InterruptedException {
        String metrics;
        try {
            metrics = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                    .header("Authorization", basic("admin")).build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return Double.NaN;
        }
        return Stream.of(metrics.split("\n")).filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).sum() / 1e6;
    }
}
