package org.shouwang.security;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the authorisations by which a county's department approves in the name of its leading group (ID-4 step 6). While one is
 * in force, the users of the department decide the tasks of the leading group's post, those that were open before too, and get
 * no other right of it. Whoever checked a case does not approve it. Only the leading group gives an authorisation.
 */
@Service
public class Authorisations {

    private static final int MAX_DOCUMENT = 200;
    private static final int MAX_YEARS = 3;
    private static final String SELECT = """
            select a.id, a.county_code, r.name as county_name, a.from_day as "from", a.until_day as "until", a.document, a.given_by,
                a.given_at, a.ended_by, a.ended_at
            from shouwang.authorisation a join shouwang.region r on r.code = a.county_code
            """;

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AccountLog log;
    private final Locks locks;
    private final AdjustableClock clock;

    Authorisations(JdbcClient jdbc, CurrentUsers users, AccountLog log, Locks locks, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.log = log;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * An authorisation that is to be registered.
     *
     * @param county   the county's code as it was typed; null for the user's own county
     * @param from     the first day
     * @param until    the last day
     * @param document number and name of the document that gives it
     */
    public record Wish(String county, LocalDate from, LocalDate until, String document) {
    }

    /**
     * @return whether the user who has signed in may give authorisations: a member of a leading group, not somebody who stands in
     */
    public boolean mayGive() {
        return users.get().ownPosts().stream().anyMatch(post -> post.role() == Role.LEADER);
    }

    /**
     * Refuses users who may give no authorisation.
     *
     * @throws ForbiddenException if the user belongs to no leading group
     */
    public void requireMayGive() {
        if (!mayGive()) {
            throw new ForbiddenException("授权由县级领导小组登记，被授权的部门、代理人不能登记");
        }
    }

    /**
     * Registers an authorisation.
     *
     * @param wish the authorisation that is to be registered
     * @return the authorisation
     * @throws ForbiddenException    if the user does not belong to the county's leading group
     * @throws InvalidInputException if something is missing or wrong
     * @throws ConflictException     if there is an authorisation of the county already in this time
     */
    @Transactional
    public Authorisation give(Wish wish) {
        requireMayGive();
        FieldErrors errors = new FieldErrors();
        List<String> own = users.get().ownPosts().stream().filter(post -> post.role() == Role.LEADER).map(Post::regionCode).toList();
        String county = wish.county() == null || wish.county().isBlank() ? own.get(0) : wish.county().strip();
        String document = Texts.required(errors, wish.document(), "document", "授权文件", MAX_DOCUMENT);
        new Term(wish.from(), wish.until()).check(errors, clock.today(), from -> from.plusYears(MAX_YEARS), "一次授权最长" + MAX_YEARS + "年");
        errors.throwIfAny();
        if (!own.contains(county)) {
            throw new ForbiddenException("只能为本县登记授权");
        }
        requireFree(county, wish);
        long id = jdbc.sql("""
                        insert into shouwang.authorisation (county_code, from_day, until_day, document, given_by, given_at)
                        values (?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(county, wish.from(), wish.until(), document, users.get().id(), Timestamp.from(clock.instant()))
                .query(Long.class).single();
        Authorisation given = find(id);
        log.authorisation(given, "ACCEPTED");
        return given;
    }

    /** Refuses a second authorisation for the same days: whoever ended one of them would believe that none is in force. */
    private void requireFree(String county, Wish wish) {
        // Two requests for the same county wait for each other, so that both see what the other has registered.
        locks.lockAuthorisations(county);
        Optional<Authorisation> other = jdbc.sql(SELECT + """
                        where a.county_code = :county and a.ended_at is null and a.from_day <= :until and a.until_day >= :from
                        order by a.from_day, a.id limit 1
                        """)
                .param("county", county).param("from", wish.from()).param("until", wish.until()).query(Rows.as(Authorisation.class)).optional();
        if (other.isPresent()) {
            throw new ConflictException("这段时间已有授权：" + other.get().from() + " 至 " + other.get().until() + "，" + other.get().document()
                    + "。要改的，先提前结束它再重新登记");
        }
    }

    /**
     * Ends an authorisation early, or one that has not begun.
     *
     * @param id the authorisation's id
     * @return the authorisation
     * @throws NotFoundException  if the user may see no such authorisation
     * @throws ForbiddenException if the user does not belong to the county's leading group
     * @throws ConflictException  if it has ended already
     */
    @Transactional
    public Authorisation end(long id) {
        Authorisation before = visible(id);
        if (!mayEnd(before)) {
            throw new ForbiddenException("授权由本县领导小组结束");
        }
        int ended = before.state(clock.today()) == Term.State.ENDED ? 0 : jdbc.sql(
                        "update shouwang.authorisation set ended_by = ?, ended_at = ? where id = ? and ended_at is null")
                .params(users.get().id(), Timestamp.from(clock.instant()), id).update();
        if (ended == 0) {
            throw new ConflictException("这次授权已经结束");
        }
        log.authorisation(before, "ENDED");
        return find(id);
    }

    /**
     * Tells whether the user who has signed in may end an authorisation.
     *
     * @param item an authorisation
     */
    public boolean mayEnd(Authorisation item) {
        return users.get().ownPosts().contains(new Post(Role.LEADER, item.countyCode()));
    }

    /**
     * Finds the authorisations of the counties that the user who has signed in sees, newest first.
     *
     * @param cursor the {@link Page#nextCursor()} of the page before; null or blank for the newest
     * @param limit  the most authorisations of the page, 1 to 200
     * @return a page of authorisations
     * @throws ForbiddenException    if the user works in no county and for no city
     * @throws InvalidInputException if the cursor is no number or the limit is out of range
     */
    public Page<Authorisation> find(String cursor, int limit) {
        requireViewer();
        PageRequest asked = PageRequest.of(cursor, limit);
        List<Authorisation> found = jdbc.sql(SELECT + """
                        where (:everything or a.county_code = any(:counties)) and a.id < :before order by a.id desc limit :limit
                        """)
                .params(Map.of("everything", seesAll(), "counties", users.get().tenants().toArray(String[]::new), "before", asked.before(),
                        "limit", asked.rows())).query(Rows.as(Authorisation.class)).list();
        return asked.page(found, Authorisation::id);
    }

    /**
     * @return whether the user who has signed in sees authorisations: townships, departments, leaders, the city, administrators
     */
    public boolean isViewer() {
        return users.get().posts().stream().anyMatch(post -> switch (post.role()) {
            case TOWNSHIP, COUNTY, LEADER, CITY, ADMIN -> true;
            default -> false;
        });
    }

    private void requireViewer() {
        if (!isViewer()) {
            throw new ForbiddenException("授权由乡镇、县级和市级查看");
        }
    }

    private boolean seesAll() {
        return users.get().is(Role.ADMIN) || users.get().is(Role.CITY);
    }

    /**
     * @param id an authorisation's id
     * @return the authorisation
     * @throws NotFoundException if the user who has signed in may see no such authorisation
     */
    public Authorisation visible(long id) {
        requireViewer();
        return jdbc.sql(SELECT + "where a.id = ?").param(id).query(Rows.as(Authorisation.class)).optional()
                .filter(item -> seesAll() || users.get().tenants().contains(item.countyCode()))
                .orElseThrow(() -> new NotFoundException("没有这次授权"));
    }

    private Authorisation find(long id) {
        return jdbc.sql(SELECT + "where a.id = ?").param(id).query(Rows.as(Authorisation.class)).single();
    }
}
