package org.shouwang.casefile;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.deadline.Deadlines;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.shouwang.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Finds the open tasks of the user who has signed in by data that the engine does not have, and names the subject of each
 * task: the household or the problem.
 */
@Service
public class TaskSearch {

    private static final int MAX_TEXT = 50;
    private static final int MAX_LABELS = 200;
    private static final String FROM = """
             from public.act_ru_task t
            join public.act_ru_execution e on e.id_ = t.proc_inst_id_
            left join shouwang.case_file c on c.case_no = e.business_key_
            left join shouwang.household h on h.id = c.household_id
            left join shouwang.region v on v.code = c.village_code
            left join shouwang.region p on p.code = v.parent_code
            left join shouwang.region k on k.code = p.parent_code
            left join shouwang.problem q on q.problem_no = e.business_key_
            left join shouwang.rectification_round r on 'ZG-' || r.code = e.business_key_
            where e.business_key_ is not null and (c.seen_by is null or not c.barred && :mine and (not :everything or c.read_by && :mine)) and (:everything or exists (select 1 from public.act_ru_identitylink l
                where l.task_id_ = t.id_ and l.type_ = 'candidate' and l.group_id_ in (:groups)))
            """;
    private static final String LABEL = """
            select t.id_ as task_id, case when c.case_no is not null then concat_ws(' · ', c.head_name, p.name || v.name)
                when q.problem_no is not null then q.title || '（' || coalesce((select coalesce(g.name_, n.unit_text)
                        from public.act_ru_variable x join shouwang.problem_line n on n.id = x.long_ and n.problem_id = q.id
                        left join public.act_id_group g on g.id_ = n.group_id
                        where x.proc_inst_id_ = t.proc_inst_id_ and x.name_ = 'referenceId' and x.execution_id_ in (
                            select y.id_ from public.act_ru_execution y where y.id_ = t.execution_id_ union all
                            select y.parent_id_ from public.act_ru_execution y where y.id_ = t.execution_id_ union all
                            select z.parent_id_ from public.act_ru_execution y join public.act_ru_execution z on z.id_ = y.parent_id_
                                where y.id_ = t.execution_id_)
                        limit 1), q.units_text) || '）' else r.name end as text
            """;
    private static final String PART = """
             and (position(:number%1$d in e.business_key_) > 0 or position(:number%1$d in h.household_no) > 0
                or position(:name%1$d in upper(c.head_name)) > 0
                or position(:part%1$d in upper(k.name || p.name || v.name)) > 0
                or position(:part%1$d in upper(q.title || ' ' || q.units_text)) > 0 or position(:part%1$d in upper(r.name)) > 0)
            """;

    private final JdbcClient jdbc;
    private final Subjects subjects;
    private final Deadlines deadlines;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    TaskSearch(JdbcClient jdbc, Subjects subjects, Deadlines deadlines, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.subjects = subjects;
        this.deadlines = deadlines;
        this.users = users;
        this.clock = clock;
    }

    /**
     * An open task that was found.
     *
     * @param caseNo the number of the task's case, problem or round
     * @param taskId the engine's id of the task
     */
    public record Found(String caseNo, String taskId) {
    }

    /**
     * Finds open tasks. The user gets the tasks of the own posts, the administrator all.
     *
     * @param text parts of the numbers of cases and households, of the head's name, of the names of county, township and
     *     village, or of a problem's title and units; the parts are separated by blanks, and each part has to match
     * @return the matching tasks, ordered by case
     * @throws InvalidInputException if the text is empty or longer than 50 characters
     */
    public List<Found> find(String text) {
        if (text == null || text.isBlank() || text.strip().length() > MAX_TEXT) {
            throw new InvalidInputException("text", "查找内容", "须为1至" + MAX_TEXT + "个字：案号、户主姓名、村名、问题或责任单位");
        }
        StringBuilder sql = new StringBuilder("select distinct e.business_key_ as case_no, t.id_ as task_id").append(FROM);
        String[] parts = text.strip().toUpperCase(Locale.ROOT).split("[\\s\\u3000]+");
        for (int i = 0; i < parts.length; i++) {
            sql.append(PART.formatted(i));
        }
        JdbcClient.StatementSpec query = ofUser(sql.append(" order by 1, 2").toString());
        for (int i = 0; i < parts.length; i++) {
            String name = PersonName.normalised(parts[i]);
            query = query.param("part" + i, parts[i]).param("number" + i, Texts.number(parts[i]))
                    .param("name" + i, name.isEmpty() ? parts[i].replaceAll("\\P{L}+", "\u00B7") : name);
        }
        return query.query(Rows.as(Found.class)).list();
    }

