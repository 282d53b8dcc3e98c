package org.shouwang.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents: the README is short and leads to all of them, and what they point at is there. */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final Path DOCS = Path.of("src/docs");
    private static final int MOST_BYTES_OF_THE_README = 12 * 1024;
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

    @Test
    void noLinkIsDead() throws IOException {
        assertThat(documents()).allSatisfy(document -> assertThat(links(document)).as(document.toString()).allSatisfy(link ->
                assertThat(leadsSomewhere(document, link)).as(link).isTrue()));
    }

    @Test
    void theReadmeIsShortAndLeadsToEveryDocument() throws IOException {
        assertThat(Files.size(README)).isLessThanOrEqualTo(MOST_BYTES_OF_THE_README);
        try (Stream<Path> files = Files.list(DOCS)) {
            for (Path file : files.toList()) {
                assertThat(links(README)).as(file.toString())
                        .contains(Files.isDirectory(file) ? file + "/README.md" : file.toString());
            }
        }
    }

    @Test
    void everyProcessHasAPageWithItsPicture() throws IOException {
        try (Stream<Path> models = Files.walk(Path.of("bpmn"))) {
            List<String> keys = models.map(path -> path.getFileName().toString()).filter(name -> name.endsWith(".bpmn"))
                    .map(name -> name.replace(".bpmn", "")).toList();

            assertThat(keys).isNotEmpty().allSatisfy(key -> {
                assertThat(links(DOCS.resolve("processes/README.md"))).contains(key + ".md");
                assertThat(links(DOCS.resolve("processes/" + key + ".md"))).contains("../../../bpmn/%1$s/%1$s.svg".formatted(key));
            });
        }
    }

    @Test
    void everyDecisionIsListed() throws IOException {
        try (Stream<Path> decisions = Files.list(DOCS.resolve("adr"))) {
            assertThat(links(DOCS.resolve("adr/README.md")))
                    .containsAll(decisions.map(path -> path.getFileName().toString()).filter(name -> name.matches("\\d.*")).toList());
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return Stream.concat(Stream.of(README), files.filter(path -> path.toString().endsWith(".md"))).toList();
        }
    }

    private static List<String> links(Path document) {
        return LINK.matcher(CODE.matcher(text(document)).replaceAll("")).results().map(found -> found.group(1))
                .filter(link -> !link.startsWith("http")).toList();
    }

    private static boolean leadsSomewhere(Path document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** Returns the headings of a document in the form in which a link names them. */
    private static List<String> anchors(Path document) {
        return HEADING.matcher(text(document)).results().map(MatchResult::group)
                .map(heading -> heading.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'))
                .toList();
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
