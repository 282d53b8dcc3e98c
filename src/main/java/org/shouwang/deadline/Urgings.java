package org.shouwang.deadline;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.shouwang.subject.Subject;
import org.shouwang.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Urging (催办): a supervisor urges the holders of a case with a note, which the holders see on their tasks. */
@Service
public class Urgings {

    /** The time after an urging in which the task cannot be urged again; the product's own choice. */
    static final Duration COOL_DOWN = Duration.ofHours(24);

    private static final int MAX_LENGTH = 200;

    private final CaseTasks tasks;
    private final Messages messages;
    private final Subjects subjects;
    private final Locks locks;
    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final Acts acts;
    private final AdjustableClock clock;

    Urgings(CaseTasks tasks, Messages messages, Subjects subjects, Locks locks, JdbcClient jdbc,
            CurrentUsers users, Acts acts, AdjustableClock clock) {
        this.tasks = tasks;
        this.messages = messages;
        this.subjects = subjects;
        this.locks = locks;
        this.jdbc = jdbc;
        this.users = users;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * An urging of one holder.
     *
     * @param caseNo    the case's number
     * @param taskId    the engine's id of the task
     * @param recipient the group of the post that was urged
     * @param note      the supervisor's note
     * @param urgedBy   the id of the supervisor
     * @param urgedAt   the moment of the urging
     */
    public record Urging(String caseNo, String taskId, String recipient, String note, String urgedBy, Instant urgedAt) {
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return all urgings of the case, oldest first
     */
    public List<Urging> of(String caseNo) {
        return jdbc.sql("""
                        select case_no, task_id, recipient, note, urged_by, urged_at from shouwang.urging
                        where case_no = ? order by id
                        """)
                .param(caseNo).query(Rows.as(Urging.class)).list();
    }

    /**
     * @param caseNo the number of a case
     * @return the urgings of its open tasks, oldest first
     */
    public List<Urging> openOf(String caseNo) {
        List<Urging> all = of(caseNo);
        if (all.isEmpty()) {
            return all;
        }
        List<String> open = tasks.openOf(List.of(caseNo)).stream().map(OpenTask::id).toList();
        return all.stream().filter(urging -> open.contains(urging.taskId())).toList();
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return whether the user has a post above a holder of the case
     */
    public boolean mayUrge(String caseNo) {
        return tasks.openOf(List.of(caseNo)).stream().anyMatch(this::isBelowMe);
    }

    /**
     * Returns when the user may urge a case again.
     *
     * @param caseNo the number of a case that the user may see
     * @return the moment until which nobody may urge again, because every holder below the user was urged a short time ago;
     *     empty if the user may urge now, or may not urge at all
     */
    public Optional<Instant> restsUntil(String caseNo) {
        List<OpenTask> below = tasks.openOf(List.of(caseNo)).stream().filter(this::isBelowMe).toList();
        return below.isEmpty() || below.stream().anyMatch(task -> rests(task.id())) ? Optional.empty()
                : below.stream().map(task -> lastUrged(task.id()).plus(COOL_DOWN)).min(Comparator.naturalOrder());
    }

    /**
     * Returns a case for urging, and refuses users who may not urge at all.
     *
     * @param caseNo a case's number; may be anything that a user typed
     * @return the case as a subject
     * @throws NotFoundException  if the user may see no such case
     * @throws ForbiddenException if the user has no post above the village
     */
    public Subject requireRight(String caseNo) {
        CurrentUser user = users.get();
        // The subject decides and not the limits, since not every case has a limit.
        Subject subject = subjects.find(caseNo).filter(found -> user.covers(found.regionCode()))
                .orElseThrow(() -> new NotFoundException("没有这个案件"));
        if (user.posts().stream().noneMatch(post -> post.role().isRegional() && post.role() != Role.VILLAGE)) {
            throw new ForbiddenException("催办由上级发起");
        }
        return subject;
    }

    /**
     * Urges every holder of the case whose post is below a post of the user who has signed in.
     *
     * @param caseNo the case's number; may be anything that a user typed
     * @param note   the note, or null if it is missing
     * @return the number of holders that were urged
     * @throws NotFoundException     if the user may see no such case
     * @throws ForbiddenException    if no holder is below the user
     * @throws InvalidInputException if the note is missing or too long
     * @throws ConflictException     if the case has no open task, or was urged a short time ago
     */
    @Transactional
    public int urge(String caseNo, String note) {
        Subject subject = requireRight(caseNo);
        CurrentUser user = users.get();
        String text = Texts.required(note, "note", "催办内容", MAX_LENGTH);
        locks.lock(caseNo);
        List<OpenTask> open = tasks.openOf(List.of(caseNo));
        if (open.isEmpty()) {
            throw new ConflictException("案件没有待办事项，无须催办", caseNo);
        }
        List<OpenTask> below = open.stream().filter(this::isBelowMe).toList();
        if (below.isEmpty()) {
            throw new ForbiddenException("案件现由" + open.get(0).name() + "岗位办理，不在您的下级");
        }
        List<OpenTask> rested = below.stream().filter(task -> rests(task.id())).toList();
        if (rested.isEmpty()) {
            Instant next = lastUrged(below.get(0).id()).plus(COOL_DOWN);
            throw new ConflictException("该待办已经催办，" + ChinaTime.minuteText(next) + " 以后才可再次催办", caseNo);
        }
        rested.forEach(task -> urge(subject, task, text, user));
        acts.add(Act.Kind.URGE, user.id(), caseNo, "DONE", rested.get(0).name());
        return rested.size();
    }

    private void urge(Subject subject, OpenTask task, String note, CurrentUser user) {
        jdbc.sql("""
                        insert into shouwang.urging (case_no, task_id, element_id, recipient, note, urged_by, urged_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(task.caseNo(), task.id(), task.element(), task.group(), note, user.id(),
                        Timestamp.from(clock.instant()))
                .update();
        String place = subjects.placeOf(subject, Post.ofGroup(task.group()).map(Post::regionCode).orElse(""));
        messages.send(task.group(), Message.Kind.URGED, task.name(), "催办：" + subject.name() + "的" + task.name(),
                (place + " " + user.displayName()).strip() + (subject.closed() ? "已催办，催办内容请打开案件查看。" : "催办：" + note), task.caseNo());
    }

    private boolean isBelowMe(OpenTask task) {
        List<Post> mine = users.get().posts();
        for (var above = Post.ofGroup(task.group()).flatMap(Post::above); above.isPresent();
                above = above.flatMap(Post::above)) {
            if (mine.contains(above.get())) {
                return true;
            }
        }
        return false;
    }

    private boolean rests(String taskId) {
        Instant last = lastUrged(taskId);
        return last == null || !last.plus(COOL_DOWN).isAfter(clock.instant());
    }

    private Instant lastUrged(String taskId) {
        return jdbc.sql("select max(urged_at) from shouwang.urging where task_id = ?").param(taskId)
                .query(Timestamp.class).optional().map(Timestamp::toInstant).orElse(null);
    }
}
