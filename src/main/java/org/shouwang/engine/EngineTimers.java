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

    /** Makes the engine look for due timers at once and not only after its pause. */
    public void wake() {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor().jobWasAdded();
    }

    /** Runs all due timers in their order on the current thread. */
    public void runDue() {
        ManagementService management = engine.getManagementService();
        management.createJobQuery().timers().executable().orderByJobDuedate().asc().list()
                .forEach(due -> management.executeJob(due.getId()));
    }
}
