package org.shouwang.engine;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Knows which inputs of a decision table depend on dated parameters, so that a question of the past can be asked again with other
 * values of them.
 */
public interface TableInputs {

    /**
     * @param table     the key of a decision table
     * @param parameter the name of a dated parameter
     * @return whether these inputs depend on it
     */
    boolean dependsOn(String table, String parameter);

    /**
     * Computes the inputs that depend on parameters.
     *
     * @param table      the key of a decision table that has such inputs
     * @param caseNo     the number of the case that was asked about
     * @param facts      the facts by which the table was asked
     * @param parameters the values of the parameters by their names
     * @return the inputs by their names; empty if they cannot be computed any more
     */
    Optional<Map<String, Object>> again(String table, String caseNo, Map<String, Object> facts, Map<String, BigDecimal> parameters);
}
