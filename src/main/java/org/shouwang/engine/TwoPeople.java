package org.shouwang.engine;

import java.util.List;
import java.util.Optional;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.ConflictException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The two-person rule (两人原则): of two acts that belong together, nobody does the second who did the first, whatever posts that
 * person has. The refused user still sees the task, since a colleague of the same post can do it.
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
     * Two acts of which one person may do only one. The code of the second act names the pair, a task by
     * {@link TaskStep#secondOf()}. The rule that the levels of a case are different people (ID-6) holds for every task without
     * being named.
     *
     * @param told    the Chinese message for a user who did the first act
     * @param firstBy an SQL statement that selects the users who did the first act; its parameters may be {@code :caseNo} and
     *     {@code :reference}, the id of what the first act created
     */
    public record Pair(String told, String firstBy) {
    }

    /**
     * Refuses the second act to the user who did the first. The check has to come before anything is written.
     *
     * @param pair      a pair whose second act is not a task
     * @param caseNo    the number of the case or problem
     * @param reference the id of what the first act created
     * @throws ConflictException if the user who has signed in did the first act
     */
    public void require(Pair pair, String caseNo, long reference) {
        require(pair, caseNo, reference, null);
    }

    /**
     * Checks the levels and the pair whose second act is this task; {@code post} is the group of the post by which the user
     * would do it.
     */
    void require(TaskStep step, TaskContext task, String post) {
        require(LEVELS, task.caseNo(), task.reference(), Post.levelOf(post));
        step.secondOf().ifPresent(pair -> require(pair, task.caseNo(), task.reference(), null));
    }

    /** Tells whether a user has decided the case at another level than that of a post. */
    boolean hasDecidedElsewhere(String userId, String caseNo, String post) {
        return firstBy(LEVELS, caseNo, null, Post.levelOf(post)).contains(userId);
    }

    /** Refuses a user who has decided the case at another level than that of a post. */
    void requireNoOtherLevel(String userId, String caseNo, String post) {
        if (hasDecidedElsewhere(userId, caseNo, post)) {
            throw new ConflictException(LEVELS.told, caseNo);
        }
    }

    private void require(Pair pair, String caseNo, Long reference, String level) {
        if (firstBy(pair, caseNo, reference, level).contains(users.get().id())) {
            throw new ConflictException(pair.told, caseNo);
        }
    }

    /** Returns the ids of the users who may not do a task since they did the first act of its pair, whatever their level. */
    List<String> excludedFrom(TaskStep step, TaskContext task) {
        return step.secondOf().map(pair -> firstBy(pair, task.caseNo(), task.reference(), null)).orElse(List.of());
    }

    /**
     * Returns why the user who has signed in may not do a task.
     *
     * @param post the group of the post that has to do the task
     * @return the Chinese message; empty if the user may do it as far as this rule goes
     */
    Optional<String> refusal(TaskStep step, TaskContext task, String post) {
        try {
            require(step, task, post);
            return Optional.empty();
        } catch (ConflictException e) {
            return Optional.of(e.getMessage());
        }
    }

    private List<String> firstBy(Pair pair, String caseNo, Long reference, String level) {
        return jdbc.sql(pair.firstBy).param("caseNo", caseNo).param("reference", reference).param("level", level)
                .query(String.class).list();
    }
}
