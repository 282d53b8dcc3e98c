package org.shouwang.batch.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.batch.BatchDecisions.Item;
import org.shouwang.engine.BatchSteps.AskedField;
import org.springframework.util.MultiValueMap;

/**
 * What is filled in for many cases: values for all of them, and own values of exceptions. A case with a decision of its own has
 * nothing in common with the others, so that nobody is sent back with the reason for which the others go on.
 *
 * @param fields the fields of the step's form
 * @param common the values for all cases, by the fields' keys
 * @param own    the values of single cases, by the tasks' ids and the fields' keys
 */
record BatchForm(List<AskedField> fields, Map<String, String> common, Map<String, Map<String, String>> own) {

    private static final String COMMON = "c.";
    private static final String OWN = "o.";
    private static final Set<String> CHOICES = Set.of("radio", "select");

    /** Reads the form from the parameters of a request. */
    static BatchForm of(List<AskedField> fields, List<String> taskIds, MultiValueMap<String, String> parameters) {
        Map<String, Map<String, String>> own = new LinkedHashMap<>();
        taskIds.forEach(taskId -> own.put(taskId, read(fields, OWN + taskId + ".", parameters)));
        return new BatchForm(fields, read(fields, COMMON, parameters), own);
    }

    /** Makes a form of what was decided before: what most cases had in common is common, the rest is their own. */
    static BatchForm of(List<AskedField> fields, Map<String, Item> items) {
        Map<Map<String, String>, Long> counts = items.values().stream()
                .collect(Collectors.groupingBy(item -> texts(fields, item, false), LinkedHashMap::new, Collectors.counting()));
        Map<String, String> common = counts.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(Map.of());
        Map<String, Map<String, String>> own = new LinkedHashMap<>();
        items.forEach((taskId, item) -> {
            Map<String, String> values = texts(fields, item, true);
            if (!texts(fields, item, false).equals(common)) {
                values.putAll(texts(fields, item, false));
            }
            own.put(taskId, values);
        });
        return new BatchForm(fields, common, own);
    }

    /** Returns the fields that are filled in once for all cases. */
    public List<AskedField> shared() {
        return fields.stream().filter(field -> !field.perCase()).toList();
    }

    /** Returns the fields that are filled in for each case. */
    public List<AskedField> single() {
        return fields.stream().filter(AskedField::perCase).toList();
    }

    /** Returns what is to be decided on a case. */
    Map<String, Object> valuesOf(String taskId) {
        Map<String, String> values = own.getOrDefault(taskId, Map.of());
        Map<String, Object> all = new TreeMap<>(decidesAlone(taskId) ? Map.of() : common);
        all.putAll(values);
        return all;
    }

    /** Tells whether a case has values of its own besides those that every case has. */
    public boolean isException(String taskId) {
        return own.getOrDefault(taskId, Map.of()).keySet().stream().anyMatch(key -> shared().stream().anyMatch(field -> field.key().equals(key)));
    }

    private boolean decidesAlone(String taskId) {
        return shared().stream().filter(field -> CHOICES.contains(field.type()) && !field.conditional()).findFirst()
                .map(decision -> own.getOrDefault(taskId, Map.of()).containsKey(decision.key())).orElse(false);
    }

    /** Returns the decision of values in Chinese: the label of the first choice; an empty text if there is none. */
    String told(Map<String, Object> values) {
        return shared().stream().filter(field -> CHOICES.contains(field.type()) && values.containsKey(field.key())).findFirst()
                .map(field -> field.options().getOrDefault(values.get(field.key()).toString(), "")).orElse("");
    }

    private static Map<String, String> read(List<AskedField> fields, String prefix, MultiValueMap<String, String> parameters) {
        return fields.stream().map(AskedField::key).filter(key -> parameters.getFirst(prefix + key) != null && !parameters.getFirst(prefix + key).isBlank())
                .collect(Collectors.toMap(Function.identity(), key -> parameters.getFirst(prefix + key).strip(), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> texts(List<AskedField> fields, Item item, boolean perCase) {
        Map<String, String> texts = new TreeMap<>();
        fields.stream().filter(field -> field.perCase() == perCase && item.values().get(field.key()) != null)
                .forEach(field -> texts.put(field.key(), item.values().get(field.key()).toString()));
        return texts;
    }
}
