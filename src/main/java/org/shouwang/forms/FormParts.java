package org.shouwang.forms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parts that forms share. A form names a part in place of one of its components:
 * <pre>
 * { "part": "history" }
 * { "part": "household/table_householdFacts" }
 * { "part": "household", "label": "家庭情况" }
 * { "part": "basis", "text_basis.text": "…" }
 * </pre>
 * The first stands for all components of the part, the second for the component with this id. Further properties replace those
 * of the component; with the id of an inner component and a dot before their name, they replace those of the inner one.
 *
 * <p>All texts in HTML have the same style sheet. It stands in each of them, since form-js applies a style sheet only to its
 * own text.
 */
final class FormParts {

    private static final String PART = "part";
    private static final String COMPONENTS = "components";

    private final Map<String, JsonNode> parts;
    private final String style;
    private final Set<String> unused;

    /**
     * Takes the parts.
     *
     * @param parts whole forms by the names by which other forms refer to them
     * @param style the style sheet of texts in HTML
     */
    FormParts(Map<String, JsonNode> parts, String style) {
        this.parts = parts;
        this.style = "<style>" + style.strip().replaceAll("\\s+", " ") + "</style>";
        this.unused = new TreeSet<>(parts.keySet());
    }

    /**
     * Replaces a form's references by the components for which they stand, and adds the style sheet to its texts in HTML.
     *
     * @param form a form that may refer to parts; it is not changed
     * @return the form without references
     * @throws IllegalArgumentException if a reference names a part or component that does not exist, or an id or a key stands
     *     twice in the result
     */
    ObjectNode compose(JsonNode form) {
        ObjectNode composed = form.deepCopy();
        resolve(composed);
        composed.findParents("content").forEach(text -> ((ObjectNode) text).put("content", style + text.get("content").asText()));
        demandDifferent(composed, "id", new HashSet<>());
        demandDifferent(composed, "key", new HashSet<>());
        return composed;
    }

    /** Returns the names of the parts to which no form has referred, in order. */
    Set<String> unused() {
        return unused;
    }

    private void resolve(ObjectNode container) {
        if (!container.has(COMPONENTS)) {
            return;
        }
        ArrayNode resolved = container.arrayNode();
        for (JsonNode component : container.get(COMPONENTS)) {
            if (!(component instanceof ObjectNode each)) {
                throw new IllegalArgumentException(component + " is neither a component nor a reference to one");
            }
            if (each.has(PART)) {
                resolved.addAll(referredTo(each));
            } else {
                resolve(each);
                resolved.add(each);
            }
        }
        container.set(COMPONENTS, resolved);
    }

    private List<ObjectNode> referredTo(ObjectNode reference) {
        String[] names = reference.get(PART).asText().split("/", 2);
        if (!parts.containsKey(names[0])) {
            throw new IllegalArgumentException("there is no part \"" + names[0] + "\"");
        }
        unused.remove(names[0]);
        ObjectNode part = parts.get(names[0]).deepCopy();
        List<ObjectNode> components = new ArrayList<>();
        if (names.length == 2) {
            components.add(withId(part, names[1]));
        } else {
            part.get(COMPONENTS).forEach(component -> components.add((ObjectNode) component));
        }
        reference.properties().stream().filter(property -> !property.getKey().equals(PART))
                .forEach(property -> replace(components, property.getKey(), property.getValue()));
        return components;
    }

    private static void replace(List<ObjectNode> components, String name, JsonNode value) {
        int dot = name.indexOf('.');
        if (dot < 0 && components.size() > 1) {
            throw new IllegalArgumentException("\"" + name + "\" has to say of which component, as the part has several");
        }
        ObjectNode component = components.get(0);
        if (dot >= 0) {
            ObjectNode all = component.objectNode();
            all.putArray(COMPONENTS).addAll(components);
            component = withId(all, name.substring(0, dot));
        }
        component.set(name.substring(dot + 1), value);
    }

    private static ObjectNode withId(JsonNode container, String id) {
        return container.findParents("id").stream().filter(each -> each.path("id").asText().equals(id)).map(ObjectNode.class::cast)
                .findFirst().orElseThrow(() -> new IllegalArgumentException("the part has no component \"" + id + "\""));
    }

    private static void demandDifferent(JsonNode container, String property, Set<String> seen) {
        for (JsonNode component : container.path(COMPONENTS)) {
            if (component.has(property) && !seen.add(component.get(property).asText())) {
                throw new IllegalArgumentException("the %s \"%s\" stands twice".formatted(property, component.get(property).asText()));
            }
            demandDifferent(component, property, seen);
        }
    }
}
