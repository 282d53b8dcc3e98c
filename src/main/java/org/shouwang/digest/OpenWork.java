package org.shouwang.digest;

import java.util.List;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts the open tasks whose limits are over or will be soon. A task that somebody has claimed counts for him or her alone. */
@Repository
class OpenWork {

    private static final int SOON_DAYS = 3;
    private static final String COUNTED = """
            count(*) filter (where o.due_on < :today) as overdue, count(*) filter (where o.due_on = :today) as due,
            count(*) filter (where o.due_on > :today) as soon
            """;
    private static final String NEAR = "o.due_on <= :until and (cast(:county as varchar) is null or o.county_code = :county) ";

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    OpenWork(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Returns the counts of every user who has anything due or overdue and may sign in, by id.
     *
     * @param county the code of the county of the tasks; null for all
     */
    List<Counts> ofUsers(String county) {
        return query("select m.user_id_ as whose, " + COUNTED + """
                from shouwang.open_task o join public.act_id_membership m on m.group_id_ = o.group_id
                where (o.assignee is null or o.assignee = m.user_id_)
                    and not exists (select 1 from shouwang.locked_account l where l.user_id = m.user_id_) and
                """ + NEAR + " group by m.user_id_ having count(*) filter (where o.due_on <= :today) > 0 order by m.user_id_", county);
    }

    /**
     * Returns the counts of every post that has anything due or overdue, those with most overdue tasks first; {@code whose} is the
     * post's name.
     *
     * @param county the code of the county of the tasks; null for all
     */
    List<Counts> ofPosts(String county) {
        return query("select coalesce(g.name_, o.group_id) as whose, " + COUNTED + """
                from shouwang.open_task o left join public.act_id_group g on g.id_ = o.group_id where
                """ + NEAR + """
                group by o.group_id, g.name_ having count(*) filter (where o.due_on <= :today) > 0
                order by overdue desc, due desc, o.group_id
                """, county);
    }

    private List<Counts> query(String sql, String county) {
        return jdbc.sql(sql).param("today", clock.today()).param("until", clock.today().plusDays(SOON_DAYS)).param("county", county)
                .query(Rows.as(Counts.class)).list();
    }
}
