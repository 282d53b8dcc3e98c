package org.shouwang.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how the build composes forms that refer to parts. */
class ComposeFormsTest {

    private static final String HOUSEHOLD = """
            {"type": "group", "id": "group_household", "label": "家庭情况", "components": [
              {"type": "table", "id": "table_facts", "dataSource": "=facts"},
              {"type": "text", "id": "text_note", "text": "上次核实的情况"}]}""";
    private static final String OPINION = """
            {"type": "textarea", "id": "field_opinion", "key": "opinion", "label": "意见"}""";
    private static final String FIRST = """
            {"type": "number", "id": "field_first", "key": "first", "validate": {"min": 0.0001}}""";

    @TempDir
    private Path folder;

    @BeforeEach
    void parts() throws IOException {
        write("_parts/household.form", HOUSEHOLD);
        write("_parts/fields.form", FIRST + "," + OPINION);
        Files.writeString(folder.resolve("forms/_parts/style.css"), ".rows { margin: 0; }\n.notice { color: red; }\n");
        Files.createDirectories(folder.resolve("classes/org/shouwang/forms"));
    }

    @Test
    void aReferenceIsReplacedByTheComponentsOfThePart() throws IOException {
        assertThat(composed("""
                {"part": "household"}, {"type": "group", "id": "group_decision", "components": [{"part": "fields"}]}"""))
                .isEqualTo(written(HOUSEHOLD + """
                        , {"type": "group", "id": "group_decision", "components": [%s, %s]}""".formatted(FIRST, OPINION)));
    }

    @Test
    void aReferenceMayNameOneComponentAtAnyDepth() throws IOException {
        assertThat(composed("""
                {"part": "household/table_facts"}, {"part": "fields/field_opinion"}"""))
                .isEqualTo(written("""
                        {"type": "table", "id": "table_facts", "dataSource": "=facts"},""" + OPINION));
    }

    @Test
    void aReferenceMaySetPropertiesOfTheComponentAndOfThoseInIt() throws IOException {
        assertThat(composed("""
                {"part": "household", "label": "农户情况", "text_note.text": "刚才核实的情况", "table_facts.label": "情况"},
                {"part": "fields", "field_opinion.validate": {"maxLength": 500}}"""))
                .isEqualTo(written("""
                        {"type": "group", "id": "group_household", "label": "农户情况", "components": [
                          {"type": "table", "id": "table_facts", "dataSource": "=facts", "label": "情况"},
                          {"type": "text", "id": "text_note", "text": "刚才核实的情况"}]}, %s,
                        {"type": "textarea", "id": "field_opinion", "key": "opinion", "label": "意见", "validate": {"maxLength": 500}}"""
                        .formatted(FIRST)));
    }

    @Test
    void everyTextInHtmlHasTheStyleSheet() throws IOException {
        write("_parts/warnings.form", """
                {"type": "html", "id": "html_warnings", "content": "<p>注意</p>"}""");

        JsonNode form = composed("""
                {"part": "household"}, {"part": "fields"}, {"type": "group", "id": "group_notes", "components": [
                  {"part": "warnings"}, {"type": "html", "id": "html_note", "content": "<p>说明</p>"}]}""");

        assertThat(form.findValuesAsText("content")).containsExactly(
                "<style>.rows { margin: 0; } .notice { color: red; }</style><p>注意</p>",
                "<style>.rows { margin: 0; } .notice { color: red; }</style><p>说明</p>");
    }

    @Test
    void aPartStaysAsItIsForTheNextForm() throws IOException {
        write("process/first.form", """
                {"part": "household", "label": "农户情况"}, {"part": "fields"}""");

        assertThat(composed("{\"part\": \"household\"}")).isEqualTo(written(HOUSEHOLD));
    }

    @Test
    void faultsNameTheFileAndTheReason() throws IOException {
        assertFault("{\"part\": \"household\"}, {\"part\": \"neighbours\"}", "task.form: there is no part \"neighbours\"");
        assertFault("\"household\"", "task.form: \"household\" is neither a component nor a reference to one");
        assertFault("{\"part\": \"household/table_history\"}", "task.form: the part has no component \"table_history\"");
        assertFault("{\"part\": \"household\", \"text_hint.text\": \"\"}", "task.form: the part has no component \"text_hint\"");
        assertFault("{\"part\": \"fields\", \"label\": \"意见\"}", "task.form: \"label\" has to say of which component");
        assertFault(OPINION.replace("field_opinion", "field_another") + ", {\"part\": \"fields\"}", "task.form: the key \"opinion\" stands twice");
        assertFault("{\"part\": \"fields\"}, " + OPINION.replace("\"opinion\"", "\"other\""), "task.form: the id \"field_opinion\" stands twice");
        assertFault("{\"part\": \"household\"", "task.form: Unexpected");
        assertFault("{\"part\": \"fields\"}", "no form refers to household");
    }

    @Test
    void whatIsComposedAlreadyStaysUntilAFormOrAPartIsChanged() throws IOException {
        composed("{\"part\": \"household\"}, {\"part\": \"fields\"}");
        Path made = folder.resolve("classes/forms/process/task.form");
        Files.writeString(made, "made before");
        // What was written within one tick of the file system's clock has the same time.
        laterThanTheSources(folder.resolve("classes/forms"));
        List<Path> writtenBefore;
        try (Stream<Path> files = Files.walk(folder)) {
            writtenBefore = files.filter(file -> !file.startsWith(folder.resolve("classes/forms"))).toList();
        }
        for (Path file : writtenBefore) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(Files.getLastModifiedTime(made).toMillis() - 1000));
        }

        ComposeForms.main(arguments());
        assertThat(made).hasContent("made before");

        Files.setLastModifiedTime(folder.resolve("forms/_parts/fields.form"), Files.getLastModifiedTime(made));
        ComposeForms.main(arguments());
        assertThat(made).content().contains("table_facts");
    }

    private static void laterThanTheSources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 1000));
            }
        }
    }

    @Test
    void aFormThatIsGoneIsNoLongerDeployed() throws IOException {
        write("process/old.form", OPINION);
        composed("{\"part\": \"household\"}, {\"part\": \"fields\"}");

        Files.delete(folder.resolve("forms/process/old.form"));
        composed("{\"part\": \"household\"}, {\"part\": \"fields\"}");

        assertThat(folder.resolve("classes/forms")).isDirectoryRecursivelyContaining("glob:**task.form")
                .isDirectoryNotContaining("glob:**_parts").isDirectoryNotContaining("glob:**old.form");
    }

    private void assertFault(String components, String message) throws IOException {
        write("process/task.form", components);
        assertThatThrownBy(() -> ComposeForms.main(arguments())).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
        assertThat(folder.resolve("classes/forms")).doesNotExist();
    }

    private JsonNode composed(String components) throws IOException {
        write("process/task.form", components);
        ComposeForms.main(arguments());
        return new ObjectMapper().readTree(folder.resolve("classes/forms/process/task.form").toFile());
    }

    private static JsonNode written(String components) throws IOException {
        return new ObjectMapper().readTree(form(components));
    }

    private static String form(String components) {
        return "{\"id\": \"task\", \"components\": [" + components + "]}";
    }

    private void write(String file, String components) throws IOException {
        Path written = folder.resolve("forms").resolve(file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, form(components));
    }

    private String[] arguments() {
        return new String[] {folder.resolve("forms").toString(), folder.resolve("classes").toString()};
    }
}
