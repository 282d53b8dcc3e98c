package org.shouwang.security;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Locks accounts (停用) on behalf of an administrator: a person is away for long, or has left and the name is to stay. Nobody
 * can sign in to a locked account. Its sessions and claims of tasks end at once (on other nodes within the time for which a
 * login is remembered); its posts and past acts stay.
 */
@Service
public class AccountLocks {

    private static final int MAX_REASON = 200;
    private static final String SELECT = """
            select u.id_, u.first_, l.reason, l.locked_by, l.locked_at,
                (select string_agg(coalesce(g.name_, g.id_), '、' order by g.id_) from public.act_id_membership m
                    join public.act_id_group g on g.id_ = m.group_id_
                    where m.user_id_ = u.id_ and (g.id_ ~ '[0-9]' or g.id_ in ('partner', 'camunda-admin'))) as posts
            from public.act_id_user u left join shouwang.locked_account l on l.user_id = u.id_
            """;
    private static final String FOUND = """
            where (not :locked or l.user_id is not null) and (:text = '' or position(lower(:text) in lower(u.id_)) > 0
                or position(:text in u.first_) > 0 or exists (select 1 from public.act_id_membership m
                    join public.act_id_group g on g.id_ = m.group_id_
                    where m.user_id_ = u.id_ and (position(:text in g.name_) > 0 or g.id_ = :text)))
            """;

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AccountLog log;
    private final AdjustableClock clock;

    AccountLocks(JdbcClient jdbc, CurrentUsers users, AccountLog log, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.log = log;
        this.clock = clock;
    }

    /**
     * An account and its lock.
     *
     * @param userId   the user's id
     * @param name     the user's name, or the id if there is no name
     * @param posts    the names of the user's posts, separated by 、; empty if the user has none
     * @param locked   whether the account is locked
     * @param reason   the reason for the lock; null if the account is not locked
     * @param lockedBy the id of the administrator who locked the account; null if it is not locked
     * @param lockedAt the time of the lock; null if the account is not locked
     */
    public record Account(String userId, String name, String posts, boolean locked, String reason, String lockedBy,
                          Instant lockedAt) {
    }

    /**
     * Finds accounts by a part of their id, name or post.
     *
     * @param text   a part of an id, a name or a post's name; blank or null for all accounts
     * @param locked whether only locked accounts are wanted
     * @param cursor where the page begins, from the page before; null for the first page
     * @param limit  the most accounts of the page, 1 to 200
     * @return a page of accounts
     * @throws ForbiddenException    if the user is not an administrator
     * @throws InvalidInputException if the limit is out of range
     */
    public Page<Account> find(String text, boolean locked, String cursor, int limit) {
        requireAdministrator();
        FieldErrors errors = new FieldErrors();
        PageRequest.requireLimit(limit, PageRequest.MOST, errors);
        errors.throwIfAny();
        Map<String, Object> wanted = Map.of("locked", locked, "after", cursor == null ? "" : cursor, "text", text == null ? "" : text.strip(),
                "limit", limit + 1);
        List<Account> found = select(FOUND + " and u.id_ > :after order by u.id_ limit :limit", wanted);
        long total = jdbc.sql("select count(*) from public.act_id_user u left join shouwang.locked_account l on l.user_id = u.id_ " + FOUND)
                .params(wanted).query(Long.class).single();
        return Page.of(found, limit, Account::userId).counted(total);
    }

    /**
     * Returns one account.
     *
     * @param userId the user's id; any text that somebody typed is allowed
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such account
     */
    public Account get(String userId) {
        requireAdministrator();
        return select("where u.id_ = :id", Map.of("id", userId)).stream().findFirst()
                .orElseThrow(() -> new NotFoundException("没有这个账号"));
    }

    /**
     * Locks an account.
     *
     * @param userId the user's id
     * @param reason the reason for the lock; null if none was given
     * @return the locked account
     * @throws ConflictException     if the account is locked already, or is the administrator's own
     * @throws ForbiddenException    if the user is not an administrator
     * @throws InvalidInputException if the reason is missing
     * @throws NotFoundException     if there is no such account
     */
    @Transactional
    public Account lock(String userId, String reason) {
        Account account = get(userId);
        String text = Texts.required(reason, "reason", "停用原因", MAX_REASON);
        if (userId.equals(users.get().id())) {
            throw new ConflictException("不能停用自己的账号，请由另一名系统管理员办理");
        }
        int locked = jdbc.sql("""
                        insert into shouwang.locked_account (user_id, reason, locked_by, locked_at) values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(account.userId(), text, users.get().id(), Timestamp.from(clock.instant())).update();
        if (locked == 0) {
            throw new ConflictException("这个账号已经停用");
        }
        log.locked(account.userId());
        return get(userId);
    }

    /**
     * Unlocks an account. Its posts are as they were before; its claims of tasks do not come back.
     *
     * @param userId the user's id
     * @return the unlocked account
     * @throws ConflictException  if the account is not locked
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such account
     */
    @Transactional
    public Account unlock(String userId) {
        Account account = get(userId);
        if (jdbc.sql("delete from shouwang.locked_account where user_id = ?").param(account.userId()).update() == 0) {
            throw new ConflictException("这个账号没有停用");
        }
        log.changed(account.userId(), "启用账号");
        return get(userId);
    }

    private List<Account> select(String where, Map<String, ?> parameters) {
        return jdbc.sql(SELECT + where).params(parameters).query((row, index) -> {
            Instant lockedAt = Rows.instant(row, "locked_at");
            String id = row.getString("id_");
            return new Account(id, new CurrentUser(id, row.getString("first_"), List.of()).displayName(),
                    row.getString("posts") == null ? "" : row.getString("posts"), lockedAt != null, row.getString("reason"),
                    row.getString("locked_by"), lockedAt);
        }).list();
    }

    private void requireAdministrator() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("账号由系统管理员停用、启用");
        }
    }
}
