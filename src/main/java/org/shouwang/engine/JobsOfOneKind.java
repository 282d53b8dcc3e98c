package org.shouwang.engine;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.ProcessDataContext;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.util.ClassLoaderUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out jobs of several cases in one transaction, which reads and writes the rows of all by the same few statements. If one of
 * them fails, nothing of that has happened, and each is carried out by itself, as the engine does it. Jobs of one case are carried out
 * one after the other: one of them may end what another belongs to.
 */
final class JobsOfOneKind extends ExecuteJobsRunnable {

    private static final Logger LOG = LoggerFactory.getLogger(JobsOfOneKind.class);

    private final NotesOfJobs notes;
    private final ProcessEngineConfigurationImpl configuration;

    /**
     * @param ids    the ids of the jobs, which this node has taken
     * @param engine the engine
     * @param notes  collects what they note in tables of the product
     */
    JobsOfOneKind(List<String> ids, ProcessEngineImpl engine, NotesOfJobs notes) {
        super(ids, engine);
        this.notes = notes;
        configuration = engine.getProcessEngineConfiguration();
    }

    @Override
    public void run() {
        if (jobIds.size() > 1 && jobExecutor.isActive() && areDoneTogether()) {
            jobExecutor.jobWasAdded();
        } else {
            super.run();
        }
    }

    private boolean areDoneTogether() {
        JobExecutorContext jobs = new JobExecutorContext();
        ClassLoader before = switchClassLoader();
        Context.setJobExecutorContext(jobs);
        boolean done;
        try {
            done = configuration.getCommandExecutorTxRequired().execute(this::doTogether);
        } catch (RuntimeException e) {
            LOG.info("One of {} jobs failed, so that each is carried out by itself: {}", jobIds.size(), e.getClass().getSimpleName());
            done = false;
        } finally {
            Context.removeJobExecutorContext();
            ClassLoaderUtil.setContextClassloader(before);
            new ProcessDataContext(configuration).clearMdc();
        }
        if (done && !jobs.getCurrentProcessorJobQueue().isEmpty()) {
            // The engine has taken jobs for this thread that follow from those.
            new ExecuteJobsRunnable(jobs.getCurrentProcessorJobQueue(), processEngine).run();
        }
        return done;
    }

    private boolean doTogether(CommandContext context) {
        Set<String> instances = ((KnownJobs) context.getJobManager()).instancesOf(jobIds);
        if (instances.size() < jobIds.size()) {
            return false;
        }
        ((KnownJobs) context.getJobManager()).readOf(instances);
        ((KnownExecutions) context.getExecutionManager()).readOf(instances);
        ((KnownVariables) context.getVariableInstanceManager()).readOf(instances);
        notes.writeAfter(() -> jobIds.forEach(id -> new ExecuteJobsCmd(id, new JobFailureCollector(id)).execute(context)));
        return true;
    }
}
