package org.shouwang.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.NotifyAcquisitionRejectedJobsHandler;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.property.JobExecutionProperty;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Takes due jobs for this node, the longest due first. The engine's own executor reads jobs and then locks them one by one, so
 * that two nodes at work take the same ones, and one of them waits in vain. Here one statement locks as many as are asked for
 * and passes over those that another node is taking. Jobs of one kind, such as the warnings of one limit, are carried out in one
 * transaction ({@link JobsOfOneKind}), unless one of them has failed before.
 */
@Component
@ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", matchIfMissing = true)
class NodeJobExecutor extends SpringJobExecutor {

    /** How many jobs are carried out in one transaction; the engine writes as many rows at once. */
    private static final int TOGETHER = DbEntityManager.BATCH_SIZE;
    /** A job of a process instance that excludes others waits while one of them is at work, as in the engine. */
    private static final String TAKE = """
            with due as materialized (
                select j.id_ from public.act_ru_job j
                where j.duedate_ <= :now and j.retries_ > 0 and j.suspension_state_ = 1
                  and (j.lock_owner_ is null or j.lock_exp_time_ < :now)
                  and not (j.exclusive_ and exists (
                      select from public.act_ru_job o where o.process_instance_id_ = j.process_instance_id_ and o.exclusive_
                        and o.lock_owner_ is not null and o.lock_exp_time_ >= :now))
                order by j.duedate_ limit :most for update skip locked),
            taken as (
                update public.act_ru_job j set lock_owner_ = :node, lock_exp_time_ = :until, rev_ = j.rev_ + 1
                from due where j.id_ = due.id_ returning j.*)
            select id_ as id, case when exclusive_ then coalesce(process_instance_id_, id_) else id_ end as excluding,
                case when process_instance_id_ is not null and exception_stack_id_ is null then job_def_id_ end as kind
            from taken order by duedate_
            """;

    private final JdbcClient jdbc;
    private final AdjustableClock clock;
    private final NotesOfJobs notes;

    NodeJobExecutor(@Qualifier("camundaTaskExecutor") TaskExecutor threads, CamundaBpmProperties properties, JdbcClient jdbc,
                    AdjustableClock clock, NotesOfJobs notes) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.notes = notes;
        JobExecutionProperty settings = properties.getJobExecution();
        setTaskExecutor(threads);
        setRejectedJobsHandler(new NotifyAcquisitionRejectedJobsHandler());
        setMaxJobsPerAcquisition(settings.getMaxJobsPerAcquisition());
        setWaitTimeInMillis(settings.getWaitTimeInMillis());
        setMaxWait(settings.getMaxWait());
        setMaxBackoff(settings.getMaxBackoff());
    }

    @Override
    public Command<AcquiredJobs> getAcquireJobsCmd(int most) {
        return context -> take(most);
    }

    @Override
    public Runnable getExecuteJobsRunnable(List<String> ids, ProcessEngineImpl engine) {
        return new JobsOfOneKind(ids, engine, notes);
    }

    private AcquiredJobs take(int most) {
        Instant now = clock.instant();
        AcquiredJobs taken = new AcquiredJobs(most);
        Map<String, List<String>> ofOneKind = new LinkedHashMap<>();
        jdbc.sql(TAKE).param("now", Timestamp.from(now)).param("node", getLockOwner()).param("most", most)
                .param("until", Timestamp.from(now.plusMillis(getLockTimeInMillis()))).query(Rows.as(Taken.class)).list().stream()
                .collect(Collectors.groupingBy(Taken::excluding, LinkedHashMap::new, Collectors.toList())).values().forEach(jobs -> {
                    if (jobs.size() > 1 || jobs.get(0).kind() == null) {
                        taken.addJobIdBatch(jobs.stream().map(Taken::id).toList());
                        return;
                    }
                    List<String> others = ofOneKind.computeIfAbsent(jobs.get(0).kind(), kind -> new ArrayList<>());
                    others.add(jobs.get(0).id());
                    if (others.size() == TOGETHER) {
                        taken.addJobIdBatch(ofOneKind.remove(jobs.get(0).kind()));
                    }
                });
        ofOneKind.values().forEach(taken::addJobIdBatch);
        return taken;
    }

    /**
     * A job that was taken.
     *
     * @param excluding what jobs have in common that exclude each other and are done one after the other: their process instance
     * @param kind      what jobs have in common that may be carried out in one transaction: their definition; null for others
     */
    private record Taken(String id, String excluding, String kind) {
    }
}
