package org.shouwang.procedure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFile;
import org.shouwang.engine.Expressions;
import org.shouwang.household.Household;
import org.shouwang.household.RegisterFacts;
import org.shouwang.shared.Decimals;
import org.springframework.stereotype.Component;

/** What the register of households says of fields that people fill in: it fills in forms, and differences are told. */
@Component
public record Registered(Known known, RegisterFacts register, Expressions expressions) {

    /**
     * @param procedure a procedure
     * @param household a household of the register
     * @return what the register says, by the keys of the fields; without those of which it says nothing
     */
    public Map<String, Object> of(Procedure procedure, Household household) {
        Map<String, Object> said = new HashMap<>();
        if (procedure.manifest().data().values().stream().anyMatch(field -> field.register() != null)) {
            Map<String, Object> facts = known.blank(procedure, household.villageCode().substring(0, 6), Map.of());
            facts.put("household", register.of(household, procedure.key()));
            procedure.manifest().data().forEach((key, field) -> {
                Object value = field.register() == null ? null : expressions.value(field.register(), facts);
                if (value != null) {
                    said.put(key, value instanceof Number number ? Decimals.parse(number.toString()).orElseThrow() : value);
                }
            });
        }
        return said;
    }

    /**
     * @param procedure the version of the case's procedure
     * @param item      a case
     * @return the same for its household; empty if that is not in the register
     */
    Map<String, Object> of(Procedure procedure, CaseFile item) {
        return Optional.ofNullable(item.householdId()).flatMap(register::find).map(household -> of(procedure, household)).orElse(Map.of());
    }
}
