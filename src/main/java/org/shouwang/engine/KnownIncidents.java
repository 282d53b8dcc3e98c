package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;

/** The engine's access to incidents, without the questions whose answer is known (ADR 0061). */
public class KnownIncidents extends IncidentManager {

    /** Returns the incidents of a job, which has one only when no attempts are left. */
    @Override
    public List<Incident> findIncidentByConfiguration(String configuration) {
        JobEntity job = getDbEntityManager().getCachedEntity(JobEntity.class, configuration);
        return job != null && job.getRetries() > 0 ? List.of() : super.findIncidentByConfiguration(configuration);
    }
}
