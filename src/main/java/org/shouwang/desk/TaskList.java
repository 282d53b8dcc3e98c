package org.shouwang.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shouwang.casefile.TaskSearch;
import org.shouwang.engine.ElementNames;
import org.shouwang.engine.ElementNames.NamedTask;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Lists the open tasks of the user who has signed in: those of the own posts, and all for the administrator. Each page is found
 * from a neighbouring page in an index, so that a list is as fast among a million tasks as among few, on every page.
 */
@Service
public class TaskList {

    /** The most tasks on one page. */
    public static final int MAX_LIMIT = PageRequest.MOST;

    private static final int COUNTED_OF_A_KIND = 1_000;
    /** The most tasks whose problems' units are looked up by one statement. */
    private static final int AT_ONCE = 200;
    private static final Pattern CURSOR = Pattern.compile("(after|before)_(\\d{0,12})_(\\d{4}-\\d{2}-\\d{2})_(\\d{1,15})_([0-9A-Za-z-]{1,64})");
    /**
     * The tasks of a page and their names. Most names are looked up for each task, since a join of all these tables takes the
     * database several times as long to plan as to carry out, and it plans anew for each list of many tasks.
     */
    private static final String LINES = """
            select t.*, q.problem_no is not null as of_problem,
                coalesce((select c.head_name from shouwang.case_file c where c.case_no = t.case_no and (c.seen_by is null or not :all)), q.title,
                    (select r.name from shouwang.rectification_round r where 'ZG-' || r.code = t.case_no)) as subject,
                case v.level when 'VILLAGE' then p.name || v.name else v.name end as village,
                coalesce((select u.first_ from public.act_id_user u where u.id_ = t.assignee), t.assignee) as assignee_name,
                coalesce((select g.name_ from public.act_id_group g where g.id_ = t.group_id), t.group_id) as post
            from (select * from (%s) own order by %s limit %d) t
            left join shouwang.problem q on q.problem_no = t.case_no
            left join shouwang.region v on v.code = t.region_code
            left join shouwang.region p on p.code = v.parent_code
            order by %s
            """;
    /** Counts from an index alone, which has no names. */
    private static final String OWN_KINDS = """
            select k.*, (select o.name from shouwang.open_task o where o.group_id in (:groups) and (o.process, o.element) = (k.process, k.task)
                limit 1) as name
            from (select process, element as task, count(*) as total,
                    count(*) filter (where due_order < :today) as overdue, count(*) filter (where due_order = :today) as today,
                    count(*) filter (where due_order > :today and due_order <= :sunday) as week,
                    count(*) filter (where %s) as unreachable
                from shouwang.open_task where group_id in (:groups) group by process, element) k
            order by process, task
            """.formatted(TaskState.UNREACHABLE.condition());
    /** Goes from kind to kind in the index, and counts each only so far. */
    private static final String ALL_KINDS = """
            with recursive kind as (
                (select process, element, name from shouwang.open_task where is_first order by process, element limit 1)
                union all
                select n.process, n.element, n.name from kind k cross join lateral (
                    select process, element, name from shouwang.open_task
                    where is_first and (process, element) > (k.process, k.element) order by process, element limit 1) n)
            select k.process, k.element as task, k.name, a.n as total, b.n as overdue, c.n as today, d.n as week, 0 as unreachable
            from kind k
            cross join lateral (select count(*) as n from (select 1 from shouwang.open_task o
                where o.is_first and (o.process, o.element) = (k.process, k.element) limit :most) x) a
            cross join lateral (select count(*) as n from (select 1 from shouwang.open_task o
                where o.is_first and (o.process, o.element) = (k.process, k.element) and due_order < :today limit :most) x) b
            cross join lateral (select count(*) as n from (select 1 from shouwang.open_task o
                where o.is_first and (o.process, o.element) = (k.process, k.element) and due_order = :today limit :most) x) c
            cross join lateral (select count(*) as n from (select 1 from shouwang.open_task o
                where o.is_first and (o.process, o.element) = (k.process, k.element) and due_order > :today and due_order <= :sunday limit :most) x) d
            order by 1, 2
            """;

