package org.shouwang.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shouwang.deadline.WorkingDays;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Counts the open tasks whose limits are over or will be soon. A task that somebody has claimed counts for him or her alone, as
 * long as he or she has its post.
 */
@Repository
class OpenWork {

    private static final int SOON_DAYS = 3;
    private static final String COUNTED = """
            count(*) filter (where o.due_on < :today) as overdue, count(*) filter (where o.due_on = :today) as due,
            count(*) filter (where o.due_on > :today) as soon
            """;
    private static final String NEAR = "o.due_on <= :until and (cast(:county as varchar) is null or o.county_code = :county) ";

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final WorkingDays working;
    private final AdjustableClock clock;

    OpenWork(JdbcClient jdbc, CurrentUsers users, WorkingDays working, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.working = working;
        this.clock = clock;
    }

    /**
     * Returns the counts of every user who has anything due or overdue and may sign in, by id. What is due in a post in which a
     * user stands in today counts too.
     *
     * @param county the code of the county of the tasks; null for all
     */
    List<Counts> ofUsers(String county) {
        List<String> standing = new ArrayList<>();
        List<String> posts = new ArrayList<>();
        users.standingIn().forEach(user -> user.standIns().forEach(post -> {
            standing.add(user.id());
            posts.add(post.group());
        }));
        return query("""
                with holder (user_id, group_id) as (
                    select user_id_, group_id_ from public.act_id_membership
                    union select * from unnest(cast(:standing as varchar[]), cast(:posts as varchar[])))
                select h.user_id as whose,
                """ + COUNTED + """
                from shouwang.open_task o join holder h on h.group_id = o.group_id
                where (o.assignee is null or o.assignee = h.user_id
                        or not exists (select 1 from holder c where c.user_id = o.assignee and c.group_id = o.group_id))
                    and not exists (select 1 from shouwang.locked_account l where l.user_id = h.user_id) and
                """ + NEAR + " group by h.user_id having count(*) filter (where o.due_on <= :today) > 0 order by h.user_id",
                Map.of("standing", standing.toArray(String[]::new), "posts", posts.toArray(String[]::new)), county);
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
                """, Map.of(), county);
    }

    private List<Counts> query(String sql, Map<String, ?> more, String county) {
        return jdbc.sql(sql).params(more).param("today", clock.today()).param("until", working.after(clock.today(), SOON_DAYS)).param("county", county)
                .query(Rows.as(Counts.class)).list();
    }
}
