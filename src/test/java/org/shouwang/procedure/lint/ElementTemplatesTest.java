package org.shouwang.procedure.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shouwang.procedure.Fault;
import org.shouwang.procedure.ManifestReader;
import org.shouwang.procedure.ProcedureFolder;

/** Tests that Camunda Modeler's element templates offer only what exists, so that what is drawn with them has no faults. */
class ElementTemplatesTest {

    private static final Path TEMPLATES = Path.of("bpmn/_templates/shouwang.json");
    private static final String MODEL = "well-repair.bpmn";
    private static final String GROUP = "dept${countyCode}shuili";
    private static final String ACCEPT = "<bpmn:userTask id=\"userTask_acceptRepair\"";

    private final List<JsonNode> templates = new ArrayList<>();

    ElementTemplatesTest() throws IOException {
        new ObjectMapper().readTree(TEMPLATES.toFile()).forEach(templates::add);
    }

    private JsonNode property(String template, String name) {
        return templates.stream().filter(each -> each.path("id").asText().equals("org.shouwang." + template)).map(each -> each.path("properties"))
                .flatMap(properties -> Stream.iterate(0, i -> i < properties.size(), i -> i + 1).map(properties::get))
                .filter(each -> each.path("binding").path("name").asText().equals(name)).findFirst().orElseThrow();
    }

    private static List<Fault> faultsWith(String old, String changed) throws IOException {
        ProcedureFolder folder = ProcedureFolder.outside(Path.of("src/test/resources/procedures")).stream()
                .filter(each -> each.name().equals("well-repair")).findFirst().orElseThrow();
        assertThat(folder.text(MODEL)).contains(old);
        Map<String, byte[]> files = new TreeMap<>(folder.files());
        files.put(MODEL, folder.text(MODEL).replace(old, changed).getBytes(StandardCharsets.UTF_8));
        return new Lint(new ManifestReader(), new ObjectMapper()).faults(new ProcedureFolder(folder.name(), files), new HashSet<>());
    }

    @Test
    void everyGroupThatIsOfferedHasHolders() throws IOException {
        String departments;
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            departments = String.join("\n", migrations.filter(file -> file.toString().contains("departments")).map(ElementTemplatesTest::text).toList());
        }
        JsonNode choices = property("task", "camunda:candidateGroups").path("choices");

        assertThat(choices).hasSizeGreaterThan(20);
        for (JsonNode choice : choices) {
            String group = choice.path("value").asText();
            assertThat(faultsWith(GROUP, group)).as(group).isEmpty();
            if (group.startsWith("dept")) {
                assertThat(departments).contains("'" + group.substring(group.indexOf('}') + 1) + "'");
            }
        }
    }

    @Test
    void whatIsOfferedForLimitsAndFormsIsAllowed() throws IOException {
        String limit = "'WELL_REPAIR_5WD'";
        for (String template : List.of("warning", "overdue")) {
            JsonNode expression = property(template, "camunda:expression");
            String written = expression.path("value").asText().replace("'LIMIT'", limit);
            assertThat(written).matches(expression.path("constraints").path("pattern").path("value").asText());
            assertThat(faultsWith(ACCEPT, "<bpmn:serviceTask id=\"serviceTask_note\" name=\"登记\" camunda:expression=\"" + written + "\" />" + ACCEPT)).isEmpty();
        }
        String due = "${deadlines.due(execution, " + limit + ")}";
        assertThat(due).matches(property("task", "camunda:dueDate").path("constraints").path("pattern").path("value").asText());
        assertThat(faultsWith(ACCEPT, ACCEPT + " camunda:dueDate=\"" + due + "\"")).isEmpty();
        for (String template : List.of("start", "task")) {
            assertThat("review-well-repair").matches(Pattern.compile(property(template, "camunda:formRef").path("constraints").path("pattern").path("value").asText()));
            assertThat(property(template, "camunda:formRefBinding").path("value").asText()).isEqualTo("deployment");
        }
        assertThat(property("notice", "calledElement").path("value").asText()).isEqualTo("public-notice");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