    /**
     * Returns the labels of tasks. A task of a case has the head's name and the village; a task of a problem has its title
     * with the unit of the line, or with all units if the task concerns the whole problem.
     *
     * @param taskIds the engine's ids of tasks, at most 200
     * @return the labels by id, without those of tasks that are not the user's; the administrator gets all
     * @throws InvalidInputException if there are too many ids
     */
    public Map<String, String> labels(List<String> taskIds) {
        if (taskIds.size() > MAX_LABELS) {
            throw new InvalidInputException("taskIds", "待办", "一次最多" + MAX_LABELS + "项");
        }
        Map<String, String> labels = new HashMap<>();
        if (!taskIds.isEmpty()) {
            ofUser(LABEL + FROM + " and t.id_ in (:taskIds)").param("taskIds", taskIds)
                    .query(row -> {
                        labels.put(row.getString("task_id"), row.getString("text"));
                    });
            labels.values().removeIf(Objects::isNull);
        }
        return labels;
    }

    /**
     * @param taskIds the engine's ids of tasks, at most 200
     * @return the ids of the tasks whose case cannot be decided in time any more although its last day is not over
     */
    public List<String> tooLate(List<String> taskIds) {
        return taskIds.isEmpty() ? List.of() : ofUser("select distinct t.id_" + FROM + """
                 and t.id_ in (:taskIds) and exists (select 1 from shouwang.deadline d where d.case_no = e.business_key_
                    and d.met_on is null and d.cancelled_on is null and d.unreachable_from <= :today and d.due_on >= :today)
                """).param("taskIds", taskIds).param("today", clock.today()).query(String.class).list();
    }

    /**
     * @param taskIds the engine's ids of tasks, at most 200
     * @return the last days of the limits that run for the tasks, also of those that the engine knows nothing of, as the desk shows them
     */
    public Map<String, LocalDate> lastDays(List<String> taskIds) {
        Map<String, LocalDate> days = new HashMap<>();
        if (!taskIds.isEmpty()) {
            ofUser("select t.id_ as task_id, (select min(o.due_on) from shouwang.open_task o where o.task_id = t.id_) as due_on" + FROM
                    + " and t.id_ in (:taskIds)").param("taskIds", taskIds).query(row -> {
                        days.put(row.getString("task_id"), Rows.day(row, "due_on"));
                    });
            days.values().removeIf(Objects::isNull);
        }
        return days;
    }

    private record OfCase(String taskId, String caseNo) {
    }

    /**
     * @param taskIds the engine's ids of tasks, at most 200
     * @return of the tasks whose case has a limit in working days, what is left by the last days, see {@link Deadlines#workingDaysLeft}
     */
    public Map<String, Map<LocalDate, Long>> workingDays(List<String> taskIds) {
        List<OfCase> found = taskIds.isEmpty() ? List.of() : ofUser("select distinct t.id_ as task_id, e.business_key_ as case_no" + FROM + " and t.id_ in (:taskIds)")
                .param("taskIds", taskIds).query(Rows.as(OfCase.class)).list();
        Map<String, Map<LocalDate, Long>> left = deadlines.workingDaysLeft(found.stream().map(OfCase::caseNo).distinct().toList());
        return found.stream().filter(task -> left.containsKey(task.caseNo())).collect(Collectors.toMap(OfCase::taskId, task -> left.get(task.caseNo())));
    }

    /**
     * Returns the path of the page of a task's case or problem.
     *
     * @param taskId the engine's id of a task; may be anything that a user typed
     * @return the path; empty if the task is not the user's, or not about a case or problem
     */
    public Optional<String> pathOf(String taskId) {
        return ofUser("select e.business_key_" + FROM + " and t.id_ = :taskId").param("taskId", taskId).query(String.class).optional()
                .flatMap(subjects::pathOf);
    }

    private JdbcClient.StatementSpec ofUser(String sql) {
        CurrentUser user = users.get();
        return jdbc.sql(sql).param("everything", user.is(Role.ADMIN)).param("mine", user.groups().toArray(String[]::new))
                .param("groups", user.groups().isEmpty() ? List.of("") : user.groups());
    }
}
