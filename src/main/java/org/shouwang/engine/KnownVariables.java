package org.shouwang.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/** The engine's access to variables, which can read those of several process instances at once (ADR 0061). */
public class KnownVariables extends VariableInstanceManager {

    private Map<String, List<VariableInstanceEntity>> known = Map.of();

    /** Reads the variables of process instances at once, for when the engine asks for those of each execution. */
    void readOf(Set<String> instances) {
        known = findVariableInstanceByQueryCriteria(
                (VariableInstanceQueryImpl) new VariableInstanceQueryImpl().processInstanceIdIn(instances.toArray(String[]::new)), null).stream()
                .map(VariableInstanceEntity.class::cast).filter(variable -> variable.getTaskId() == null)
                .collect(Collectors.groupingBy(VariableInstanceEntity::getExecutionId));
    }

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByExecutionIdAndVariableNames(String executionId, Collection<String> names) {
        return names == null && known.containsKey(executionId) ? known.get(executionId)
                : super.findVariableInstancesByExecutionIdAndVariableNames(executionId, names);
    }
}
