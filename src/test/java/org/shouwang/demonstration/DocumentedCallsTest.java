package org.shouwang.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shouwang.support.IntegrationTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

/**
 * What the documents show of the API works as it stands there: their commands run from top to bottom, with bash and curl, and
 * no call is refused.
 */
class DocumentedCallsTest extends IntegrationTest {

    private static final Pattern COMMANDS = Pattern.compile("(?ms)^```bash\\n(.*?)^```$");
    private static final long PATIENCE_MINUTES = 8;
    /** Ends with the first command that fails, in a pipe too, and lets curl fail where the answer is no success. */
    private static final String STRICT = """
            set -euo pipefail
            curl() { command curl -sS --fail-with-body "$@" || { echo "REFUSED: $*"; return 1; }; }
            """;

    @LocalServerPort
    private int port;
    @TempDir
    private Path folder;

    @Test
    void theCallsOfTheReadmeSucceed() throws IOException, InterruptedException {
        assertThat(run("README.md")).contains("\"externalReference\":\"WARN-1\"");
    }

    @Test
    void theCallsOfTheApiSucceed() throws IOException, InterruptedException {
        Files.write(folder.resolve("problems-2022.csv"), new ClassPathResource("demo/problems-2022.csv").getContentAsByteArray());

        assertThat(run("src/docs/api.md")).contains("\"status\":\"ADMITTED\"", "\"status\":\"ELIMINATED\"", "\"status\":\"ROLLED_BACK\"",
                "\"status\":\"DISBURSED\"");
    }

    @Test
    void theCallsOfTheEventsSucceed() throws IOException, InterruptedException {
        run("src/docs/events.md");
    }

    private String run(String document) throws IOException, InterruptedException {
        requireCurl();
        String commands = COMMANDS.matcher(Files.readString(Path.of(document))).results().map(block -> block.group(1))
                .collect(Collectors.joining("\n")).replace("localhost:8080", "localhost:" + port);
        Path script = Files.writeString(folder.resolve("commands.sh"), STRICT + commands);
        Path output = folder.resolve("output");
        Process bash = new ProcessBuilder("bash", script.toString()).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        boolean ended = bash.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        bash.destroyForcibly();
        String said = Files.readString(output);
        assertThat(ended && bash.exitValue() == 0).as("%s: %s", document, said).isTrue();
        return said;
    }

    private static void requireCurl() {
        boolean found = Files.isExecutable(Path.of("/usr/bin/curl"));
        if (!found && Boolean.getBoolean("shouwang.browser.required")) {
            throw new IllegalStateException("curl is required for this run and was not found");
        }
        Assumptions.assumeTrue(found, "SKIPPED: no curl on this machine, the documents' calls do not run");
    }
}
