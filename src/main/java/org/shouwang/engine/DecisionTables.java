package org.shouwang.engine;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.shouwang.security.EngineAuthority;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Asks the decision tables, which hold the rules that policy may change. */
@Component
public class DecisionTables {

    private final ProcessEngine engine;
    private final EngineAuthority authority;

    DecisionTables(@Lazy ProcessEngine engine, EngineAuthority authority) {
        this.engine = engine;
        this.authority = authority;
    }

    /**
     * Evaluates a decision table.
     *
     * @param key    the key of a decision table
     * @param inputs the facts by the names of the table's inputs; null for facts that are not known
     * @return the matching rows in the order of the table, each by the names of its outputs
     */
    public List<Map<String, Object>> rows(String key, Map<String, Object> inputs) {
        return authority.asProgram(() -> engine.getDecisionService().evaluateDecisionTableByKey(key, inputs)).getResultList();
    }
}
