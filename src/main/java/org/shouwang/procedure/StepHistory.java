package org.shouwang.procedure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was done and filled in at the tasks of a case, as expressions name it under {@code times}, {@code chosen}, {@code round},
 * {@code doneOn} and {@code earlier} ({@link Known}). It begins with nothing.
 */
final class StepHistory {

    private static final String EARLIER = "earlier";

    private final Map<String, Integer> times = new HashMap<>();
    private final Map<String, LocalDate> doneOn = new HashMap<>();
    private final Map<String, Map<String, Integer>> chosen = new HashMap<>();
    private final Map<String, Map<String, Integer>> round = new HashMap<>();
    private final Map<String, Map<String, List<Object>>> earlier = new HashMap<>();
    private String before;

    StepHistory(Procedure procedure) {
        procedure.model().tasks().forEach(task -> {
            Map<String, List<Object>> fields = new HashMap<>();
            Map<String, Integer> decisions = new HashMap<>();
            String decides = procedure.manifest().step(task.id()).decides();
            procedure.fields(task.form()).forEach(field -> {
                fields.put(field.key(), new ArrayList<>());
                if (field.key().equals(decides)) {
                    field.options().keySet().forEach(code -> decisions.put(code, 0));
                }
            });
            times.put(task.id(), 0);
            doneOn.put(task.id(), null);
            chosen.put(task.id(), decisions);
            round.put(task.id(), new HashMap<>(decisions));
            earlier.put(task.id(), fields);
        });
    }

    /** Adds all this to what is known. */
    void addTo(Map<String, Object> known) {
        known.putAll(Map.of("times", times, "doneOn", doneOn, "chosen", chosen, "round", round, EARLIER, earlier));
    }

    /**
     * Counts that a task was done after all that was counted before.
     *
     * @param task    its element id
     * @param outcome what was decided; null if nothing was
     * @param day     the day
     */
    void done(String task, String outcome, LocalDate day) {
        Map<String, Integer> latest = round.computeIfAbsent(task, any -> new HashMap<>());
        if (!task.equals(before)) {
            latest.replaceAll((code, count) -> 0);
        }
        before = task;
        times.merge(task, 1, Integer::sum);
        doneOn.put(task, day);
        if (outcome != null) {
            latest.merge(outcome, 1, Integer::sum);
            chosen.computeIfAbsent(task, any -> new HashMap<>()).merge(outcome, 1, Integer::sum);
        }
    }

    /**
     * Adds what was filled in at a task to what was filled in there before.
     *
     * @param element the element id of the task; the start has no earlier entries
     * @param values  what was filled in
     */
    void filledIn(String element, Map<String, Object> values) {
        filledIn(earlier, element, values);
    }

    /**
     * Adds what was filled in just now to what is known.
     *
     * @param known   what is known
     * @param element the element id of the task; the start has no earlier entries
     * @param values  what was filled in
     */
    @SuppressWarnings("unchecked")
    static void addTo(Map<String, Object> known, String element, Map<String, Object> values) {
        filledIn((Map<String, Map<String, List<Object>>>) known.get(EARLIER), element, values);
    }

    private static void filledIn(Map<String, Map<String, List<Object>>> earlier, String element, Map<String, Object> values) {
        earlier.getOrDefault(element, Map.of()).forEach((key, list) -> list.add(values.get(key)));
    }
}
