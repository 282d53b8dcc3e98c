package org.shouwang.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.shouwang.assistance.AssistancePlanningProcess;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.microloan.MicroLoanProcess;
import org.shouwang.notice.PublicNoticeProcess;

/** A name of a model is quoted in one class for each process, so that a change of the model is a change in one place. */
@Tag("apart")
class QuotedNamesTest {

    private static final Pattern NAMES = Pattern.compile("<(?:bpmn:)?(?:message id=\"\\w+\" name=\"([\\w.]+)\"|\\w+ id=\"([a-z]\\w*_\\w+)\"|decision id=\"([\\w-]+)\")"
            + "|(?<!\\w)([a-z][A-Za-z]*Outcome)\\b");
    /** The classes of names, and the order of all steps, which is one table for all processes. */
    private static final Pattern PLACES = Pattern.compile("(?:%s|SharedSteps|StepOrder)\\.java".formatted(processClasses()));

    @Test
    void noElementMessageOutcomeOrDecisionIsQuotedElsewhere() {
        Set<String> names = Stream.of(files("bpmn", ".bpmn"), files("bpmn", ".dmn"), files("forms", ".form")).flatMap(List::stream)
                .filter(file -> !isOfFolder(file))
                .flatMap(file -> NAMES.matcher(text(file)).results())
                .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3), found.group(4)))
                .filter(Objects::nonNull).collect(Collectors.toSet());
        Pattern quoted = Pattern.compile("(?:[\"']|/(?=\\w+_))(" + names.stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")[\"'\\\\]");

        assertThat(names).contains(MonitoringIdentificationProcess.VERIFY_HOUSEHOLD, PublicNoticeProcess.MESSAGE_OBJECTION_RECEIVED,
                AssistancePlanningProcess.DECISION, MicroLoanProcess.SUBSIDY_OUTCOME);
        assertThat(files("src/main/java", ".java").stream().filter(file -> !PLACES.matcher(file.getFileName().toString()).matches())
                .flatMap(file -> quoted.matcher(text(file)).results().map(found -> file.getFileName() + " " + found.group(1)))).isEmpty();
        assertThat(files("src/test/java", ".java").stream().filter(file -> !PLACES.matcher(file.getFileName().toString()).matches())
                .filter(file -> !file.toString().contains("/procedure/") && !file.endsWith("ProcedureBenchmark.java"))
                .flatMap(file -> quoted.matcher(text(file)).results().map(found -> file.getFileName() + " " + found.group(1)))).isEmpty();
    }

    /** No class has the names of a procedure that is a folder, unless its manifest names a program. */
    @Test
    void noClassNamesAProcedureThatIsAFolder() {
        List<String> keys = files("bpmn", "procedure.yaml").stream().filter(file -> !text(file).contains("\nkind: ")).map(file -> file.getParent().getFileName().toString()).toList();

        assertThat(files("src/main/java", ".java").stream().flatMap(file -> keys.stream().filter(text(file)::contains)
                .map(key -> file.getFileName() + " " + key))).isEmpty();
    }

    /** Tells whether a file belongs to a procedure that is a folder, whose names stand in no class. */
    private static boolean isOfFolder(Path file) {
        return Files.exists(Path.of("bpmn", file.getParent().getFileName().toString(), "procedure.yaml"));
    }

    private static String processClasses() {
        return files("bpmn", ".bpmn").stream().map(file -> Stream.of(file.getFileName().toString().replace(".bpmn", "").split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)).collect(Collectors.joining()) + "Process")
                .collect(Collectors.joining("|"));
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
