package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the properties of every form: one description in Chinese, for the browser and for the server's check. */
class FormsTest {

    private static final Set<String> WORKING_TYPES = Set.of("textfield", "textarea", "number", "datetime", "expression",
            "checkbox", "checklist", "radio", "select", "taglist", "text", "table", "html", "group", "dynamiclist",
            "separator", "spacer", "image", "iframe");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern DEMAND = Pattern.compile("必须|须写明|请写明|^写明|写明期限|写明长效|必填");
    private static final Set<String> DEMANDED_BY_STEPS = Set.of("assistance-planning/opinion", "assistance-planning/member",
            "issue-dual-assignment/opinion", "issue-dual-assignment/timeLimited", "issue-dual-assignment/longTerm",
            "look-back/opinion", "micro-loan/disbursedAmount", "micro-loan/disbursedOn", "micro-loan/opinion",
            "monitoring-identification/opinion", "risk-elimination/how", "risk-elimination/opinion", "risk-rollback/checkOutcome", "risk-rollback/how", "risk-rollback/opinion",
            "safety-net-recognition/opinion");
    private static final Pattern GENERATED_KEY = Pattern.compile("(Field|textfield|number|select|radio)_[0-9a-z]{6,7}");

    /** The files of the forms and of their parts, as they are in the repository. */
    private static final List<Path> WRITTEN = Models.files(Path.of("forms"), ".form");

    static List<Path> forms() {
        return Models.forms();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void itsIdIsItsFileNameAndTheEngineUnderstandsIt(Path file) throws IOException {
        JsonNode form = read(file);

        assertThat(form.path("id").asText()).isEqualTo(file.getFileName().toString().replace(".form", ""));
        assertThat(form.path("schemaVersion").asInt()).isLessThanOrEqualTo(16);
        assertThat(components(form)).extracting(component -> component.path("type").asText())
                .isNotEmpty().allMatch(WORKING_TYPES::contains);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyWordOfItIsChinese(Path file) throws IOException {
        for (JsonNode component : components(read(file))) {
            for (String name : List.of("label", "dateLabel", "description")) {
                if (component.hasNonNull(name) && !component.get(name).asText().isBlank()
                        && !component.get(name).asText().startsWith("=")) {
                    assertThat(component.get(name).asText()).as(name).containsPattern(CHINESE);
                }
            }
            component.path("values").forEach(value ->
                    assertThat(value.path("label").asText()).containsPattern(CHINESE));
            component.path("columns").forEach(column ->
                    assertThat(column.path("label").asText()).containsPattern(CHINESE));
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFieldHasALabelAndAKeyOfItsOwn(Path file) throws IOException {
        List<String> keys = new ArrayList<>();
        for (JsonNode component : components(read(file))) {
            if (!component.hasNonNull("key")) {
                continue;
            }
            keys.add(component.get("key").asText());
            String label = component.path("type").asText().equals("datetime") ? "dateLabel" : "label";
            assertThat(component.path(label).asText()).as(component.get("key").asText()).isNotBlank();
        }
        assertThat(keys).doesNotHaveDuplicates().noneMatch(key -> GENERATED_KEY.matcher(key).matches());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theDocumentBehindTheStepIsCited(Path file) throws IOException {
        assertThat(Models.text(file)).contains("依据").doesNotContain("这一步依据的文件和条款。");
    }

    /** Everybody who decides about a household has to see the household's other affairs. */
    @ParameterizedTest
    @ValueSource(strings = {"risk-elimination/check-elimination", "risk-elimination/preselect-elimination",
            "risk-elimination/review-elimination", "risk-elimination/check-elimination-at-county",
            "risk-elimination/approve-elimination", "risk-rollback/check-rollback", "risk-rollback/review-rollback",
            "risk-rollback/approve-rollback", "safety-net-recognition/check-safety-net",
            "safety-net-recognition/preselect-safety-net", "safety-net-recognition/decide-safety-net"})
    void warningsAreShownWhereSomebodyDecidesAboutAHousehold(String form) throws IOException {
        assertThat(components(read(Models.FORMS.resolve(form + ".form")))).anySatisfy(component ->
                assertThat(component.path("content").asText()).contains("{{#loop warnings}}"));
    }

    /** Without limits a browser accepts any number, of any length and with any number of decimals. */
    @ParameterizedTest
    @MethodSource("forms")
    void everyNumberSaysWhereItBeginsAndEndsAndHowManyDecimalsItHas(Path file) throws IOException {
        for (JsonNode component : components(read(file))) {
            if (component.path("type").asText().equals("number")) {
                JsonNode rules = component.path("validate");
                assertThat(component.path("decimalDigits").isInt()).as(component.path("key").asText()).isTrue();
                assertThat(rules.path("min").isNumber() && rules.path("max").isNumber()).as(component.path("key").asText()).isTrue();
                assertThat(rules.path("min").asDouble()).as(component.path("key").asText()).isNotNegative()
                        .isLessThan(rules.path("max").asDouble());
            }
        }
    }

    /** The steps ask for reasons that depend on the decision; OpinionTest and the tests of each process check those. */
    @ParameterizedTest
    @MethodSource("forms")
    void whatAHintDemandsIsDemandedByTheFormOrByTheStep(Path file) throws IOException {
        for (JsonNode component : components(read(file))) {
            boolean demanded = DEMAND.matcher(component.path("description").asText()).find();
            String manifest = manifestOf(file);
            boolean byManifest = component.path("key").asText().equals("opinion") ? manifest.matches("(?s).*(reasonWhen|opinionWhen|furthering): .*")
                    : manifest.contains("field: " + component.path("key").asText() + ",");
            if (demanded && !byManifest && !component.path("validate").path("required").asBoolean()) {
                assertThat(DEMANDED_BY_STEPS).as("%s: %s", file, component.path("description").asText())
                        .contains(file.getParent().getFileName() + "/" + component.path("key").asText());
            }
        }
    }

    private static String manifestOf(Path form) {
        Path manifest = Path.of("bpmn", form.getParent().getFileName().toString(), "procedure.yaml");
        return Files.exists(manifest) ? Models.text(manifest) : "";
    }

    /**
     * Components that are the same in two forms are a part, even single fields, and the look of all texts is in the style
     * sheet.
     */
    @Test
    void nothingIsWrittenTwice() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (Path file : WRITTEN) {
            components(read(file)).stream().filter(component -> component.has("type")).forEach(all::add);
        }

        assertThat(all).hasSizeGreaterThan(200).filteredOn(component -> Collections.frequency(all, component) > 1)
                .extracting(component -> component.path("id").asText()).isEmpty();
        assertThat(all).extracting(component -> component.path("content").asText()).noneMatch(text -> text.contains("<style"));
    }

    /** Each part is a form of its own, so that Camunda Modeler, which knows no references, can show it. */
    @Test
    void aPartIsAFormOfItsOwn() throws IOException {
        List<Path> parts = WRITTEN.stream().filter(file -> file.startsWith(Path.of("forms/_parts"))).toList();

        assertThat(parts).hasSizeGreaterThan(20);
        for (Path part : parts) {
            itsIdIsItsFileNameAndTheEngineUnderstandsIt(part);
        }
    }

    @Test
    void idsAreUniqueOverAllForms() {
        assertThat(forms()).extracting(Path::getFileName).doesNotHaveDuplicates();
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static List<JsonNode> components(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        node.path("components").forEach(component -> {
            all.add(component);
            all.addAll(components(component));
        });
        return all;
    }
}
