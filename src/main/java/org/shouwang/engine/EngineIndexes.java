package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Adds what the engine's own tables lack for the product's queries. It cannot be a Flyway migration: those run before a
 * first start has made the engine's tables. A node finds them there.
 */
@Component
@Profile("!node")
class EngineIndexes extends AbstractProcessEnginePlugin {

    private static final List<String> INDEXES = List.of(
            // A task list begins with the user's groups; this way it finds the tasks without reading the links.
            "create index if not exists shouwang_idx_link_group on act_ru_identitylink (group_id_, type_, task_id_)",
            // The job executor asks for due jobs every few seconds; most timers lie days ahead.
            "create index if not exists shouwang_idx_job_due on act_ru_job (duedate_)");

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        JdbcTemplate jdbc = new JdbcTemplate(engine.getProcessEngineConfiguration().getDataSource());
        INDEXES.forEach(jdbc::execute);
    }
}
