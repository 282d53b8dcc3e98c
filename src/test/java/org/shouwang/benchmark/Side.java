package org.shouwang.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of a benchmark: an engine, or a node of the product. It answers each line of its input with a line that begins with {@link #ANSWER}. */
final class Side implements AutoCloseable {

    /** Begins each answer, among whatever else a process writes. */
    static final String ANSWER = "ANSWER ";
    private static final Path PEERS = Path.of("src/test/peers");
    private static final Path MADE = Path.of("target/peers");

    private final String name;
    private final Process process;
    private final PrintWriter orders;

    private Side(String name, List<String> arguments) throws IOException {
        this.name = name;
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xms1g", "-Xmx1g",
                "-Dfile.encoding=UTF-8"));
        command.addAll(arguments);
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answer();
    }

    /** Starts a class of the tests with the class path of the product and waits until it is ready. */
    static Side product(String name, Class<?> main, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        all.addAll(List.of(arguments));
        return new Side(name, all);
    }

    /**
     * Starts a program of src/test/peers with the class path of an engine and waits until it is ready. It is compiled when it
     * starts. Operaton's program is Camunda's, since only the packages differ.
     *
     * @param engine    Camunda, Operaton or Flowable
     * @param program   the second part of the program's name
     * @param url       the address of the database
     */
    static Side bare(String engine, String program, String url) throws IOException, InterruptedException {
        Path source = PEERS.resolve(engine + program + ".java");
        Files.createDirectories(MADE);
        if (engine.equals("Operaton")) {
            source = MADE.resolve(engine + program + ".java");
            Files.writeString(source, Files.readString(PEERS.resolve("Camunda" + program + ".java")).replace("org.camunda", "org.operaton")
                    .replace("Camunda" + program, engine + program));
        }
        return new Side(engine, List.of("-cp", libraries(engine) + ":target/test-classes", source.toString(), CountedDriver.url(url),
                PEERS.resolve("bare.bpmn").toString()));
    }

    /** Returns the class path of a profile of src/test/peers. Maven fetches what is not there. */
    static String libraries(String engine) throws IOException, InterruptedException {
        Path libraries = MADE.resolve(engine + ".classpath").toAbsolutePath();
        Process maven = new ProcessBuilder("mvn", "-q", "-B", "-ntp", "-f", PEERS.resolve("pom.xml").toString(), "-P", engine.toLowerCase(),
                "dependency:build-classpath", "-Dmdep.outputFile=" + libraries).inheritIO().start();
        if (maven.waitFor() != 0) {
            throw new IllegalStateException("The libraries of " + engine + " are not there");
        }
        return Files.readString(libraries).strip();
    }

    /** Sends a line and returns the answer to it. */
    String ask(String order) {
        orders.println(order);
        try {
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = process.getInputStream().read(); read >= 0; read = process.getInputStream().read()) {
            if (read != '\n') {
                line.append((char) read);
            } else if (line.toString().startsWith(ANSWER)) {
                return line.substring(ANSWER.length());
            } else {
                System.err.println(name + ": " + line);
                line.setLength(0);
            }
        }
        throw new IllegalStateException(name + " ended");
    }

    /** Returns the processors' time that the process has taken, in nanoseconds. */
    long processorNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** Ends the process by the end of its input, and waits until it is gone. */
    @Override
    public void close() {
        orders.close();
        process.onExit().join();
    }
}
