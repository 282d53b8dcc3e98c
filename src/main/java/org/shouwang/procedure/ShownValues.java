package org.shouwang.procedure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.springframework.stereotype.Component;

/** The values of a case as its page, forms and other systems show them to the user who has signed in. */
@Component
record ShownValues(Known known, Entries entries, Registered registered, CaseReaders readers, CurrentUsers users) {

    /** What is written freely at any step, and may say what only some read. */
    private static final Set<String> WRITTEN = Set.of("opinion", "refusalReason", "reason");
    /** What stands behind the name of a value that is asked for and not decided. */
    private static final String REQUESTED = "（申请中，尚未批准）";

    /**
     * @param procedure the version of the case's procedure
     * @param item      the case
     * @param atTask    whether the user fills in a task of the case
     * @return the values that have Chinese names, by these, and what is asked for, marked as such; of those that the user may not read
     *     only that they are there
     */
    Map<String, String> of(Procedure procedure, CaseFile item, boolean atTask) {
        Map<String, String> shown = of(procedure, item, atTask, known.inForce(procedure, item.caseNo()));
        Map<String, Object> requested = known.requested(procedure, item.caseNo());
        if (!requested.isEmpty()) {
            of(procedure, item, atTask, requested).forEach((title, text) -> shown.put(title + REQUESTED, text));
        }
        return shown;
    }

    private Map<String, String> of(Procedure procedure, CaseFile item, boolean atTask, Map<String, Object> values) {
        CurrentUser user = users.get();
        boolean full = atTask || readers.isReadInFull(procedure, item);
        Map<String, String> places = entries.places(item.caseNo(), procedure);
        Set<String> own = readers.only(procedure, item, full, places);
        // Whoever wrote something knows it, unless the manifest says who reads it.
        Set<String> written = own == null && procedure.manifest().personalSeenBy().isEmpty() ? readers.filledIn(procedure, item, places) : Set.of();
        Map<String, Object> registry = registered.of(procedure, item);
        Map<String, String> shown = new LinkedHashMap<>();
        Stream.concat(procedure.keys().stream().filter(values::containsKey), values.keySet().stream()).distinct().filter(key -> own == null || own.contains(key)).forEach(key -> {
            Object value = values.get(procedure.manifest().field(key).units().isEmpty() ? key : key + Manifest.Field.NAME);
            String entered = procedure.shown(key, places.get(key), value);
            String other = procedure.shown(key, places.get(key), registry.get(key));
            String text = entered == null || other == null || other.equals(entered) ? entered : entered + "（与登记不一致，登记为 " + other + "）";
            if (text != null && isNamed(procedure, key) && !(value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map)) {
                shown.put(CaseSubjectReader.NAME.equals(key) ? procedure.manifest().subject().title() : procedure.title(key, places.get(key)),
                        own != null || written.contains(key) || (full || !WRITTEN.contains(key)) && CaseReaders.isReadBy(procedure, key, user, atTask, values)
                                ? text : ProcedureStart.NOT_SHOWN);
            }
        });
        return shown;
    }

    /** Tells whether a value is shown by its name: not what the model needs only, nor what says who it is about, which stands above. */
    private static boolean isNamed(Procedure procedure, String key) {
        return !procedure.title(key).equals(key) && !CaseSubjectReader.ALIAS.equals(key) && (!procedure.manifest().subject().fields().contains(key)
                || CaseSubjectReader.NAME.equals(key) && procedure.manifest().hidesName());
    }

    /**
     * @param procedure the version of the case's procedure
     * @param item      the case
     * @return the values that other systems may have, by their keys, and under {@code requested} what is asked for: nothing that is personal
     */
    Map<String, Object> open(Procedure procedure, CaseFile item) {
        boolean full = readers.isReadInFull(procedure, item);
        Set<String> own = readers.only(procedure, item, full, entries.places(item.caseNo(), procedure));
        Map<String, Object> open = known.inForce(procedure, item.caseNo());
        Map<String, Object> requested = known.requested(procedure, item.caseNo());
        Stream.of(open, requested).forEach(values -> values.keySet().removeIf(key -> procedure.manifest().field(key).personal()));
        if (!requested.isEmpty()) {
            open.put("requested", requested);
        }
        open.keySet().removeIf(key -> own != null ? !own.contains(key)
                : !full && (WRITTEN.contains(key) || procedure.manifest().subject().fields().contains(key) && !"villageCode".equals(key)));
        return open;
    }
}
