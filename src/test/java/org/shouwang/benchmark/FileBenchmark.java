package org.shouwang.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.shouwang.ShouwangApplication;
import org.shouwang.support.HarmfulFiles;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.slf4j.LoggerFactory;

/**
 * Sends twenty large photographs all at once to a server with 1 GB of heap, and then harmful files and the two largest allowed
 * tables, while a user works on its pages. A client that is told to come again does so, so that each file is really read. Run it with {@code mvn -q
 * process-test-classes spring-boot:test-run -Dspring-boot.run.main-class=org.shouwang.benchmark.FileBenchmark};
 * src/docs/benchmarks.md explains the numbers. The benchmark fails if the server does not survive.
 */
public final class FileBenchmark {

    private static final int UNPACKED = 195_000_000;
    private static final int PEOPLE = 99_999;
    private static final int ROWS = 200_000;
    private static final int PHOTOGRAPHS = 20;
    private static final String PHOTOGRAPH = "allowed: a photograph of 48 megapixels";
    private static final int MOST_OF_PHOTOGRAPH = 10 * 1024 * 1024;
    static final int PORT = 18_480;
    private static final Duration ALONE = Duration.ofSeconds(10);
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration BETWEEN = Duration.ofMillis(250);
    private static final Pattern COLLECTED = Pattern.compile("(\\d+)M->(\\d+)M\\((\\d+)M\\)");
    private static final List<String> USERS = List.of("county411081", "county411082", "county411024", "county411025", "county411003",
            "county411081b", "county411082b", "county411024b", "county411025b", "county411003b", "city411000", "admin");
    private static final List<String> STAFF = List.of("village411081101201", "township411081101", "county411081", "township411081101b",
            "county411081b");
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private FileBenchmark() {
    }

    private record Outcome(String file, int bytes, int status, int sendings, double seconds, String answer) {
    }

    /**
     * Runs the benchmark.
     *
     * @param args {@code photographs} to send these alone; otherwise none
     * @throws IOException if the database or the server cannot be started
     * @throws SQLException if the database cannot be created
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        List<Map<String, byte[]>> sendings = List.of(args).contains("photographs") ? List.of(photographs()) : List.of(photographs(), files());
        System.exit(run(System.getProperty("benchmark.classes"), () -> true, sendings) ? 0 : 1);
    }

    /**
     * Measures a program after another measurement on the same server.
     *
     * @param classes the folder of the program's classes, or null for this program
     * @param before  the other measurement; returns whether its limits were kept
     */
    static boolean run(String classes, BooleanSupplier before) throws IOException, SQLException, InterruptedException {
        return run(classes, before, List.of(files()));
    }

