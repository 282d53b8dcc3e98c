package org.shouwang.engine;

import java.util.List;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.ConflictException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 两人原则：of two acts that belong together, nobody does the second who did the first, whatever posts that person holds. Who is
 * refused goes on seeing the task, since a colleague of the same post can do it.
 */
@Component
public class TwoPeople {

    private static final Pair LEVELS = new Pair("您已在另一层级办理过本案，同一人不能办理同一案件的两个层级", """
            select decided_by from shouwang.task_decision
            where case_no = :caseNo and decided_as is not null and regexp_replace(decided_as, '\\d.*', '') <> :level
            """);

    private final JdbcClient jdbc;
    private final CurrentUsers users;

    TwoPeople(JdbcClient jdbc, CurrentUsers users) {
        this.jdbc = jdbc;
        this.users = users;
    }

    /**
     * Two acts of which one person does only one. Whatever does the second names the pair, a task by {@link TaskStep#secondOf()}.
     * That the levels of a case are different people (ID-6) holds for every task without being named.
     *
     * @param told    what whoever did the first is told
     * @param firstBy the statement that says who that is by what is on record; it may ask for {@code :caseNo} and for
     *                {@code :reference}, the id of what the first act made
     */
    public record Pair(String told, String firstBy) {
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

    /** Asks for the levels and for the pair whose second act is this task; {@code post} is the group of the post it would be done in. */
    void require(TaskStep step, TaskContext task, String post) {
        require(LEVELS, task.caseNo(), task.reference(), Post.levelOf(post));
        step.secondOf().ifPresent(pair -> require(pair, task.caseNo(), task.reference(), null));
    }

    private void require(Pair pair, String caseNo, Long reference, String level) {
        List<String> first = jdbc.sql(pair.firstBy).param("caseNo", caseNo).param("reference", reference).param("level", level)
                .query(String.class).list();
        if (first.contains(users.get().id())) {
            throw new ConflictException(pair.told, caseNo);
        }
    }
}
