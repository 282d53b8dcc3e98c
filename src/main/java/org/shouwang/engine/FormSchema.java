package org.shouwang.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shouwang.shared.Decimals;

/**
 * A deployed form. It is the one description of the fields, for the browser and for the check on the server.
 *
 * @param fields the components that are submitted, and the groups that contain such components
 */
record FormSchema(List<FormField> fields) {

    private static final Set<String> INPUTS = Set.of("textfield", "textarea", "number", "datetime", "checkbox",
            "checklist", "radio", "select", "taglist", "dynamiclist", "group");

    static FormSchema read(InputStream form, ObjectMapper json) {
        try (form) {
            return new FormSchema(fields(json.readTree(form).path("components")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the keys of all fields, whether visible or not. */
    List<String> keys() {
        return fields.stream().flatMap(FormSchema::keys).toList();
    }

    private static Stream<String> keys(FormField field) {
        return field.isGroup() ? field.children().stream().flatMap(FormSchema::keys) : Stream.of(field.key());
    }

    private static List<FormField> fields(JsonNode components) {
        List<FormField> fields = new ArrayList<>();
        for (JsonNode component : components) {
            if (INPUTS.contains(component.path("type").asText()) && !component.path("disabled").asBoolean()) {
                FormField field = field(component);
                if (!field.isGroup() || !field.children().isEmpty()) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static FormField field(JsonNode component) {
        String type = component.path("type").asText();
        JsonNode rules = component.path("validate");
        Map<String, String> options = new LinkedHashMap<>();
        component.path("values").forEach(value ->
                options.put(value.path("value").asText(), value.path("label").asText()));
        String key = "dynamiclist".equals(type) ? component.path("path").asText() : textOrNull(component, "key");
        String label = component.path("datetime".equals(type) ? "dateLabel" : "label").asText(key);
        return new FormField(type, key, label, textOrNull(component.path("conditional"), "hide"),
                rules.path("required").asBoolean(), decimalOrNull(rules, "min"), decimalOrNull(rules, "max"),
                component.has("decimalDigits") ? component.path("decimalDigits").asInt() : null,
                rules.has("maxLength") ? rules.path("maxLength").asInt() : null,
                rules.has("pattern") ? Pattern.compile(rules.path("pattern").asText()) : null,
                options, component.path("properties").path("perCase").asBoolean(), fields(component.path("components")));
    }

    private static String textOrNull(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : null;
    }

    private static BigDecimal decimalOrNull(JsonNode node, String name) {
        return node.hasNonNull(name) ? Decimals.parse(node.get(name).asText()).orElseThrow() : null;
    }
}