    private static boolean run(String classes, BooleanSupplier before, List<Map<String, byte[]>> sendings)
            throws IOException, SQLException, InterruptedException {
        Path log = Files.createTempDirectory("shouwang-files");
        try (BenchmarkServer database = new BenchmarkServer()) {
            database.create("product", "template0");
            Process server = start(database, log, classes);
            try {
                awaitReady(server);
                boolean kept = before.getAsBoolean();
                for (Map<String, byte[]> sending : sendings) {
                    kept &= measure(server, sending, log);
                }
                return kept;
            } finally {
                server.destroy();
                server.waitFor(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Returns the largest pictures that are taken, as phones with 48 megapixels take them. Each fourth is in scans. */
    private static Map<String, byte[]> photographs() throws IOException {
        BufferedImage picture = new BufferedImage(8_000, 6_000, BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 24_000 / 40 + random.nextInt(40));
        }
        byte[] plain = photograph(picture, false);
        byte[] inScans = photograph(picture, true);
        Map<String, byte[]> photographs = new LinkedHashMap<>();
        for (int i = 0; i < PHOTOGRAPHS; i++) {
            photographs.put(PHOTOGRAPH + (i % 4 == 3 ? " in scans " : " ") + (i + 1), i % 4 == 3 ? inScans : plain);
        }
        return photographs;
    }

    private static byte[] photograph(BufferedImage picture, boolean inScans) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(inScans ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        if (bytes.size() > MOST_OF_PHOTOGRAPH) {
            throw new IllegalStateException("The picture has %,d bytes".formatted(bytes.size()));
        }
        return SampleFiles.padded(bytes.toByteArray(), MOST_OF_PHOTOGRAPH);
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        HarmfulFiles.all(UNPACKED).forEach((name, harmful) -> files.put(name, harmful.file().get()));
        StringBuilder rows = new StringBuilder("idNumber,plateNumber,value\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(person(i).idNumber()).append(",豫K").append(i).append(',').append(i).append('\n');
        }
        files.put("allowed: a data set of 200,000 rows", rows.toString().getBytes(StandardCharsets.UTF_8));
        HouseholdTable table = new HouseholdTable();
        for (int i = 0; i < PEOPLE; i += 3) {
            table.household(person(i), person(i + 1), person(i + 2));
        }
        files.put("allowed: households with 100,000 people", table.xlsx());
        return files;
    }

    private static Person person(int number) {
        String birthday = LocalDate.of(1950, 1, 1).plusDays(number / 900).format(DateTimeFormatter.BASIC_ISO_DATE);
        return new Person("某" + number, TestPeople.withChecksum("411081" + birthday + "%03d".formatted(number % 900)));
    }

    private static Process start(BenchmarkServer database, Path log, String classes) throws IOException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> classes == null || !part.endsWith("target" + File.separator + "classes"))
                .reduce(classes == null ? "" : classes, (all, part) -> all.isEmpty() ? part : all + File.pathSeparator + part);
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g",
                "-XX:+ExitOnOutOfMemoryError", "-Xlog:gc:file=" + log.resolve("gc.log"), "-cp", path, ShouwangApplication.class.getName(),
                "--spring.profiles.active=demo", "--server.port=" + PORT, "--logging.level.root=warn", "--shouwang.demo.households=0",
                "--spring.datasource.url=" + database.url("product"), "--spring.datasource.username=postgres");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.redirectErrorStream(true).redirectOutput(log.resolve("server.log").toFile()).start();
    }

