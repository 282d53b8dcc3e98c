package org.shouwang.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;

/** The engine's access to executions, which can read those of several process instances at once (ADR 0061). */
public class KnownExecutions extends ExecutionManager {

    private static final String OF_INSTANCES = "select * from public.act_ru_execution where proc_inst_id_ = any(string_to_array(#{instances}, ','))";

    private Map<String, List<ExecutionEntity>> known = Map.of();

    /** Reads the executions of process instances at once, for when the engine asks for those of each. */
    void readOf(Set<String> instances) {
        known = findExecutionsByNativeQuery(Map.of("sql", OF_INSTANCES, "instances", String.join(",", instances)), 0, Integer.MAX_VALUE).stream()
                .map(ExecutionEntity.class::cast).collect(Collectors.groupingBy(ExecutionEntity::getProcessInstanceId));
    }

    @Override
    public List<ExecutionEntity> findExecutionsByProcessInstanceId(String instance) {
        return known.containsKey(instance) ? known.get(instance) : super.findExecutionsByProcessInstanceId(instance);
    }
}
