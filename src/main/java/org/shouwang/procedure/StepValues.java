package org.shouwang.procedure;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.Expressions;
import org.springframework.stereotype.Component;

/** Keeps what is filled in at the steps of cases, wherever it is needed later. */
@Component
record StepValues(Entries entries, Known kept, Values values, ForEach posts, CaseFiles cases, Expressions expressions) {

    /**
     * Keeps what was filled in, and computes what is computed.
     *
     * @param procedure the version of the case's procedure
     * @param caseNo    the case's number
     * @param element   the element id of the task; {@code start} for the start
     * @param entered   what was filled in
     * @param known     what expressions may name, to which all this is added
     * @return the variables that the engine gets
     */
    Map<String, Object> keep(Procedure procedure, String caseNo, String element, Map<String, Object> entered, Map<String, Object> known) {
        Map<String, Object> all = new LinkedHashMap<>(entered);
        Map<String, Object> live = new HashMap<>();
        known.putAll(entered);
        StepHistory.addTo(known, element, entered);
        procedure.manifest().data().forEach((key, field) -> {
            if (field.value() != null) {
                Object value = Known.plain(expressions.value(field.value(), known));
                (field.live() ? live : all).put(key, value);
                known.put(key, value);
            }
        });
        entries.add(caseNo, element, all, procedure);
        posts.give(procedure, cases.get(caseNo), entered);
        Map<String, Object> listed = entries.inForce(caseNo, procedure);
        listed.putAll(live);
        return settle(procedure, caseNo, listed);
    }

    /**
     * Keeps what a case was before its last step, which was taken back: whatever is shown, counted and read by it.
     *
     * @param procedure the version of the case's procedure
     * @param caseNo    the case's number
     * @param element   the element id of the task
     * @return the variables that the engine gets again
     */
    Map<String, Object> takeBack(Procedure procedure, String caseNo, String element) {
        entries.takeBackLatest(caseNo, element);
        posts.giveAnew(procedure, cases.get(caseNo));
        return settle(procedure, caseNo, kept.inForce(procedure, caseNo));
    }

    /** Keeps the values that stand now wherever they are needed. */
    private Map<String, Object> settle(Procedure procedure, String caseNo, Map<String, Object> listed) {
        Map<String, Object> present = entries.present(caseNo, procedure);
        values.keep(cases.get(caseNo), procedure, listed);
        if (procedure.manifest().closed() != null) {
            cases.closeTo(caseNo, CaseReaders.closed(procedure, cases.villageOf(cases.get(caseNo)), present));
        }
        Map<String, Object> variables = new HashMap<>();
        procedure.manifest().keys(field -> field.engine() || field.group()).forEach(key -> {
            Object value = present.get(key);
            variables.put(key, value instanceof BigDecimal number ? (Object) number.doubleValue()
                    : value == null ? null : value.toString());
        });
        return variables;
    }
}
