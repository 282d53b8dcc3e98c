package org.shouwang.engine;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Adds to the engine's own tables the indexes for the product's queries, room for rows that change, and the triggers with which the
 * list of open tasks follows them and each node learns that a definition was deployed or suspended. A Flyway migration cannot add
 * them, since at the first start migrations run before the engine has created its tables. Additional nodes find them there. Indexes
 * of the engine that nothing reads go.
 */
@Component
@Profile("!node")
class EngineIndexes extends AbstractProcessEnginePlugin {

    private static final List<String> CHANGES = List.of(
            // A task list starts from the user's groups; with this index the query finds the tasks without reading the links.
            "create index if not exists shouwang_idx_link_group on act_ru_identitylink (group_id_, type_, task_id_)",
            // The job executor asks for due jobs every few seconds, while most timers are due days later.
            "create index if not exists shouwang_idx_job_due on act_ru_job (duedate_)",
            // The engine's history of an instance's parts has an index for each of its queries, and each part was written into eleven of
            // them twice. Left are those by which it is read and deleted: by instance, by root instance, by the day of removal.
            "drop index if exists act_idx_hi_act_inst_start_end, act_idx_hi_act_inst_end, act_idx_hi_act_inst_comp, act_idx_hi_act_inst_stats, "
                    + "act_idx_hi_act_inst_tenant_id, act_idx_hi_act_inst_proc_def_key, act_idx_hi_ai_pdefid_end_time",
            // With room on its page, a row that is locked or moves on is written without its indexes.
            "alter table act_ru_job set (fillfactor = 80)",
            "alter table act_ru_execution set (fillfactor = 80)",
            "select shouwang.follow_open_tasks()",
            following("act_re_procdef"), following("act_re_decision_def"), following("act_ru_jobdef"));

    /** Lets each node know that definitions in a table have changed, as it knows of parameters ({@link org.shouwang.shared.Settings}). */
    private static String following(String table) {
        return "create or replace trigger shouwang_definition_changed after insert or update or delete or truncate on " + table
                + " for each statement execute function shouwang.note_settings_change()";
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        JdbcTemplate jdbc = new JdbcTemplate(engine.getProcessEngineConfiguration().getDataSource());
        CHANGES.forEach(jdbc::execute);
    }
}
