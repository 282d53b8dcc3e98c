package org.shouwang.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.JobQueryImpl;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.runtime.Job;

/** The engine's access to jobs, without the questions whose answer is known (ADR 0061). */
public class KnownJobs extends JobManager {

    private Map<String, List<JobEntity>> known = Map.of();

    /** Reads jobs at once and returns the ids of their process instances. */
    Set<String> instancesOf(Collection<String> ids) {
        return findJobsByQueryCriteria((JobQueryImpl) new JobQueryImpl().jobIds(new HashSet<>(ids)), null).stream()
                .map(Job::getProcessInstanceId).collect(Collectors.toSet());
    }

    /** Reads the jobs of process instances at once, for when the engine asks for those of each execution. */
    void readOf(Set<String> instances) {
        known = findJobsByQueryCriteria((JobQueryImpl) new JobQueryImpl().processInstanceIds(instances), null).stream()
                .map(JobEntity.class::cast).collect(Collectors.groupingBy(JobEntity::getExecutionId));
    }

    @Override
    public List<JobEntity> findJobsByExecutionId(String executionId) {
        return known.containsKey(executionId) ? known.get(executionId) : super.findJobsByExecutionId(executionId);
    }

    /** Returns no jobs that deliver a message or signal later: the program delivers all of them at once. */
    @Override
    public List<JobEntity> findJobsByConfiguration(String handler, String configuration, String tenantId) {
        return ProcessEventJobHandler.TYPE.equals(handler) ? List.of() : super.findJobsByConfiguration(handler, configuration, tenantId);
    }
}
