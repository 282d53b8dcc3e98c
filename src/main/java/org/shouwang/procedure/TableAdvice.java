package org.shouwang.procedure;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.shouwang.engine.DecisionTables;
import org.shouwang.engine.Expressions;
import org.springframework.stereotype.Component;

/** What the decision tables of procedures advise. */
@Component
record TableAdvice(Expressions expressions, DecisionTables tables) {

    /**
     * Asks the tables of a step; of several rows, the texts stand one below the other.
     *
     * @param procedure the version of the case's procedure
     * @param element   the element id of the task; {@code start} for the start
     * @param known     what expressions may name
     * @return the answers by the keys under which they are kept
     */
    Map<String, Object> at(Procedure procedure, String element, Map<String, Object> known) {
        Map<String, Object> advice = new LinkedHashMap<>();
        procedure.manifest().tables().stream().filter(table -> table.at().contains(element)).forEach(table -> {
            Map<String, Object> inputs = new HashMap<>();
            table.inputs().forEach((name, expression) -> inputs.put(name, expressions.value(expression, known)));
            List<Map<String, Object>> rows = procedure.manifest().isPersonal(table)
                    ? tables.rowsAboutPersons(table.table(), inputs) : tables.rows(table.table(), inputs, Known.parametersIn(known));
            table.outputs().forEach((name, key) -> {
                List<Object> found = rows.stream().map(row -> row.get(name)).filter(Objects::nonNull).toList();
                advice.put(key, found.size() == 1 ? Known.plain(found.get(0))
                        : found.isEmpty() ? null : found.stream().map(String::valueOf).distinct().collect(Collectors.joining("；")));
            });
        });
        return advice;
    }

    /**
     * @param procedure the version of the case's procedure
     * @param known     what expressions may name
     * @return whether a table advises against the result for which the case was begun
     */
    boolean isAgainst(Procedure procedure, Map<String, Object> known) {
        return procedure.manifest().tables().stream().anyMatch(table -> table.against() != null && expressions.holds(table.against(), known));
    }
}
