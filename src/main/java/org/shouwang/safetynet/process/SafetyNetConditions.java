package org.shouwang.safetynet.process;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.DecisionService;
import org.shouwang.casefile.Unmet;
import org.shouwang.safetynet.SafetyNetCheck;
import org.shouwang.safetynet.SafetyNetFacts;
import org.shouwang.safetynet.SafetyNetRecognitionProcess;
import org.shouwang.security.EngineAuthority;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code safety-net-conditions} which conditions are not met (SN-1). */
@Component
class SafetyNetConditions {

    private static final String DECISION = SafetyNetRecognitionProcess.DECISION;

    private final DecisionService decisionService;
    private final EngineAuthority authority;

    SafetyNetConditions(DecisionService decisionService, EngineAuthority authority) {
        this.decisionService = decisionService;
        this.authority = authority;
    }

    SafetyNetCheck weigh(SafetyNetFacts facts, boolean monitored) {
        Map<String, Object> inputs = Map.of("monitored", monitored, "ableToWork", facts.ableToWork(),
                "supportKind", facts.support().name(), "livesOnSocialSecurity", facts.livesOnSocialSecurity());
        List<Unmet> unmet = authority.asProgram(() -> decisionService.evaluateDecisionTableByKey(DECISION, inputs))
                .getResultList().stream()
                .map(row -> new Unmet((String) row.get("condition"), (String) row.get("reason"))).toList();
        return new SafetyNetCheck(facts, unmet);
    }
}