    private final JdbcClient jdbc;
    private final TaskFilters filters;
    private final TaskSearch labels;
    private final ElementNames names;
    private final AdjustableClock clock;

    TaskList(JdbcClient jdbc, TaskFilters filters, TaskSearch labels, ElementNames names, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.filters = filters;
        this.labels = labels;
        this.names = names;
        this.clock = clock;
    }

    /**
     * The open tasks of one step.
     *
     * @param process     the key of the process
     * @param task        the key of the task in the model
     * @param name        the task's Chinese name
     * @param total       the number of tasks; the administrator's numbers stop at 1,001
     * @param overdue     the number of those whose last day is over
     * @param today       the number of those whose last day is today
     * @param week        the number of those whose last day comes later, until Sunday
     * @param unreachable the number of those that cannot be done in time any more; 0 for the administrator
     */
    public record Kind(String process, String task, String name, long total, long overdue, long today, long week, long unreachable) {
    }

    private record Line(DeskTask task, boolean ofProblem) {
    }

    /**
     * Returns one page of tasks.
     *
     * @param query  what is asked for
     * @param cursor the cursor that a neighbouring page gave; null or blank for the first page
     * @param limit  the most tasks on the page, 1 to {@link #MAX_LIMIT}
     * @throws InvalidInputException if a condition, the cursor or the limit is wrong; the exception names every wrong one
     */
    public Page<DeskTask> page(TaskQuery query, String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        Place place = PageRequest.place(cursor, Place::of, errors);
        PageRequest.requireLimit(limit, MAX_LIMIT, errors);
        TaskFilter filter = filters.of(query, errors);
        List<DeskTask> found = new ArrayList<>(read(filter, place, limit + 1));
        boolean given = place != null;
        boolean backwards = given && place.backwards();
        boolean more = found.size() > limit;
        if (more) {
            found.remove(limit);
        }
        if (backwards) {
            Collections.reverse(found);
        }
        return found.isEmpty() ? new Page<>(null, found, null, null)
                : new Page<>(null, found, (backwards ? more : given) ? "before_" + place(found.get(0)) : null,
                        backwards || more ? "after_" + place(found.get(found.size() - 1)) : null);
    }

    /**
     * Returns the first tasks without pages, for a file or a sheet of paper.
     *
     * @param query what is asked for
     * @param most  the most tasks that are returned
     * @throws InvalidInputException if a condition is wrong
     */
    public List<DeskTask> first(TaskQuery query, int most) {
        return read(filters.of(query, new FieldErrors()), null, most);
    }

    /**
     * Counts tasks, as {@link Page#counting}.
     *
     * @param query what is asked for
     * @throws InvalidInputException if a condition is wrong
     */
    public long count(TaskQuery query) {
        TaskFilter filter = filters.of(query, new FieldErrors());
        if (filter.isNothing()) {
            return 0;
        }
        Map<String, Object> params = new HashMap<>(filter.params());
        String own = filter.seesAll() ? "is_first and " : "group_id in (:groups) and ";
        if (!filter.seesAll()) {
            params.put("groups", filter.groups());
        }
        return jdbc.sql(Page.counting("select 1 from shouwang.open_task where " + own + filter.where()))
                .params(params).query(Long.class).single();
    }

    /**
     * Returns a number of {@link #kinds()} as text.
     *
     * @param counted the number of one step, or a sum of several
     * @return the number; for the administrator, whose numbers stop, {@code 1000+} if there may be more
     */
    public String amount(long counted) {
        return counted > COUNTED_OF_A_KIND && filters.own().seesAll() ? COUNTED_OF_A_KIND + "+" : String.valueOf(counted);
    }

    /** Returns the Chinese names of all processes by their keys. */
    public Map<String, String> processNames() {
        return names.tasks().stream().collect(Collectors.toMap(NamedTask::process, NamedTask::processName, (one, same) -> one));
    }

