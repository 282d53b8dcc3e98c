package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Adds indexes to the engine's own tables for the product's queries. A Flyway migration cannot add them, since at the first
 * start migrations run before the engine has created its tables. Additional nodes find the indexes there.
 */
@Component
@Profile("!node")
class EngineIndexes extends AbstractProcessEnginePlugin {

    private static final List<String> INDEXES = List.of(
            // A task list starts from the user's groups; with this index the query finds the tasks without reading the links.
            "create index if not exists shouwang_idx_link_group on act_ru_identitylink (group_id_, type_, task_id_)",
            // The job executor asks for due jobs every few seconds, while most timers are due days later.
            "create index if not exists shouwang_idx_job_due on act_ru_job (duedate_)");

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        JdbcTemplate jdbc = new JdbcTemplate(engine.getProcessEngineConfiguration().getDataSource());
        INDEXES.forEach(jdbc::execute);
    }
}
