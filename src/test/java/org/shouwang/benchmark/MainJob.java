package org.shouwang.benchmark;

import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.KEY;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.EngineAuthority;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople.Person;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leads households from the clue to the register, with their plan begun, through the product's services on the caller's thread: the
 * main job of the product, nine tasks and the timer of the public notice. Each act is done by the user of the post that has to do it.
 */
public final class MainJob {

    /** The number of tasks from the clue to the posting of the notice. */
    public static final int TASKS_BEFORE_NOTICE = 4;
    private static final List<Task> AFTER_NOTICE = List.of(
            new Task(REVIEW_AT_TOWNSHIP, "township", Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "情况属实")),
            new Task(CHECK_AT_COUNTY, "county", Map.of(COUNTY_CHECK_OUTCOME, "PASS", "opinion", "材料齐全")),
            new Task(APPROVE_AT_COUNTY, "leader", Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE", "opinion", "同意纳入")),
            new Task(ANNOUNCE_RESULT, "township", Map.of()),
            new Task(ENTER_SYSTEM, "village", Map.of()));
    /** The number of tasks from the end of the notice to the register. */
    public static final int TASKS_AFTER_NOTICE = AFTER_NOTICE.size();

    private final ProcessEngine engine;
    private final ProcessDoor door;
    private final CurrentUsers users;
    private final EngineAuthority authority;
    private final JdbcClient database;
    private final AdjustableClock clock;
    private final Observer observer;

    /**
     * @param product  the product
     * @param observer what is done around each act
     */
    public MainJob(BeanFactory product, Observer observer) {
        this.engine = product.getBean(ProcessEngine.class);
        this.door = product.getBean(ProcessDoor.class);
        this.users = product.getBean(CurrentUsers.class);
        this.authority = product.getBean(EngineAuthority.class);
        this.database = product.getBean(JdbcClient.class);
        this.clock = product.getBean(AdjustableClock.class);
        this.observer = observer;
    }

    /** What is done around each act, such as counting or measuring. */
    @FunctionalInterface
    public interface Observer {

        /**
         * @param name the name of the act: the element id of the task, or of what begins without one
         * @param act  the act, which has to be run once
         */
        void around(String name, Runnable act);
    }

    /** What is sent to complete a task, and the role of the user who sends it. */
    private record Task(String element, String role, Map<String, Object> values) {

        String userIn(String village) {
            return role + village.substring(0, switch (role) {
                case "village" -> 12;
                case "township" -> 9;
                default -> 6;
            });
        }
    }

    /** Registers a clue about a household of {@link Shouwang#VILLAGE} and leads it to its notice, which is posted today. */
    public String untilNotice(Person head) {
        String caseNo = begin(head);
        beforeNotice(caseNo, head, Shouwang.VILLAGE, 0, TASKS_BEFORE_NOTICE);
        return caseNo;
    }

    /** Registers a clue about a household of {@link Shouwang#VILLAGE} and returns the number of its case. */
    public String begin(Person head) {
        String[] caseNo = new String[1];
        act("startEvent_clueFound", "village" + Shouwang.VILLAGE, () -> caseNo[0] = door.start(KEY, Payloads.clue(head, clock.today().toString())));
        return caseNo[0];
    }

    /**
     * Completes tasks of a case on its way to the notice.
     *
     * @param head    the head of the household
     * @param village the code of the case's village
     * @param done    how many of the {@link #TASKS_BEFORE_NOTICE} have been completed
     * @param to      how many shall be completed afterwards
     */
    public void beforeNotice(String caseNo, Person head, String village, int done, int to) {
        String today = clock.today().toString();
        complete(caseNo, village, List.of(
                new Task(VERIFY_HOUSEHOLD, "village", Payloads.atRisk(head, today)),
                new Task(CONFIRM_COMPARISON, "county", Map.of(COMPARISON_OUTCOME, "CONSISTENT")),
                new Task(PRESELECT_AT_VILLAGE, "village", Map.of(PRESELECTION_OUTCOME, "PRESELECT", "opinion", "村民代表会议同意")),
                new Task(POST_NOTICE, "village", Map.of("postedAt", "村务公开栏", "postedFrom", today))).subList(done, to));
    }

    /**
     * Ends a notice whose days are over, and leads the household to the register.
     *
     * @param caseNo the number of the case; the clock has moved on by six days since its notice was posted
     */
    public void fromNoticeToRegister(String caseNo) {
        endNotice(caseNo);
        afterNotice(caseNo, Shouwang.VILLAGE, 0, AFTER_NOTICE.size());
    }

    /**
     * Completes tasks of a case on its way from the end of its notice to the register.
     *
     * @param village the code of the case's village
     * @param done    how many of the {@link #TASKS_AFTER_NOTICE} have been completed
     * @param to      how many shall be completed afterwards
     */
    public void afterNotice(String caseNo, String village, int done, int to) {
        complete(caseNo, village, AFTER_NOTICE.subList(done, to));
    }

    /**
     * Ends a notice whose days are over.
     *
     * @param caseNo the number of the case; the clock has moved on by six days since its notice was posted
     */
    public void endNotice(String caseNo) {
        String timer = database.sql("""
                        select j.id_ from public.act_ru_job j join public.act_ru_execution e on e.id_ = j.process_instance_id_
                        join public.act_ru_execution p on p.id_ = e.root_proc_inst_id_ where p.business_key_ = ? and e.id_ <> p.id_
                        """).param(caseNo).query(String.class).single();
        observer.around("timer_noticeOver", () -> engine.getManagementService().executeJob(timer));
    }

    private void complete(String caseNo, String village, List<Task> tasks) {
        for (Task task : tasks) {
            String taskId = database.sql("""
                            select t.id_ from public.act_ru_task t join public.act_ru_execution e on e.id_ = t.proc_inst_id_
                            where e.business_key_ = ? and t.task_def_key_ = ?
                            """).params(caseNo, task.element()).query(String.class).single();
            act(task.element(), task.userIn(village), () -> door.complete(taskId, task.values()));
        }
    }

    private void act(String name, String userId, Runnable act) {
        CurrentUser user = users.current(userId).orElseThrow();
        users.actAs(user, () -> authority.asUser(user, () -> {
            observer.around(name, act);
            return null;
        }));
    }
}
