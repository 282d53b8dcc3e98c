package org.shouwang.procedure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.shouwang.casefile.CaseFile;
import org.shouwang.engine.Expressions;
import org.shouwang.household.Household;
import org.shouwang.household.RegisterFacts;
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
        List<String> keys = procedure.manifest().keys(field -> field.register() != null);
        if (!keys.isEmpty()) {
            Map<String, Object> facts = known.blank(procedure, household.villageCode().substring(0, 6), Map.of());
            facts.put("household", register.of(household, procedure.key()));
            keys.forEach(key -> said.put(key, Known.plain(expressions.value(procedure.manifest().field(key).register(), facts))));
            said.values().removeIf(Objects::isNull);
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
