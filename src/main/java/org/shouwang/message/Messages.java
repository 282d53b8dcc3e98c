package org.shouwang.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends messages to posts, and shows them to the users who hold these posts and to nobody else. */
@Service
public class Messages {

    /** Where counting unread messages ends: more is shown as "more than 99". */
    public static final int COUNTED = 100;

    private static final int MAX_LIMIT = 200;

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Messages(JdbcClient jdbc, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /**
     * One page of messages.
     *
     * @param items      the messages, newest first
     * @param nextCursor where the next page begins, or null on the last one
     */
    public record Page(List<Message> items, String nextCursor) {
    }

    /**
     * Sends a message, in the caller's transaction if there is one.
     *
     * @param group  the group of a post, such as {@code township411081101}
     * @param kind   what it is about
     * @param title  one line of at most 100 characters; case numbers and names of regions, nothing personal
     * @param text   what happened and what to do, at most 1000 characters; nothing personal
     * @param caseNo the case it is about and links to, or null
     */
    public void send(String group, Message.Kind kind, String title, String text, String caseNo) {
        jdbc.sql("""
                        insert into shouwang.message (recipient, kind, title, text, case_no, created_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(group, kind.name(), title, text, caseNo, Timestamp.from(clock.instant())).update();
    }

    /**
     * The messages of the user who has signed in.
     *
     * @param unreadOnly whether to leave out what the user has read
     * @param cursor     where the page begins, from the page before, or null for the first
     * @param limit      how many messages, 1 to 200
     * @return one page
     * @throws InvalidInputException if cursor or limit make no sense
     */
    public Page find(boolean unreadOnly, String cursor, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("limit", "limit", "须在1至" + MAX_LIMIT + "之间");
        }
        List<Message> found = ofCurrentUser("""
                        select m.*, r.read_at from shouwang.message m
                        left join shouwang.message_read r on r.user_id = :user and r.message_id = m.id
                        where m.recipient = any(:groups) and m.id < :before
                        """ + (unreadOnly ? " and r.read_at is null" : "") + " order by m.id desc limit :limit")
                .param("before", before(cursor)).param("limit", limit + 1).query(Messages::toMessage).list();
        boolean more = found.size() > limit;
        List<Message> page = more ? found.subList(0, limit) : found;
        return new Page(page, more ? String.valueOf(page.get(page.size() - 1).id()) : null);
    }

    /**
     * @return how many messages the user who has signed in has not read; counts up to {@link #COUNTED}
     */
    public int countUnread() {
        return ofCurrentUser("""
                        select count(*) from (
                            select 1 from shouwang.message m
                            where m.recipient = any(:groups) and not exists (
                                select 1 from shouwang.message_read r where r.user_id = :user and r.message_id = m.id)
                            limit :counted) unread
                        """)
                .param("counted", COUNTED).query(Integer.class).single();
    }

    /**
     * Notes that the user who has signed in has read a message.
     *
     * @param id the message
     * @throws NotFoundException if there is none that this user may see
     */
    @Transactional
    public void read(long id) {
        boolean visible = ofCurrentUser("select count(*) from shouwang.message where id = :id and recipient = any(:groups)")
                .param("id", id).query(Long.class).single() == 1;
        if (!visible) {
            throw new NotFoundException("没有这条消息");
        }
        jdbc.sql("insert into shouwang.message_read (user_id, message_id, read_at) values (?, ?, ?) on conflict do nothing")
                .params(users.get().id(), id, Timestamp.from(clock.instant())).update();
    }

    /**
     * Notes that the user who has signed in has read all messages up to one.
     *
     * @param upTo the newest message that the user was shown; later ones stay unread
     */
    @Transactional
    public void readAll(long upTo) {
        ofCurrentUser("""
                        insert into shouwang.message_read (user_id, message_id, read_at)
                        select :user, m.id, :now from shouwang.message m
                        where m.recipient = any(:groups) and m.id <= :upTo
                        on conflict do nothing
                        """)
                .param("upTo", upTo).param("now", Timestamp.from(clock.instant())).update();
    }

    private JdbcClient.StatementSpec ofCurrentUser(String sql) {
        CurrentUser user = users.get();
        return jdbc.sql(sql).param("user", user.id()).param("groups", user.groups().toArray(String[]::new));
    }

    private static long before(String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("cursor", "cursor", "无效，请使用上一页给出的值");
        }
    }

    private static Message toMessage(ResultSet row, int index) throws SQLException {
        Timestamp readAt = row.getTimestamp("read_at");
        return new Message(row.getLong("id"), Message.Kind.valueOf(row.getString("kind")), row.getString("title"),
                row.getString("text"), row.getString("case_no"), row.getTimestamp("created_at").toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
