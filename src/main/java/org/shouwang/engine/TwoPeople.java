package org.shouwang.engine;

import java.util.List;
import java.util.Optional;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The two-person rule (两人原则): of two acts that belong together, nobody does the second who did the first, whatever posts that
 * person has. The refused user still sees the task, since a colleague of the same post can do it.
 */
@Component
public class TwoPeople {

    private static final String LEVELS = "您已在另一层级办理过本案，同一人不能办理同一案件的两个层级";
    /** An authorised department has the last word itself; only whoever checked the case has not (ID-4 step 6). */
    private static final String AUTHORISED = "您已审核过本案，或已在另一层级办理过本案，授权批准须由另一人办理";

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final StepOrder order;
    private final TaskDecisions decisions;

    TwoPeople(JdbcClient jdbc, CurrentUsers users, StepOrder order, TaskDecisions decisions) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.users = users;
        this.order = order;
    }

    /**
     * A task of a case and the post that has to do it.
     *
     * @param caseNo     the case's number
     * @param processKey the key of the process
     * @param elementId  the element id of the task
     * @param post       the group of the post
     */
    record Work(String caseNo, String processKey, String elementId, String post) {
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
        requireNotFirst(pair, caseNo, reference);
    }

    /**
     * Checks the levels and the pair whose second act this task is; {@code post} is the group of the post by which the user
     * would do it.
     */
    void require(TaskStep step, TaskContext task, String post) {
        requireNoOtherLevel(users.get(), new Work(task.caseNo(), step.processKey(), step.elementId(), post));
        step.secondOf().ifPresent(pair -> requireNotFirst(pair, task.caseNo(), task.reference()));
    }

    /** Tells whether a user has decided the case at another level than that of the work, or has checked what is to be approved. */
    boolean hasDecidedElsewhere(CurrentUser user, Work work) {
        String level = Post.levelOf(work.post());
        boolean authorised = user.isAuthorised(work.post());
        List<String> before = authorised ? order.directlyBefore(work.processKey(), work.elementId()) : List.of();
        return decisions.of(work.caseNo()).stream()
                .filter(decision -> decision.decidedAs() != null && decision.decidedBy().equals(user.id()))
                .anyMatch(decision -> {
                    String decided = Post.levelOf(decision.decidedAs());
                    return before.contains(decision.elementId())
                            || !decided.equals(level) && !(authorised && decided.equals(Role.COUNTY.group()));
                });
    }

    /** Refuses a user who has decided the case at another level than that of the work, or has checked what is to be approved. */
    void requireNoOtherLevel(CurrentUser user, Work work) {
        if (hasDecidedElsewhere(user, work)) {
            throw new ConflictException(user.isAuthorised(work.post()) ? AUTHORISED : LEVELS, work.caseNo());
        }
    }

    private void requireNotFirst(Pair pair, String caseNo, Long reference) {
        if (firstBy(pair, caseNo, reference).contains(users.get().id())) {
            throw new ConflictException(pair.told, caseNo);
        }
    }

    /** Returns the ids of the users who may not do a task since they did the first act of its pair, whatever their level. */
    List<String> excludedFrom(TaskStep step, TaskContext task) {
        return step.secondOf().map(pair -> firstBy(pair, task.caseNo(), task.reference())).orElse(List.of());
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

    private List<String> firstBy(Pair pair, String caseNo, Long reference) {
        return jdbc.sql(pair.firstBy).param("caseNo", caseNo).param("reference", reference).query(String.class).list();
    }
}
