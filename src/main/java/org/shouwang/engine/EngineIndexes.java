package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Adds to the engine's own tables the indexes for the product's queries and the triggers with which the list of open tasks
 * follows them. A Flyway migration cannot add them, since at the first start migrations run before the engine has created its
 * tables. Additional nodes find both there.
 */
@Component
@Profile("!node")
class EngineIndexes extends AbstractProcessEnginePlugin {

    private static final List<String> ADDITIONS = List.of(
            // A task list starts from the user's groups; with this index the query finds the tasks without reading the links.
            "create index if not exists shouwang_idx_link_group on act_ru_identitylink (group_id_, type_, task_id_)",
            // The job executor asks for due jobs every few seconds, while most timers are due days later.
            "create index if not exists shouwang_idx_job_due on act_ru_job (duedate_)",
            "select shouwang.follow_open_tasks()");

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        JdbcTemplate jdbc = new JdbcTemplate(engine.getProcessEngineConfiguration().getDataSource());
        ADDITIONS.forEach(jdbc::execute);
    }
}
