package org.shouwang.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at a form from outside the program for fields that no page would show, or not as they are meant. */
public final class FormFile {

    private static final Set<String> SHOWN = Set.of("textfield", "textarea", "number", "datetime", "checkbox", "checklist", "radio", "select",
            "dynamiclist", "group", "table", "html", "text", "spacer", "separator");
    private static final Set<String> CHOICES = Set.of("radio", "select", "checklist");

    private FormFile() {
    }

    /**
     * Looks for problems.
     *
     * @param form  the form as the file says it
     * @param id    the id that it has to have
     * @param taken the keys that no field may have
     * @return the problems; empty if there are none
     */
    public static List<FileProblem> problems(JsonNode form, String id, Set<String> taken) {
        List<FileProblem> problems = new ArrayList<>();
        if (!id.equals(form.path("id").asText())) {
            problems.add(new FileProblem("\"id\"", "its id is " + form.path("id").asText(), "give it the name of the file"));
        }
        form.path("components").forEach(component -> component(component, taken, problems));
        Set<String> keys = new HashSet<>();
        // The columns of a table have keys too, which are those of its rows.
        form.findParents("key").stream().filter(component -> component.has("type")).map(component -> component.path("key").asText())
                .filter(key -> !keys.add(key)).distinct()
                .forEach(key -> problems.add(new FileProblem("\"key\": \"" + key + '"', "the field " + key + " stands twice", "keep one of them")));
        return problems;
    }

    /** Looks at a component and at those inside it. */
    private static void component(JsonNode component, Set<String> taken, List<FileProblem> problems) {
        String type = component.path("type").asText();
        String near = "\"id\": \"" + component.path("id").asText() + '"';
        if (!SHOWN.contains(type)) {
            problems.add(new FileProblem(near, "no page shows a field of the type " + type,
                    "take one of " + SHOWN.stream().sorted().collect(Collectors.joining(", "))));
        } else if (component.has("key")) {
            String key = component.path("key").asText();
            String label = "datetime".equals(type) ? "dateLabel" : "label";
            if (taken.contains(key)) {
                problems.add(new FileProblem("\"key\": \"" + key + '"', "the key " + key + " is a word of expressions", "choose another"));
            }
            if (component.path(label).asText().isBlank()) {
                problems.add(new FileProblem(near, "the field " + key + " has no " + label, "give it its Chinese name"));
            }
            if (CHOICES.contains(type) && component.path("values").isEmpty() && !component.has("valuesKey")) {
                problems.add(new FileProblem(near, "the field " + key + " offers nothing to choose", "give it values"));
            }
        }
        component.path("components").forEach(inner -> component(inner, taken, problems));
    }
}
