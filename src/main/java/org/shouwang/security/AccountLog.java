package org.shouwang.security;

import jakarta.servlet.http.HttpSession;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What follows from a change to an account, by whatever door it came: it is put on record, whoever did not choose the
 * password has to, sessions opened with the old password end, and nothing remembered outlives it. All in the change's
 * own transaction.
 */
@Component
class AccountLog {

    /** Who acts where nobody has signed in: the program itself, such as at the first start. */
    private static final String PROGRAM = "system";
    private static final String DONE = "DONE";

    private final JdbcClient jdbc;
    private final Acts acts;
    private final CurrentUsers users;
    private final ProgramAccounts programs;
    private final AccountChanges changes;
    private final ApplicationEventPublisher events;
    private final AdjustableClock clock;

    AccountLog(JdbcClient jdbc, Acts acts, CurrentUsers users, ProgramAccounts programs, AccountChanges changes,
               ApplicationEventPublisher events, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.acts = acts;
        this.users = users;
        this.programs = programs;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    /** A user, group or membership was made, changed or ended. */
    void changed(String subject, String what) {
        acts.add(Act.Kind.PERMISSION_CHANGE, actor(), subject, DONE, what);
        afterCommit();
    }

    /** A post, or all posts of an account, are about to end; see {@link PostEnding} for what may be null. */
    void ending(String userId, String group) {
        events.publishEvent(new PostEnding(userId, group, actor()));
    }

    /** The user is let in no more. */
    void locked(String userId) {
        ending(userId, null);
        endSessions(userId);
        changed(userId, "停用账号");
    }

    /** A user who was not there before; one of the same name may have been. */
    void created(String userId) {
        forgetChoice(userId);
        programs.set(userId, List.of());
        changed(userId, "新建用户");
    }

    void deleted(String userId) {
        forgetChoice(userId);
        jdbc.sql("delete from shouwang.locked_account where user_id = ?").param(userId).update();
        programs.set(userId, List.of());
        endSessions(userId);
        changed(userId, "删除用户");
    }

    /** What a program's account serves from now on: codes of counties and groups of banks. */
    void serves(String userId, List<String> codes) {
        programs.set(userId, codes);
        changed(userId, "服务范围：" + (codes.isEmpty() ? "无" : String.join("、", codes)));
    }

    /** The password of a user who was there before. */
    void passwordSet(String userId) {
        boolean own = isOwn(userId);
        if (own) {
            chosen(userId);
        } else {
            forgetChoice(userId);
        }
        endSessions(userId);
        acts.add(Act.Kind.PASSWORD_CHANGE, actor(), userId, DONE, own ? "本人修改" : "他人重设");
        afterCommit();
    }

    /** Whether it is the account of whoever has signed in. */
    boolean isOwn(String userId) {
        return users.find().filter(user -> user.id().equals(userId)).isPresent();
    }

    /** Notes that the user has a password of the user's own choice. */
    void chosen(String userId) {
        jdbc.sql("""
                        insert into shouwang.own_password (user_id, chosen_at) values (?, ?)
                        on conflict (user_id) do update set chosen_at = excluded.chosen_at
                        """)
                .params(userId, Timestamp.from(clock.instant())).update();
    }

    private void forgetChoice(String userId) {
        jdbc.sql("delete from shouwang.own_password where user_id = ?").param(userId).update();
    }

    /** All sessions of the user but the one in which this is done. */
    private void endSessions(String userId) {
        jdbc.sql("delete from shouwang.spring_session where principal_name = ? and session_id <> ?")
                .params(userId, session().map(HttpSession::getId).orElse("")).update();
    }

    private static Optional<HttpSession> session() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.ofNullable(request.getRequest().getSession(false)) : Optional.empty();
    }

    private String actor() {
        return users.find().map(CurrentUser::id).orElse(PROGRAM);
    }

    private void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changes.add();
            }
        });
    }
}
