package org.shouwang.engine;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.shouwang.security.Post;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows the tasks that somebody does not see though he or she has their post, since their case is against a unit of another post of the
 * same person: of a substitute's own unit, for example.
 */
@Component
class BarredTasks {

    private final ProcessSteps steps;
    private final JdbcClient jdbc;

    BarredTasks(@Lazy ProcessSteps steps, JdbcClient jdbc) {
        this.steps = steps;
        this.jdbc = jdbc;
    }

    /** Tells whether the groups of a user are of more than one post; nobody else can have a task of a case against a unit of his or her own. */
    static boolean hasSeveralPosts(Collection<String> groups) {
        return groups.stream().filter(group -> Post.ofGroup(group).isPresent()).distinct().count() > 1;
    }

    /**
     * Returns the tasks that are left to a user if some are barred.
     *
     * @param groups the groups of the user's posts
     * @return the ids of the open tasks of these groups without those that are barred; empty if none is barred, as for nearly everybody
     */
    Optional<List<String>> left(Collection<String> groups) {
        List<String> barred = hasSeveralPosts(groups) ? steps.barredTo(groups) : List.of();
        return barred.isEmpty() ? Optional.empty() : Optional.of(jdbc.sql("""
                        select distinct t.id_ from public.act_ru_task t join public.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
                        where l.group_id_ = any(:groups) and t.proc_inst_id_ not in (
                            select e.proc_inst_id_ from public.act_ru_execution e where e.business_key_ = any(:barred))
                        """)
                .param("groups", groups.toArray(String[]::new)).param("barred", barred.toArray(String[]::new)).query(String.class).list());
    }
}