    private static void awaitReady(Process server) throws InterruptedException {
        long until = System.nanoTime() + START.toNanos();
        while (status("admin", "/api/demo/clock") != 200) {
            if (!server.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException("The server did not start");
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private static int status(String user, String path) throws InterruptedException {
        try {
            return CLIENT.send(request(user, path).GET().build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static HttpRequest.Builder request(String user, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + PORT + path)).timeout(LONGEST).header("Authorization", "Basic "
                + Base64.getEncoder().encodeToString((user + ":Shouwang-2026").getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean measure(Process server, Map<String, byte[]> files, Path log) throws IOException, InterruptedException {
        AtomicBoolean alone = new AtomicBoolean();
        CompletableFuture<List<Double>> first = CompletableFuture.supplyAsync(() -> somebodyWorks(alone));
        LockSupport.parkNanos(ALONE.toNanos());
        alone.set(true);
        double usual = median(first.join());
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<Double>> work = CompletableFuture.supplyAsync(() -> somebodyWorks(done));
        ExecutorService senders = Executors.newFixedThreadPool(files.size());
        List<CompletableFuture<Outcome>> sent = new ArrayList<>();
        int place = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String user = USERS.get(place++ % USERS.size());
            sent.add(CompletableFuture.supplyAsync(() -> send(server, user, file.getKey(), file.getValue()), senders));
        }
        OUT.printf("%n| file | KB | answer | sendings | seconds | what is told |%n|---|--:|--:|--:|--:|---|%n");
        sent.forEach(each -> {
            Outcome outcome = each.join();
            OUT.printf("| %s | %,d | %d | %d | %.1f | %s |%n", outcome.file(), outcome.bytes() / 1000, outcome.status(), outcome.sendings(),
                    outcome.seconds(), outcome.answer());
        });
        done.set(true);
        senders.shutdown();
        List<Double> times = work.join();
        times.sort(null);
        boolean alive = server.isAlive() && status("county411081", "/households") == 200;
        OUT.printf("%n| | |%n|---|--:|%n| the server answers afterwards | %s |%n", alive ? "yes" : "NO");
        OUT.printf("| pages meanwhile: number, median, slowest, not answered | %d, %.2f s, %.2f s, %d |%n", times.size(),
                median(times), times.get(times.size() - 1), times.stream().filter(time -> time < 0).count());
        OUT.printf("| pages meanwhile ÷ alone, median | %.2f s ÷ %.2f s = %.1f |%n", median(times), usual, median(times) / usual);
        int[] heap = heap(log);
        OUT.printf("| heap: most before a collection, most after one (1,024 MB allowed) | %,d MB, %,d MB |%n", heap[0], heap[1]);
        if (alive) {
            Files.readAllLines(Path.of("/proc", String.valueOf(server.pid()), "status")).stream().filter(line -> line.startsWith("VmHWM"))
                    .forEach(line -> OUT.printf("| memory of the process, most | %s |%n", line.replaceAll("VmHWM:\\s*", "")));
        }
        return alive;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private static List<Double> somebodyWorks(AtomicBoolean done) {
        List<Double> times = new ArrayList<>();
        do {
            long start = System.nanoTime();
            try {
                times.add(status("leader411081", "/households") == 200 ? (System.nanoTime() - start) / 1e9 : -1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        } while (!done.get());
        return times;
    }

    private static Outcome send(Process server, String user, String name, byte[] file) {
        long start = System.nanoTime();
        boolean households = name.contains("households");
        boolean photograph = name.startsWith(PHOTOGRAPH);
        String sender = households ? "county411081" : photograph ? STAFF.get(number(name) % STAFF.size()) : user;
        String path = photograph ? "/api/cases/" + newCase(number(name)) + "/files?kind=OTHER"
                : households ? "/api/households/import?confirm=true" : "/api/comparison/datasets/vehicles?asOf=2026-01-31";
        int sendings = 0;
        int status = 0;
        String answer = "";
        while (server.isAlive() && System.nanoTime() - start < LONGEST.toNanos()) {
            sendings++;
            try {
                HttpRequest.Builder request = request(sender, path);
                HttpResponse<String> response = CLIENT.send((households || photograph ? request.header("Content-Type", "multipart/form-data; boundary=part")
                        .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(("--part\r\nContent-Disposition: form-data; name=\"file\"; "
                                + "filename=\"a\"\r\n\r\n").getBytes(StandardCharsets.UTF_8), file, "\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8))))
                        : request.header("Content-Type", "application/octet-stream").POST(HttpRequest.BodyPublishers.ofByteArray(file))).build(),
                        HttpResponse.BodyHandlers.ofString());
                status = response.statusCode();
                answer = beginning(response.body());
            } catch (IOException e) {
                status = 0;
                answer = e.getClass().getSimpleName();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (!Set.of(0, 503).contains(status)) {
                break;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return new Outcome(name, file.length, status, sendings, (System.nanoTime() - start) / 1e9, answer);
    }

    private static int number(String photograph) {
        return Integer.parseInt(photograph.replaceFirst(".* ", ""));
    }

    private static String newCase(int number) {
        Person head = person(number);
        try {
            String answer = CLIENT.send(request("village411081101201", "/api/clues").header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("""
                            {"source":"SELF_REPORT","foundOn":"2026-01-05","villageCode":"411081101201","headName":"%s","headIdNumber":"%s","riskDescription":"户主住院"}
                            """.formatted(head.name(), head.idNumber()))).build(), HttpResponse.BodyHandlers.ofString()).body();
            return answer.replaceFirst(".*\"caseNo\":\"([^\"]*)\".*", "$1");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String beginning(String body) {
        Matcher detail = Pattern.compile("\"detail\":\"([^\"]{0,60})").matcher(body);
        return detail.find() ? detail.group(1) : body.substring(0, Math.min(body.length(), 60));
    }

    private static int[] heap(Path log) throws IOException {
        int[] most = {0, 0};
        for (String line : Files.readAllLines(log.resolve("gc.log"))) {
            Matcher collected = COLLECTED.matcher(line);
            if (collected.find()) {
                most[0] = Math.max(most[0], Integer.parseInt(collected.group(1)));
                most[1] = Math.max(most[1], Integer.parseInt(collected.group(2)));
            }
        }
        return most;
    }
}
