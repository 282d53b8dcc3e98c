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
 * Does what has to follow a change to an account, whether the change came by a page, by REST or from the program: the change
 * is put on record; a user whose password somebody else has set has to choose a new one; sessions that were opened with the
 * old password end. All of this belongs to the transaction of the change. When it is committed, what this node remembers of
 * accounts is dropped.
 */
@Component
class AccountLog {

    /** The actor on record where nobody has signed in: the program itself, for example at the first start. */
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

    /** Puts on record that a user, a group or a membership was made, changed or deleted. */
    void changed(String subject, String what) {
        acts.add(Act.Kind.PERMISSION_CHANGE, actor(), subject, DONE, what);
        afterCommit();
    }

    /**
     * Announces that a post, or all posts of an account, are about to end. {@link PostEnding} says which parameter may be
     * null.
     */
    void ending(String userId, String group) {
        events.publishEvent(new PostEnding(userId, group, actor(), false));
    }

    /** Puts on record that an account was locked, and ends its sessions and claims. */
    void locked(String userId) {
        ending(userId, null);
        endSessions(userId);
        changed(userId, "停用账号");
    }

    /** Puts on record that a user is to act for a post, or no longer; {@code ending} ends the user's claims for that post. */
    void substitution(Substitution item, String outcome, boolean ending) {
        if (ending) {
            events.publishEvent(new PostEnding(item.substitute(), item.post(), actor(), true));
        }
        acts.add(Act.Kind.SUBSTITUTION, actor(), item.substitute(), outcome, item.text() + "，" + item.from() + " 至 " + item.until());
        afterCommit();
    }

    /** Puts on record that a county's department may approve in the leading group's name, or no longer. */
    void authorisation(Authorisation item, String outcome) {
        acts.add(Act.Kind.AUTHORISATION, actor(), item.countyCode(), outcome, item.document() + "，" + item.from() + " 至 " + item.until());
        afterCommit();
    }

    /** Puts a new user on record. What is left of a deleted user with the same name is removed. */
    void created(String userId) {
        forgetChoice(userId);
        programs.set(userId, List.of());
        changed(userId, "新建用户");
    }

    void deleted(String userId) {
        forgetChoice(userId);
        jdbc.sql("delete from shouwang.locked_account where user_id = ?").param(userId).update();
        // Somebody else may get the same name later.
        jdbc.sql("""
                        update shouwang.substitution set ended_by = :actor, ended_at = :now, released = true
                        where ended_at is null and (substitute = :user or represents = :user)
                        """)
                .param("actor", actor()).param("now", Timestamp.from(clock.instant())).param("user", userId).update();
        programs.set(userId, List.of());
        endSessions(userId);
        changed(userId, "删除用户");
    }

    /** Sets what a program's account serves: codes of counties and groups of banks. */
    void serves(String userId, List<String> codes) {
        programs.set(userId, codes);
        changed(userId, "服务范围：" + (codes.isEmpty() ? "无" : String.join("、", codes)));
    }

    /** Puts on record that an existing user has a new password. */
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

    /** Tells whether an account belongs to the user who has signed in. */
    boolean isOwn(String userId) {
        return users.find().filter(user -> user.id().equals(userId)).isPresent();
    }

    /** Notes that the user has chosen the password, so that nobody has to change it at the next login. */
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

    /** Ends all sessions of a user except the session of this request. */
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
