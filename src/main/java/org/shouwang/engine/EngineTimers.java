package org.shouwang.engine;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Lets the engine's timers follow a clock that somebody moves. */
@Component
public class EngineTimers {

    private final ProcessEngine engine;

    EngineTimers(@Lazy ProcessEngine engine) {
        this.engine = engine;
    }

    /** Lets the engine look at once which timers are due, instead of after its pause. */
    public void wake() {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor().jobWasAdded();
    }

    /** Does what all timers that are due would do, in their order, on this thread. */
    public void runDue() {
        ManagementService management = engine.getManagementService();
        management.createJobQuery().timers().executable().orderByJobDuedate().asc().list()
                .forEach(due -> management.executeJob(due.getId()));
    }
}
