package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

/** Tests that the manifest's reference in {@code procedures.md} names every key and every value that the schema has. */
class ManifestDocumentTest {

    private static final Path DOCUMENT = Path.of("src/docs/procedures.md");
    private static final String WHOLE = "## The manifest";

    /** Returns the headings of the reference, each with what has to stand below it. */
    static Set<Map.Entry<String, List<String>>> parts() throws IOException {
        JsonNode schema;
        try (InputStream stream = new ClassPathResource("procedure-manifest.schema.json").getInputStream()) {
            schema = new ObjectMapper().readTree(stream);
        }
        Map<String, List<String>> parts = new TreeMap<>();
        add(parts, WHOLE, schema);
        for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
            if (!each.getValue().has("$ref")) {
                add(parts, "### `" + each.getKey() + "`", each.getValue());
            }
        }
        add(parts, "### `rules`", schema.path("$defs").path("rules"));
        parts.get(WHOLE).addAll(List.of("village", "township", "county", "leader", "city", "partner", "school", "medgroup", "dept:"));
        parts.values().removeIf(List::isEmpty);
        return parts.entrySet();
    }

    /** Adds the keys of an object, or of the objects in a list or a map, with the values that they may have. */
    private static void add(Map<String, List<String>> parts, String heading, JsonNode schema) throws IOException {
        String document = Files.readString(DOCUMENT);
        List<String> words = parts.computeIfAbsent(heading, any -> new ArrayList<>());
        JsonNode properties = schema.path("properties");
        for (Map.Entry<String, JsonNode> each : properties.properties()) {
            words.add(each.getKey());
            each.getValue().path("enum").forEach(value -> words.add(value.asText()));
            String own = "### `" + each.getKey() + "`";
            if (!heading.equals(WHOLE) && each.getValue().path("items").has("properties")) {
                add(parts, document.contains("\n" + own + "\n") ? own : heading, each.getValue().path("items"));
            }
        }
        if (properties.isMissingNode() && !heading.equals(WHOLE)) {
            for (String inner : List.of("items", "additionalProperties")) {
                if (schema.path(inner).has("properties")) {
                    add(parts, heading, schema.path(inner));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parts")
    void theReferenceNamesEveryKeyAndValue(Map.Entry<String, List<String>> part) throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains("\n" + part.getKey() + "\n");
        String below = document.substring(document.indexOf("\n" + part.getKey() + "\n") + part.getKey().length() + 1).split("\n##+ ")[0];

        assertThat(part.getValue()).isNotEmpty().allSatisfy(word -> assertThat(below).as(part.getKey()).contains("`" + word));
    }
}
