package org.shouwang.engine;

import java.util.List;
import java.util.Set;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.ConflictException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 两人原则：of two acts that belong together, nobody does the second who did the first, whatever posts that person holds. Which
 * acts these are stands in {@link Pair} and nowhere else. Who is refused goes on seeing the task, since a colleague of the
 * same post can do it.
 */
@Component
public class TwoPeople {

    private static final String CASE = "caseNo";
    private static final String REFERENCE = "reference";
    private static final String LEVEL = "level";

    private final JdbcClient jdbc;
    private final CurrentUsers users;

    TwoPeople(JdbcClient jdbc, CurrentUsers users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /** The pairs: what is said to whoever did the first, who that is by what is on record, and the tasks that are the second. */
    public enum Pair {
        /** Deciding a case at two levels (ID-6); the second is every task. */
        LEVELS("您已在另一层级办理过本案，同一人不能办理同一案件的两个层级", """
                select decided_by from shouwang.task_decision
                where case_no = :caseNo and decided_as is not null and regexp_replace(decided_as, '\\d.*', '') <> :level
                """),
        /** Beginning a case and deciding it at its last level: admission, elimination, rollback, recognition. */
        PROPOSAL("本案由您本人发起，须由另一人决定", "select registered_by from shouwang.case_file where case_no = :caseNo",
                "monitoring-identification/userTask_approveAtCounty", "risk-elimination/userTask_approveAtCounty",
                "risk-rollback/userTask_approveAtCounty", "safety-net-recognition/userTask_decideAtTownship"),
        /** Investigating a loan and approving it; after a return the last investigation counts. */
        LOAN("贷前调查由您本人办理，须由另一人审查", """
                select decided_by from shouwang.task_decision
                where case_no = :caseNo and element_id = 'userTask_investigate' order by id desc limit 1
                """, "micro-loan/userTask_reviewCredit"),
        /** Rectifying a line of a problem and verifying it (DA-2); the last report counts. */
        RECTIFICATION("整改结果由您本人报告，须由另一人核查",
                "select reported_by from shouwang.line_report where line_id = :reference order by id desc limit 1",
                "issue-dual-assignment/userTask_verifyRectification"),
        /** Drawing the sample of a round and looking again at what was drawn. */
        SAMPLE("复核样本由您本人抽取，须由另一人复核", """
                select d.drawn_by from shouwang.sample_draw d join shouwang.sample_item i on i.draw_id = d.id
                join shouwang.problem p on p.id = i.problem_id
                where p.problem_no = :caseNo and i.drawn order by d.id desc limit 1
                """, "issue-dual-assignment/userTask_recheck"),
        /** Drawing the households of a look-back and looking at them again. */
        LOOK_BACK("这次回头看由您本人抽取，须由另一人核查、审核", """
                select b.created_by from shouwang.look_back b join shouwang.look_back_household h on h.look_back_id = b.id
                where h.case_no = :caseNo
                """, "look-back/userTask_checkHousehold", "look-back/userTask_reviewAtTownship"),
        /** Asking for more days and deciding on them; the reference is the request. */
        EXTENSION("延期由您本人申请，须由另一人决定",
                "select asked_by from shouwang.deadline_extension where id = :reference"),
        /** Noting what was found by comparison with a problem and striking it off; the reference is the finding. */
        FINDING("这个排查问题由您本人登记，须由另一人销号",
                "select recorded_by from shouwang.problem_finding where id = :reference");

        private final String told;
        private final String firstBy;
        private final Set<String> tasks;

        Pair(String told, String firstBy, String... tasks) {
            this.told = told;
            this.firstBy = firstBy;
            this.tasks = Set.of(tasks);
        }

        private boolean endsWith(String processKey, String elementId) {
            return this == LEVELS || tasks.contains(processKey + "/" + elementId);
        }
    }

    /**
     * Has to be asked before anything is written.
     *
     * @param pair      a pair whose second act is no task
     * @param caseNo    the case or problem it belongs to
     * @param reference the id of what the first act made
     * @throws ConflictException if the user who has signed in did the first
     */
    public void require(Pair pair, String caseNo, long reference) {
        require(pair, caseNo, reference, null);
    }

    /** Asks for every pair whose second act is this task; {@code post} is the group of the post in which it would be done. */
    void require(String processKey, String elementId, TaskContext task, String post) {
        for (Pair pair : Pair.values()) {
            if (pair.endsWith(processKey, elementId)) {
                require(pair, task.caseNo(), task.reference(), Post.levelOf(post));
            }
        }
    }

    private void require(Pair pair, String caseNo, Long reference, String level) {
        List<String> first = jdbc.sql(pair.firstBy).param(CASE, caseNo).param(REFERENCE, reference).param(LEVEL, level)
                .query(String.class).list();
        if (first.contains(users.get().id())) {
            throw new ConflictException(pair.told, caseNo);
        }
    }
}
