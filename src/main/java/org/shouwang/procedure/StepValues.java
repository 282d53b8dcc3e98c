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
record StepValues(Entries entries, Values values, ForEach posts, CaseFiles cases, Expressions expressions) {

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
        Map<String, Object> computed = new LinkedHashMap<>();
        known.putAll(entered);
        StepHistory.addTo(known, element, entered);
        procedure.manifest().data().forEach((key, field) -> {
            if (field.value() != null && !field.live()) {
                Object value = Known.plain(expressions.value(field.value(), known));
                computed.put(key, value);
                known.put(key, value);
            }
        });
        Map<String, Object> all = new LinkedHashMap<>(entered);
        all.putAll(computed);
        entries.add(caseNo, element, all, procedure);
        Map<String, Object> present = entries.present(caseNo, procedure);
        values.keep(cases.get(caseNo), procedure, procedure.manifest().inForce() == null ? present : entries.inForce(caseNo, procedure));
        if (procedure.manifest().closed() != null) {
            cases.closeTo(caseNo, CaseReaders.closed(procedure, cases.villageOf(cases.get(caseNo)), present));
        }
        posts.give(procedure, cases.get(caseNo), entered);
        Map<String, Object> variables = new HashMap<>();
        procedure.manifest().data().forEach((key, field) -> {
            if (field.engine() || field.group()) {
                Object value = present.get(key);
                variables.put(key, value instanceof BigDecimal number ? (Object) number.doubleValue()
                        : value == null ? null : value.toString());
            }
        });
        return variables;
    }
}
