package org.shouwang.security;

import java.sql.Timestamp;
import java.util.List;
import org.shouwang.shared.AdjustableClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The record of acts. It only grows; the database refuses anything else. */
@Service
public class Acts {

    private static final int MAX_SUBJECT = 120;
    private static final int MAX_USER = 64;

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    Acts(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Puts an act on record, in the caller's transaction if there is one.
     *
     * @param kind    what was done
     * @param userId  who did it, or tried to
     * @param subject to what; never a person's name or number
     * @param outcome how it ended
     * @param detail  what else is worth knowing, or empty; nothing personal
     */
    public void add(Act.Kind kind, String userId, String subject, String outcome, String detail) {
        String address = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr() : "";
        add(kind, userId, subject, outcome, detail, address);
    }

    /**
     * The same, where the request is not bound to the thread yet.
     *
     * @param kind    what was done
     * @param userId  who did it, or tried to
     * @param subject to what
     * @param outcome how it ended
     * @param detail  what else is worth knowing, or empty
     * @param address from where
     */
    public void add(Act.Kind kind, String userId, String subject, String outcome, String detail, String address) {
        jdbc.sql("""
                        insert into shouwang.act (kind, subject, outcome, detail, user_id, address, done_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(kind.name(), cut(subject, MAX_SUBJECT), outcome, detail, cut(userId, MAX_USER), address,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * @param userId only acts of this user, or null for everybody's
     * @param before only acts before this place in the record, or null for the newest
     * @param limit  how many at most
     * @return the acts, newest first
     */
    public List<Act> latest(String userId, Long before, int limit) {
        return jdbc.sql("""
                        select id, kind, subject, outcome, detail, user_id, address, done_at from shouwang.act
                        where (cast(:user as varchar) is null or user_id = :user)
                          and (cast(:before as bigint) is null or id < :before)
                        order by id desc limit :limit
                        """)
                .param("user", userId).param("before", before).param("limit", limit)
                .query((row, index) -> new Act(row.getLong(1), Act.Kind.valueOf(row.getString(2)), row.getString(3),
                        row.getString(4), row.getString(5), row.getString(6), row.getString(7),
                        row.getTimestamp(8).toInstant()))
                .list();
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
