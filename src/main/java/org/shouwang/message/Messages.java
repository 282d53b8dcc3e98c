package org.shouwang.message;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sends messages to posts and users, and shows them to the users who hold these posts and to nobody else. */
@Service
public class Messages {

    /** The number at which the count of unread messages ends; it is shown as "more than 99". */
    public static final int COUNTED = 100;

    /** What stands before a user's id where a message is to one user and not to a post; no group's id contains it. */
    private static final String USER = "user:";

    /** An SQL expression with the same value for all messages that are shown as one. */
    private static final String BUNDLE = "coalesce(m.step || ' ' || m.sent_on, m.id::text)";
    private static final String SAME_BUNDLE = "(m.recipient, m.kind, " + BUNDLE + ") = (select m.recipient, m.kind, " + BUNDLE
            + " from shouwang.message m where m.id = :id)";
    /** The messages to a user, without those about cases that are against a unit of one of the user's posts, in whichever post they came. */
    private static final String MINE = """
            m.recipient = any(:groups) and (m.case_no is null
                or not exists (select 1 from shouwang.case_file c where c.case_no = m.case_no and c.barred && :posts))
            """;
    private static final String UNREAD = """
             and not exists (select 1 from shouwang.message_read r where r.user_id = :user and r.message_id = m.id)
            """;

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Messages(JdbcClient jdbc, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Tells whether a post has a message about a subject that no later message has replaced.
     *
     * @param group the group of the post
     * @param topic a topic with a subject
     */
    public boolean isTold(String group, Topic topic) {
        return jdbc.sql("select count(*) from shouwang.message where recipient = ? and subject = ? and superseded_at is null")
                .params(group, topic.subject()).query(Long.class).single() > 0;
    }

    /**
     * The topic of a message: what the message is shown with, and which earlier messages it replaces.
     *
     * @param step    the step's name, at most 60 characters; messages about the same step on the same day are shown as one;
     *     null if the message stands alone
     * @param subject a limit or a loan, at most 60 characters; an earlier message of another kind about it to the same post is
     *     no longer shown; null if the message replaces none
     */
    public record Topic(String step, String subject) {
    }

    /**
     * Sends a message that stands alone, in the caller's transaction if there is one.
     *
     * @param group  the group of a post, such as {@code township411081101}
     * @param kind   the kind of message
     * @param title  one line of at most 100 characters: case numbers and names of regions, no personal data
     * @param text   what has happened and what to do, at most 1000 characters, no personal data
     * @param caseNo the number of the case to which the message links, or null
     */
    public void send(String group, Message.Kind kind, String title, String text, String caseNo) {
        send(group, kind, (String) null, title, text, caseNo);
    }

    /**
     * Sends a message to one user.
     *
     * @param userId the user's id
     * @param kind   the kind of message
     * @param title  one line of at most 100 characters without personal data
     * @param text   what has happened and what to do, at most 1000 characters, no personal data
     * @param caseNo the number of the case to which the message links, or null
     */
    public void sendToUser(String userId, Message.Kind kind, String title, String text, String caseNo) {
        send(USER + userId, kind, title, text, caseNo);
    }

    /**
     * Sends a message that is shown and read together with all others to the same post about the same step on the same day.
     *
     * @param group  the group of a post, such as {@code township411081101}
     * @param kind   the kind of message
     * @param step   the step's name, at most 60 characters; null if the message stands alone
     * @param title  one line of at most 100 characters: case numbers and names of regions, no personal data
     * @param text   the unit or village, what has happened and what to do, at most 1000 characters, no personal data
     * @param caseNo the number of the case to which the message links, or null
     */
    public void send(String group, Message.Kind kind, String step, String title, String text, String caseNo) {
        send(group, kind, new Topic(step, null), title, text, caseNo);
    }

    /**
     * Sends a message about something of which the post may have been told before. It is shown together with the others about
     * its step, and instead of an earlier message that is no longer true, such as that a limit would be over soon.
     *
     * @param group  the group of a post, such as {@code township411081101}
     * @param kind   the kind of message
     * @param topic  what the message is shown with, and which earlier messages it replaces
     * @param title  one line of at most 100 characters: case numbers and names of regions, no personal data
     * @param text   the unit or village, what has happened and what to do, at most 1000 characters, no personal data; days by
     *     their date, since the message is read later than it is sent
     * @param caseNo the number of the case to which the message links, or null
     */
    @Transactional
    public void send(String group, Message.Kind kind, Topic topic, String title, String text, String caseNo) {
        if (topic.subject() != null) {
            jdbc.sql("""
                            update shouwang.message set superseded_at = ?
                            where recipient = ? and subject = ? and kind <> ? and superseded_at is null
                            """)
                    .params(Timestamp.from(clock.instant()), group, topic.subject(), kind.name()).update();
        }
        jdbc.sql("""
                        insert into shouwang.message (recipient, kind, step, subject, sent_on, title, text, case_no, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(group, kind.name(), topic.step(), topic.subject(), clock.today(), title, text, caseNo,
                        Timestamp.from(clock.instant())).update();
    }

    /**
     * Sends a message to one user, in place of earlier ones of the same kind.
     *
     * @param userId the user's id
     * @param kind   the kind of message
     * @param title  one line of at most 100 characters, no personal data
     * @param text   what to do, at most 1000 characters, no personal data
     */
    @Transactional
    public void sendInPlace(String userId, Message.Kind kind, String title, String text) {
        jdbc.sql("update shouwang.message set superseded_at = ? where recipient = ? and kind = ? and superseded_at is null")
                .params(Timestamp.from(clock.instant()), USER + userId, kind.name()).update();
        send(USER + userId, kind, title, text, null);
    }

    /**
     * Returns the messages of the user who has signed in.
     *
     * @param unreadOnly whether messages that the user has read are left out, also among those that are shown as one
     * @param cursor     the {@link Page#nextCursor()} of the page before; null or blank for the newest messages
     * @param limit      the most messages of the page, 1 to 200
     * @return a page of messages
     * @throws InvalidInputException if the cursor is no number or the limit is out of range
     */
    public Page<Message> find(boolean unreadOnly, String cursor, int limit) {
        PageRequest asked = PageRequest.of(cursor, limit);
        List<Long> newest = ofCurrentUser("select max(m.id) from shouwang.message m where m.superseded_at is null and " + MINE
                + (unreadOnly ? UNREAD : "") + " group by m.recipient, m.kind, " + BUNDLE
                + " having max(m.id) < :before order by 1 desc limit :limit")
                .param("before", asked.before()).param("limit", asked.rows()).query(Long.class).list();
        return asked.page(newest.stream().map(id -> bundle(id, unreadOnly)).toList(), Message::id);
    }

    /**
     * Counts the messages that the user who has signed in has not read; those that are shown as one count once.
     *
     * @return the number, at most {@link #COUNTED}
     */
    public int countUnread() {
        return ofCurrentUser("""
                        select count(*) from (
                            select distinct m.recipient, m.kind, %s from shouwang.message m
                            where m.superseded_at is null and %s %s
                            limit :counted) unread
                        """.formatted(BUNDLE, MINE, UNREAD))
                .param("counted", COUNTED).query(Integer.class).single();
    }

    /**
     * Notes that the user who has signed in has read a message, and the older ones that are shown with it.
     *
     * @param id the message's id
     * @throws NotFoundException if there is no such message to this user
     */
    @Transactional
    public void read(long id) {
        boolean visible = ofCurrentUser("select count(*) from shouwang.message m where m.id = :id and " + MINE)
                .param("id", id).query(Long.class).single() == 1;
        if (!visible) {
            throw new NotFoundException("没有这条消息");
        }
        ofCurrentUser("""
                        insert into shouwang.message_read (user_id, message_id, read_at)
                        select :user, m.id, :now from shouwang.message m where m.recipient = any(:groups) and m.id <= :id and %s
                        on conflict do nothing
                        """.formatted(SAME_BUNDLE))
                .param("id", id).param("now", Timestamp.from(clock.instant())).update();
    }

    /**
     * Notes that the user who has signed in has read all messages up to one.
     *
     * @param upTo the id of the newest message that the user has seen; later ones stay unread
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

    /** Returns all messages that are shown as one with the newest of them. */
    private Message bundle(long newest, boolean unreadOnly) {
        List<Row> rows = ofCurrentUser("""
                        select m.id, m.kind, m.step, m.title, m.text, m.case_no, m.created_at, r.read_at
                        from shouwang.message m
                        left join shouwang.message_read r on r.user_id = :user and r.message_id = m.id
                        where m.superseded_at is null and m.id <= :id and
                        """ + MINE + " and " + SAME_BUNDLE + (unreadOnly ? " and r.read_at is null" : "") + " order by m.id desc")
                .param("id", newest).query(Rows.as(Row.class)).list();
        Row first = rows.get(0);
        Instant readAt = rows.stream().anyMatch(row -> row.readAt() == null) ? null : first.readAt();
        if (rows.size() == 1) {
            return new Message(first.id(), first.kind(), first.title(), first.text(), first.caseNo(),
                    first.createdAt(), readAt, List.of());
        }
        List<Message.Part> parts = merged(rows);
        return new Message(first.id(), first.kind(), first.kind().title() + "：" + first.step() + " " + rows.size() + " 件",
                String.join("\n", parts.stream().map(part -> part.title() + "。" + part.text()).toList()),
                rows.stream().map(Row::caseNo).distinct().count() == 1 ? first.caseNo() : null,
                first.createdAt(), readAt, parts);
    }

    /** Merges messages with the same title and text. Messages that differ only by their case get the case's number. */
    private static List<Message.Part> merged(List<Row> rows) {
        Map<List<String>, Set<String>> cases = new HashMap<>();
        rows.forEach(row -> cases.computeIfAbsent(List.of(row.title(), row.text()), line -> new HashSet<>()).add(row.caseNo()));
        Map<Message.Part, Long> counted = rows.stream().map(row -> new Message.Part(row.caseNo() != null
                        && cases.get(List.of(row.title(), row.text())).size() > 1 && !row.title().contains(row.caseNo())
                        ? row.title() + "（" + row.caseNo() + "）" : row.title(), row.text(), row.caseNo()))
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        return counted.entrySet().stream().map(line -> line.getValue() == 1 ? line.getKey()
                : new Message.Part(line.getKey().title() + "（" + line.getValue() + " 项）", line.getKey().text(), line.getKey().caseNo()))
                .toList();
    }

    private record Row(long id, Message.Kind kind, String step, String title, String text, String caseNo, Instant createdAt,
                       Instant readAt) {
    }

    private JdbcClient.StatementSpec ofCurrentUser(String sql) {
        CurrentUser user = users.get();
        String[] posts = user.groups().toArray(String[]::new);
        return jdbc.sql(sql).param("user", user.id()).param("posts", posts).param("groups",
                Stream.concat(user.groups().stream().filter(group -> !user.isAuthorised(group)), Stream.of(USER + user.id())).toArray(String[]::new));
    }
}
