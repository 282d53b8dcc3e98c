package org.shouwang.safetynet.process;

import java.util.List;
import java.util.Map;
import org.shouwang.casefile.Unmet;
import org.shouwang.engine.DecisionTables;
import org.shouwang.safetynet.SafetyNetCheck;
import org.shouwang.safetynet.SafetyNetFacts;
import org.shouwang.safetynet.SafetyNetRecognitionProcess;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code safety-net-conditions} which conditions are not met (SN-1). */
@Component
class SafetyNetConditions {

    private final DecisionTables tables;

    SafetyNetConditions(DecisionTables tables) {
        this.tables = tables;
    }

    SafetyNetCheck weigh(SafetyNetFacts facts, boolean monitored) {
        Map<String, Object> inputs = Map.of("monitored", monitored, "ableToWork", facts.ableToWork(),
                "supportKind", facts.support().name(), "livesOnSocialSecurity", facts.livesOnSocialSecurity());
        List<Unmet> unmet = tables.rows(SafetyNetRecognitionProcess.DECISION, inputs).stream()
                .map(row -> new Unmet((String) row.get("condition"), (String) row.get("reason"))).toList();
        return new SafetyNetCheck(facts, unmet);
    }
}
