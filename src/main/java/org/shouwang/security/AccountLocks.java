package org.shouwang.security;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Locks accounts on behalf of an administrator: somebody is away for long, or has left and the name is to stay. Nobody gets in
 * with a locked account, its sessions and claims end at once (on other nodes within the time a login is remembered), posts and
 * past acts stay. (design)
 */
@Service
public class AccountLocks {

    private static final int MAX_LIMIT = 200;
    private static final int MAX_REASON = 200;
    private static final String SELECT = """
            select u.id_, u.first_, l.reason, l.locked_by, l.locked_at,
                (select string_agg(coalesce(g.name_, g.id_), '、' order by g.id_) from public.act_id_membership m
                    join public.act_id_group g on g.id_ = m.group_id_
                    where m.user_id_ = u.id_ and (g.id_ ~ '[0-9]' or g.id_ in ('partner', 'camunda-admin'))) as posts
            from public.act_id_user u left join shouwang.locked_account l on l.user_id = u.id_
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
     * An account.
     *
     * @param userId   the user's id
     * @param name     what the user is called
     * @param posts    the names of the user's posts, empty for none
     * @param locked   whether it is locked
     * @param reason   why, null while it is not locked
     * @param lockedBy the id of the administrator who locked it, null likewise
     * @param lockedAt when, null likewise
     */
    public record Account(String userId, String name, String posts, boolean locked, String reason, String lockedBy,
                          Instant lockedAt) {
    }

    /**
     * A page of accounts.
     *
     * @param items      the accounts, by id
     * @param nextCursor leads to the next page, or null at the end
     */
    public record Page(List<Account> items, String nextCursor) {
    }

    /**
     * @param text   a part of an id, a name or a post's name; blank or null for all
     * @param locked whether only locked ones are wanted
     * @param cursor {@link Page#nextCursor()} of the page before, or null
     * @param limit  how many at most, 1 to 200
     * @return the accounts
     * @throws ForbiddenException    for anybody but administrators
     * @throws InvalidInputException if the limit is out of range
     */
    public Page find(String text, boolean locked, String cursor, int limit) {
        requireAdministrator();
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("limit", "每页条数", "须为1至" + MAX_LIMIT);
        }
        List<Account> found = select("""
                where (not :locked or l.user_id is not null) and u.id_ > :after and (:text = '' or position(lower(:text) in lower(u.id_)) > 0
                    or position(:text in u.first_) > 0 or exists (select 1 from public.act_id_membership m
                        join public.act_id_group g on g.id_ = m.group_id_ where m.user_id_ = u.id_ and position(:text in g.name_) > 0))
                order by u.id_ limit :limit
                """, Map.of("locked", locked, "after", cursor == null ? "" : cursor, "text", text == null ? "" : text.strip(),
                "limit", limit + 1));
        boolean more = found.size() > limit;
        List<Account> items = more ? found.subList(0, limit) : found;
        return new Page(items, more ? items.get(limit - 1).userId() : null);
    }

    /**
     * @param userId a user's id, may be anything that was typed
     * @return the account
     * @throws ForbiddenException for anybody but administrators
     * @throws NotFoundException  if there is none
     */
    public Account get(String userId) {
        requireAdministrator();
        return select("where u.id_ = :id", Map.of("id", userId)).stream().findFirst()
                .orElseThrow(() -> new NotFoundException("没有这个账号"));
    }

    /**
     * Locks an account.
     *
     * @param userId a user's id
     * @param reason why, null if it is missing
     * @return the account as it is now
     * @throws ConflictException     if it is locked already, or the administrator's own
     * @throws ForbiddenException    for anybody but administrators
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
     * Lets an account in again; its posts are as they were, its claims are not.
     *
     * @param userId a user's id
     * @return the account as it is now
     * @throws ConflictException  if it is not locked
     * @throws ForbiddenException for anybody but administrators
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
            Timestamp lockedAt = row.getTimestamp("locked_at");
            String id = row.getString("id_");
            return new Account(id, new CurrentUser(id, row.getString("first_"), List.of()).displayName(),
                    row.getString("posts") == null ? "" : row.getString("posts"), lockedAt != null, row.getString("reason"),
                    row.getString("locked_by"), lockedAt == null ? null : lockedAt.toInstant());
        }).list();
    }

    private void requireAdministrator() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("账号由系统管理员停用、启用");
        }
    }
}
