package org.shouwang.procedure;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.TableInputs;
import org.springframework.stereotype.Component;

/** The inputs of the tables of procedures that are computed from dated parameters alone, as the manifest says. */
@Component
record ProcedureTableInputs(Procedures procedures, Expressions expressions) implements TableInputs {

    private static final String PARAMETERS = "parameters.";
    private static final Pattern PARAMETER = Pattern.compile("parameters\\.\\w+");

    @Override
    public boolean dependsOn(String table, String parameter) {
        return procedures.all().stream().flatMap(procedure -> procedure.manifest().tables().stream()).filter(each -> each.table().equals(table))
                .flatMap(each -> each.inputs().values().stream())
                .anyMatch(expression -> PARAMETER.matcher(expression).results().anyMatch(found -> found.group().equals(PARAMETERS + parameter)));
    }

    @Override
    public Optional<Map<String, Object>> again(String table, String caseNo, Map<String, Object> facts, Map<String, BigDecimal> parameters) {
        Map<String, Object> inputs = new HashMap<>();
        for (TableOf each : procedures.ofCase(caseNo).manifest().tables()) {
            if (!each.table().equals(table)) {
                continue;
            }
            for (Map.Entry<String, String> input : each.inputs().entrySet()) {
                if (!input.getValue().contains(PARAMETERS)) {
                    continue;
                }
                // What else the expression names is not kept.
                if (PARAMETER.matcher(input.getValue()).replaceAll("").chars().anyMatch(Character::isLetter)) {
                    return Optional.empty();
                }
                inputs.put(input.getKey(), expressions.value(input.getValue(), Map.of("parameters", parameters)));
            }
        }
        return Optional.of(inputs);
    }
}
