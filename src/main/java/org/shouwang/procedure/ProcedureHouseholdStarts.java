package org.shouwang.procedure;

import java.util.HashMap;
import java.util.Map;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.household.HouseholdStart;
import org.shouwang.household.RegisterFacts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes the starts of procedures that are only about households of the register. */
@Component
public record ProcedureHouseholdStarts(CaseKinds kinds, ObjectProvider<Procedures> procedures, StepRules rules, ObjectProvider<Known> known,
                                       RegisterFacts register) {

    /**
     * @param manifest the manifest of a procedure that begins so
     * @return the start, with the button of the household's page
     */
    public HouseholdStart of(Manifest manifest) {
        OfRegister start = manifest.start().household();
        return new HouseholdStart(kinds.of(manifest.key()), start.status(), start.action(), start.hint(), household -> {
            Procedure procedure = procedures.getObject().get(manifest.key());
            Map<String, Object> facts = new HashMap<>(known.getObject().blank(procedure, household.villageCode().substring(0, 6), Map.of()));
            facts.put("household", register.of(household, procedure.key()));
            return rules.conflict(procedure.manifest().start().rules(), facts);
        });
    }
}
