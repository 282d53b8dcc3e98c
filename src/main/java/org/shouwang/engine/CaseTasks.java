package org.shouwang.engine;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the open tasks of cases with the posts and users that hold them. */
@Component
public class CaseTasks {

    private static final String SELECT = """
            select t.id_ as id, t.task_def_key_ as element, t.name_ as name, l.group_id_ as "group", t.assignee_ as assignee,
                e.business_key_ as case_no
            from public.act_ru_execution e
            join public.act_ru_task t on t.proc_inst_id_ = e.proc_inst_id_
            join public.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
            """;

    private final JdbcClient jdbc;
    private final CurrentUsers users;

    CaseTasks(JdbcClient jdbc, CurrentUsers users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /**
     * @param caseNos the numbers of cases; may be empty
     * @return the open tasks of the cases, whoever has to do them, oldest first
     */
    public List<OpenTask> openOf(Collection<String> caseNos) {
        if (caseNos.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + "where e.business_key_ = any(:caseNos) and e.parent_id_ is null order by t.create_time_, t.id_")
                .param("caseNos", caseNos.toArray(String[]::new)).query(Rows.as(OpenTask.class)).list();
    }

    /**
     * @param caseNo the number of a case
     * @return its open tasks, each once: of several posts that may do a task, the user's own if it is among them
     */
    public List<OpenTask> openOnce(String caseNo) {
        List<String> own = users.get().groups();
        return List.copyOf(openOf(List.of(caseNo)).stream().collect(Collectors.toMap(OpenTask::id, Function.identity(),
                (first, other) -> own.contains(other.group()) ? other : first, LinkedHashMap::new)).values());
    }

    /**
     * @param number the number of a case, a loan, a problem or a round
     * @return its open tasks that the posts of the user who has signed in have to do, oldest first
     */
    public List<OpenTask> mine(String number) {
        return openOf(List.of(number)).stream().filter(task -> users.get().groups().contains(task.group())).toList();
    }

    /**
     * @param caseNos    the numbers of cases; may be empty
     * @param processKey the key of a process
     * @param element    the element id of a task
     * @return the open tasks of this element that the posts of the user who has signed in have to do
     */
    public List<OpenTask> mineAt(Collection<String> caseNos, String processKey, String element) {
        if (caseNos.isEmpty() || users.get().groups().isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + """
                        join public.act_re_procdef d on d.id_ = t.proc_def_id_
                        where e.business_key_ = any(:caseNos) and e.parent_id_ is null and d.key_ = :process
                          and t.task_def_key_ = :element and l.group_id_ in (:groups) order by t.create_time_, t.id_
                        """)
                .param("caseNos", caseNos.toArray(String[]::new)).param("process", processKey).param("element", element)
                .param("groups", users.get().groups()).query(Rows.as(OpenTask.class)).list();
    }

    /**
     * @param element the element id of a task, in whatever model
     * @return the open tasks at this place that the posts of the user who has signed in have to do, oldest first
     */
    public List<OpenTask> mineAt(String element) {
        List<String> groups = users.get().groups();
        return groups.isEmpty() ? List.of() : jdbc.sql(SELECT + """
                        where t.task_def_key_ = :element and l.group_id_ in (:groups) and e.parent_id_ is null
                        order by t.create_time_, t.id_
                        """)
                .param("element", element).param("groups", groups).query(Rows.as(OpenTask.class)).list();
    }

    /**
     * An open task with the step in which it stands.
     *
     * @param taskId     the engine's id of the task
     * @param caseNo     the number of the task's case
     * @param processKey the key of the process
     * @param element    the element id of the task
     */
    public record StepTask(String taskId, String caseNo, String processKey, String element) {
    }

    /**
     * @param taskIds the engine's ids of tasks; may be anything, and empty
     * @return those of them that are open and that the posts of the user who has signed in have to do, by case
     */
    public List<StepTask> mineOf(Collection<String> taskIds) {
        if (taskIds.isEmpty() || users.get().groups().isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select distinct t.id_ as task_id, e.business_key_ as case_no, d.key_ as process_key, t.task_def_key_ as element
                        from public.act_ru_task t
                        join public.act_ru_execution e on e.id_ = t.proc_inst_id_
                        join public.act_re_procdef d on d.id_ = t.proc_def_id_
                        join public.act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
                        where t.id_ in (:taskIds) and l.group_id_ in (:groups) and e.business_key_ is not null order by 2, 1
                        """)
                .param("taskIds", taskIds).param("groups", users.get().groups()).query(Rows.as(StepTask.class)).list();
    }

    /**
     * @param taskId the engine's id of an open or completed task
     * @return the open tasks of the task's process instance and of all instances that called it or that it called, oldest
     *     first
     */
    public List<OpenTask> openBeside(String taskId) {
        return jdbc.sql(SELECT + """
                        where e.parent_id_ is null
                          and e.root_proc_inst_id_ = (select root_proc_inst_id_ from public.act_hi_taskinst where id_ = ?)
                        order by t.create_time_, t.id_
                        """)
                .param(taskId).query(Rows.as(OpenTask.class)).list();
    }

    /**
     * @param caseNo the case's number
     * @return the engine's id of the process instance of the case; empty if the instance has ended
     */
    public Optional<String> instanceOf(String caseNo) {
        return jdbc.sql("""
                        select proc_inst_id_ from public.act_ru_execution
                        where business_key_ = ? and parent_id_ is null and super_exec_ is null
                        """)
                .param(caseNo).query(String.class).optional();
    }
}
