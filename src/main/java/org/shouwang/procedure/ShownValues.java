package org.shouwang.procedure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.shouwang.security.CurrentUser;

/**
 * Shows the values of a case on its page and in forms.
 *
 * @param procedure  the version of the case's procedure
 * @param places     the element ids of the tasks in which they were filled in, by their keys
 * @param registered what the register says of them now, by their keys
 * @param user       who reads them
 * @param atTask     whether the user fills in a task of the case
 * @param full       whether the user reads what was written in free words
 * @param own        the keys of what the user reads, who reads nothing else; null if there is more
 */
record ShownValues(Procedure procedure, Map<String, String> places, Map<String, Object> registered, CurrentUser user, boolean atTask, boolean full,
                   Set<String> own) {

    /** What is written freely at any step, and may say what only some read. */
    private static final Set<String> WRITTEN = Set.of("opinion", "refusalReason", "reason");

    /**
     * @param values values of the case
     * @return those that have Chinese names, by these; of those that the user may not read only that they are there
     */
    Map<String, String> of(Map<String, Object> values) {
        Map<String, String> shown = new LinkedHashMap<>();
        Stream.concat(procedure.keys().stream().filter(values::containsKey), values.keySet().stream()).distinct().filter(key -> own == null || own.contains(key)).forEach(key -> {
            Object value = values.get(procedure.manifest().field(key).units().isEmpty() ? key : key + Manifest.Field.NAME);
            String entered = procedure.shown(key, places.get(key), value);
            String other = procedure.shown(key, places.get(key), registered.get(key));
            String text = entered == null || other == null || other.equals(entered) ? entered : entered + "（与登记不一致，登记为 " + other + "）";
            if (text != null && isNamed(key) && !(value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map)) {
                shown.put(procedure.title(key, places.get(key)), own != null || (full || !WRITTEN.contains(key)) && CaseReaders.isReadBy(procedure, key, user, atTask, values)
                        ? text : ProcedureStart.NOT_SHOWN);
            }
        });
        return shown;
    }

    /** Tells whether a value is shown by its name: not what the model needs only, nor what says who it is about, which stands above. */
    private boolean isNamed(String key) {
        return !procedure.title(key).equals(key) && !CaseSubjectReader.ALIAS.equals(key) && (!procedure.manifest().subject().fields().contains(key)
                || CaseSubjectReader.NAME.equals(key) && procedure.manifest().hidesName());
    }

    /**
     * @param procedure the version of the case's procedure
     * @param values    values of the case
     * @param full      whether the user reads what was written in free words, and who the case is about
     * @param own       the keys of what the user reads, who reads nothing else; null if there is more
     * @return the values that other systems may have, by their keys: those that are not personal
     */
    static Map<String, Object> open(Procedure procedure, Map<String, Object> values, boolean full, Set<String> own) {
        Map<String, Object> open = new LinkedHashMap<>(values);
        open.keySet().removeIf(key -> procedure.manifest().field(key).personal());
        if (own != null) {
            open.keySet().retainAll(own);
        } else if (!full) {
            open.keySet().removeIf(key -> WRITTEN.contains(key) || procedure.manifest().subject().fields().contains(key) && !"villageCode".equals(key));
        }
        return open;
    }
}