    /** Counts the open tasks of the user who has signed in by step. */
    public List<Kind> kinds() {
        TaskFilter filter = filters.own();
        if (filter.isNothing()) {
            return List.of();
        }
        LocalDate today = clock.today();
        JdbcClient.StatementSpec statement = filter.seesAll() ? jdbc.sql(ALL_KINDS).param("most", COUNTED_OF_A_KIND + 1)
                : jdbc.sql(OWN_KINDS).param("groups", filter.groups()).param("never", TaskState.NEVER);
        return statement.param("today", today).param("sunday", TaskFilters.sundayOf(today)).query(Rows.as(Kind.class)).list();
    }

    private List<DeskTask> read(TaskFilter filter, Place place, int size) {
        if (filter.isNothing()) {
            return List.of();
        }
        boolean backwards = place != null && place.backwards();
        Map<String, Object> params = new HashMap<>(filter.params());
        String where = filter.where();
        if (place != null) {
            where += " and " + filter.sort().beyond(backwards);
            params.put("region_code", place.regionCode());
            params.put("due_order", place.dueOrder());
            params.put("since", Timestamp.from(place.since()));
            params.put("task_id", place.taskId());
        }
        String order = filter.sort().orderBy(backwards);
        // The keys first, since an index alone tells which tasks are in a state, and those that are not are many. The limit is no
        // parameter, so that the database knows without its value that a plan for any value reads little, and keeps that plan.
        String some = "(select o.* from (select task_id from shouwang.open_task where %s" + where + " order by " + order
                + " limit " + size + ") k join shouwang.open_task o on o.task_id = k.task_id and o.%s)";
        // One part for each post, since the database finds no order in an index for several posts together.
        String own = filter.seesAll() ? some.formatted("is_first and ", "is_first") : String.join(" union all ",
                IntStream.range(0, filter.groups().size()).mapToObj(i -> some.formatted("group_id = :group" + i + " and ", "group_id = :group" + i)).toList());
        for (int i = 0; i < filter.groups().size(); i++) {
            params.put("group" + i, filter.groups().get(i));
        }
        params.put("all", filter.seesAll());
        LocalDate today = clock.today();
        return named(jdbc.sql(LINES.formatted(own, order, size, order.replaceAll("(^|, )", "$1t."))).params(params)
                .query((row, index) -> line(row, today)).list());
    }

    private List<DeskTask> named(List<Line> lines) {
        List<String> ofProblems = lines.stream().filter(Line::ofProblem).map(line -> line.task().taskId()).toList();
        Map<String, String> names = new HashMap<>();
        for (int from = 0; from < ofProblems.size(); from += AT_ONCE) {
            names.putAll(labels.labels(ofProblems.subList(from, Math.min(ofProblems.size(), from + AT_ONCE))));
        }
        return lines.stream().map(line -> names.containsKey(line.task().taskId())
                ? line.task().about(names.get(line.task().taskId())) : line.task()).toList();
    }

    private static Line line(ResultSet row, LocalDate today) throws SQLException {
        LocalDate dueOn = Rows.day(row, "due_on");
        return new Line(new DeskTask(row.getString("task_id"), row.getString("case_no"), row.getString("process"), row.getString("element"),
                row.getString("name"), row.getString("subject"), row.getString("region_code"), row.getString("village"), dueOn,
                TaskState.of(dueOn, Rows.day(row, "warned_from"), Rows.day(row, "stuck_from"), today), row.getString("assignee"),
                row.getString("assignee_name"), row.getString("post"), Rows.instant(row, "since")), row.getBoolean("of_problem"));
    }

    private static String place(DeskTask task) {
        return String.join("_", task.villageCode(), (task.dueOn() == null ? TaskState.NEVER : task.dueOn()).toString(),
                String.valueOf(task.since().toEpochMilli()), task.taskId());
    }

    /** The task next to which a page begins, as the page's cursor names it. */
    private record Place(boolean backwards, String regionCode, LocalDate dueOrder, Instant since, String taskId) {

        private static Place of(String cursor) {
            Matcher parts = CURSOR.matcher(cursor);
            if (!parts.matches()) {
                throw new IllegalArgumentException(cursor);
            }
            return new Place(parts.group(1).equals("before"), parts.group(2), LocalDate.parse(parts.group(3)),
                    Instant.ofEpochMilli(Long.parseLong(parts.group(4))), parts.group(5));
        }
    }
}
