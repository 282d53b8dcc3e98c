package org.shouwang.security;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The record of acts. Acts can only be added; the database refuses to change or delete them. */
@Service
public class Acts {

    /** The kinds whose detail says for whom the act was done, or that have nothing to do with a post. */
    private static final Set<Act.Kind> OF_ONE_POST = EnumSet.of(Act.Kind.DECISION, Act.Kind.SUBSTITUTION,
            Act.Kind.LOGIN, Act.Kind.LOGOUT, Act.Kind.PASSWORD_CHANGE);
    private static final int MAX_SUBJECT = 120;
    private static final int MAX_USER = 64;

    private static final String INSERT = """
            insert into shouwang.act (kind, subject, outcome, detail, user_id, address, done_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final AdjustableClock clock;
    private final ThreadLocal<List<Object[]>> together = new ThreadLocal<>();

    Acts(JdbcTemplate jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What an act has changed, for the statement that puts the act on record.
     *
     * @param queries the changing queries of a {@code with} clause, each with a name that only the caller gives
     * @param params  their parameters
     */
    public record Change(String queries, List<Object> params) {
    }

    /**
     * Makes a change and puts the act that made it on record, in one statement.
     *
     * @param kind    the kind of act
     * @param userId  the id of the user who did the act
     * @param subject what the act was done to; never a person's name or identity number
     * @param outcome the outcome
     * @param detail  further information without personal data; may be empty
     * @param change  the change
     */
    public void add(Act.Kind kind, String userId, String subject, String outcome, String detail, Change change) {
        Object[] row = row(kind, userId, subject, outcome, detail, address());
        List<Object[]> waiting = together.get();
        if (waiting == null) {
            jdbc.update("with " + change.queries() + INSERT, Stream.concat(change.params().stream(), Stream.of(row)).toArray());
        } else {
            jdbc.queryForObject("with " + change.queries() + " select 1", Integer.class, change.params().toArray());
            waiting.add(row);
        }
    }

    /**
     * Puts an act on record with the address of the current request, in the caller's transaction if there is one.
     *
     * @param kind    the kind of act
     * @param userId  the id of the user who did or tried the act
     * @param subject what the act was done to; never a person's name or identity number
     * @param outcome the outcome, such as {@link Act#REFUSED}
     * @param detail  further information without personal data; may be empty
     */
    public void add(Act.Kind kind, String userId, String subject, String outcome, String detail) {
        add(kind, userId, subject, outcome, detail, address());
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRemoteAddr() : "";
    }

    /**
     * Puts an act on record where the request is not bound to the thread yet.
     *
     * @param kind    the kind of act
     * @param userId  the id of the user who did or tried the act
     * @param subject what the act was done to; never a person's name or identity number
     * @param outcome the outcome, such as {@link Act#REFUSED}
     * @param detail  further information without personal data; may be empty
     * @param address the network address from which the act came
     */
    public void add(Act.Kind kind, String userId, String subject, String outcome, String detail, String address) {
        Object[] row = row(kind, userId, subject, outcome, detail, address);
        List<Object[]> waiting = together.get();
        if (waiting == null) {
            jdbc.update(INSERT, row);
        } else {
            waiting.add(row);
        }
    }

    private Object[] row(Act.Kind kind, String userId, String subject, String outcome, String detail, String address) {
        return new Object[] {kind.name(), cut(subject, MAX_SUBJECT), outcome, detail + standIns(kind, userId), cut(userId, MAX_USER), address,
                Timestamp.from(clock.instant())};
    }

    /**
     * Runs work and writes the acts that this thread puts on record in it together at the end, which is much faster if there
     * are many. If the work fails, none of the acts is on record, so the caller has to roll the work back too.
     *
     * @param doing the work, done in the caller's transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void together(Runnable doing) {
        List<Object[]> acts = new ArrayList<>();
        together.set(acts);
        try {
            doing.run();
        } finally {
            together.remove();
        }
        jdbc.batchUpdate(INSERT, acts);
    }

    /**
     * Finds acts, newest first.
     *
     * @param filter the conditions
     * @param cursor the {@link Page#nextCursor()} of the page before; null or blank for the newest acts
     * @param limit  the most acts of the page, 1 to 200
     * @return a page of acts
     * @throws InvalidInputException if the cursor is no number or the limit is out of range
     */
    public Page<Act> find(ActFilter filter, String cursor, int limit) {
        PageRequest asked = PageRequest.of(cursor, limit);
        List<Object> params = new ArrayList<>();
        StringBuilder where = new StringBuilder("where true");
        add(where, params, " and id < ?", asked.place());
        add(where, params, " and user_id = ?", filter.userId());
        add(where, params, " and kind = ?", filter.kind() == null ? null : filter.kind().name());
        add(where, params, " and subject = ?", filter.subject());
        add(where, params, " and (outcome = '" + Act.REFUSED + "') = ?", filter.refused());
        add(where, params, " and done_at >= ?", filter.from() == null ? null : Timestamp.from(ChinaTime.startOf(filter.from())));
        add(where, params, " and done_at < ?", filter.to() == null ? null : Timestamp.from(ChinaTime.endOf(filter.to())));
        add(where, params, " and address = ?", filter.address());
        params.add(asked.rows());
        List<Act> found = jdbc.query("select id, kind, subject, outcome, detail, user_id, address, done_at from shouwang.act "
                        + where + " order by id desc limit ?", Rows.as(Act.class), params.toArray());
        return asked.page(found, Act::id);
    }

    private static void add(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(condition);
            params.add(value);
        }
    }

    /** Returns the posts in which the user stands in for somebody at the moment of the act; empty for none. */
    private static String standIns(Act.Kind kind, String userId) {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (OF_ONE_POST.contains(kind) || known == null || !(known.getPrincipal() instanceof CurrentUser user)
                || !user.id().equals(userId) || user.standIns().isEmpty()) {
            return "";
        }
        return user.standIns().stream().map(CurrentUser.StandIn::text).collect(Collectors.joining("、", "（代理期间：", "）"));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
