package org.shouwang.security;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
 * Names users who act for a post while its holder is away. Nobody gets a right that the naming user could not give: users name
 * a substitute for posts that they hold themselves, the county's department for the posts below it in its county, and nobody
 * for a post in which the user only stands in. The leading group's post is given by the leading group alone, since the
 * department could otherwise approve what it has checked; institutions such as banks and the city have no substitutes.
 */
@Service
public class Substitutions {

    /** The longest time of a substitution and the longest time before it, in days. */
    private static final int LONGEST = 366;
    private static final int MOST_COLLEAGUES = 1000;
    private static final int MOST_POSTS = 1000;
    private static final Set<Role> BELOW_THE_COUNTY = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.DEPARTMENT, Role.COUNTY);
    /** The levels at which cases are decided, each by another person (ID-6). */
    private static final Set<Role> DECIDING = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY, Role.LEADER);
    private static final Set<Role> FOR_THE_LEADER = Set.of(Role.COUNTY, Role.DEPARTMENT);

    private static final String SELECT = """
            select s.id, s.post, g.name_ as post_name, s.represents, r.first_ as represents_name, s.substitute,
                b.first_ as substitute_name, s.from_day as "from", s.until_day as "until", s.named_by, n.first_ as named_by_name,
                s.named_at, s.ended_by, s.ended_at
            from shouwang.substitution s
            left join public.act_id_group g on g.id_ = s.post
            left join public.act_id_user r on r.id_ = s.represents
            left join public.act_id_user b on b.id_ = s.substitute
            left join public.act_id_user n on n.id_ = s.named_by
            """;

    private final JdbcClient jdbc;
    private final CurrentUsers users;
    private final AccountLog log;
    private final Locks locks;
    private final AdjustableClock clock;

    Substitutions(JdbcClient jdbc, CurrentUsers users, AccountLog log, Locks locks, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.log = log;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * A substitution that is asked for.
     *
     * @param post       the group of the post
     * @param substitute the id of the user who is to act
     * @param from       the first day
     * @param until      the last day
     */
    public record Wish(String post, String substitute, LocalDate from, LocalDate until) {
    }

    /**
     * A user or a post from which somebody chooses.
     *
     * @param id   the user's id, or the group of the post
     * @param name the display name
     */
    public record Choice(String id, String name) {
    }

    /**
     * Refuses users who may name no substitute at all.
     *
     * @throws ForbiddenException if the user has no post of his or her own for which there are substitutes
     */
    public void requireMayName() {
        if (!mayName()) {
            throw new ForbiddenException("代理由县、乡、村和行业部门的人员办理");
        }
    }

    /**
     * @return whether the user who has signed in has a post of his or her own for which there are substitutes
     */
    public boolean mayName() {
        return users.get().ownPosts().stream().anyMatch(Substitutions::hasSubstitutes);
    }

    private static boolean hasSubstitutes(Post post) {
        return post.countyCode() != null && post.role().isRegional() && !post.role().isInstitution();
    }

    /**
     * Names a substitute.
     *
     * @param wish the substitution that is asked for
     * @return the substitution
     * @throws ForbiddenException    if the user may name nobody for the post
     * @throws InvalidInputException if there is no such post, the user may not be the substitute, or a day is wrong
     * @throws ConflictException     if there is such a substitution already in this time
     */
    @Transactional
    public Substitution name(Wish wish) {
        requireMayName();
        FieldErrors errors = new FieldErrors();
        String asked = text(wish.post(), "post", "岗位", errors);
        String substitute = text(wish.substitute(), "substitute", "代理人", errors);
        checkDays(wish, errors);
        Post post = asked == null ? null : Post.ofGroup(asked).filter(Substitutions::hasSubstitutes).orElse(null);
        if (asked != null && post == null) {
            errors.add("post", "岗位", "没有这个岗位，或者它不办代理");
        }
        if (post != null) {
            requireRight(post);
            if (users.postNames(List.of(post.group())).isEmpty()) {
                errors.add("post", "岗位", "没有这个岗位，或者它不办代理");
            } else if (substitute != null) {
                checkSubstitute(post, substitute, errors);
            }
        }
        errors.throwIfAny();
        return add(post, substitute, wish);
    }

    private static String text(String value, String field, String label, FieldErrors errors) {
        String text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            errors.add(field, label, "为必填项");
            return null;
        }
        return text;
    }

    private void checkDays(Wish wish, FieldErrors errors) {
        new Term(wish.from(), wish.until()).check(errors, clock.today(), from -> from.plusDays(LONGEST), "一次代理最长一年");
        if (wish.from() != null && wish.from().isAfter(clock.today().plusDays(LONGEST))) {
            errors.add("from", "开始日期", "最迟在一年以内");
        }
    }

    private void requireRight(Post post) {
        CurrentUser user = users.get();
        if (user.ownPosts().contains(post)) {
            return;
        }
        if (user.actsFor(post.group()) != null) {
            throw new ForbiddenException("您是这个岗位的代理人，代理人不能再请别人代理");
        }
        if (!overlooks(user, post.countyCode())) {
            throw new ForbiddenException("只能为本人的岗位指定代理人；其他岗位由本县乡村振兴部门办理");
        }
        if (!BELOW_THE_COUNTY.contains(post.role())) {
            throw new ForbiddenException("县级领导小组的代理人由领导小组本人指定");
        }
    }

    private static boolean overlooks(CurrentUser user, String countyCode) {
        return user.ownPosts().contains(new Post(Role.COUNTY, countyCode));
    }

    private void checkSubstitute(Post post, String substitute, FieldErrors errors) {
        Optional<CurrentUser> found = substitute.equals(users.get().id()) || !Texts.isStorable(substitute) ? Optional.empty()
                : users.current(substitute);
        List<Post> posts = found.map(CurrentUser::ownPosts).orElse(List.of());
        String wrong = null;
        if (substitute.equals(users.get().id())) {
            wrong = "不能指定自己";
        } else if (posts.stream().noneMatch(each -> post.countyCode().equals(each.countyCode()))
                || posts.stream().anyMatch(each -> each.role() == Role.PARTNER || each.role() == Role.ADMIN || each.role().isInstitution())) {
            wrong = "须为本县县、乡、村或行业部门的在用账号；停用的、外县的、银行、学校、医疗健康集团、业务系统和系统管理员的账号不能代理";
        } else if (posts.contains(post)) {
            wrong = "已有这个岗位，不需要代理";
        } else if (post.role() == Role.LEADER && posts.stream().noneMatch(each -> FOR_THE_LEADER.contains(each.role()))) {
            wrong = "县级领导小组的岗位须由县级人员代理";
        }
        if (wrong != null) {
            errors.add("substitute", "代理人", wrong);
        }
    }

    /**
     * Tells what a substitute from another level gives up: whoever decides a case at one level does not decide it at another.
     *
     * @param wish the substitution that is asked for; may be wrong
     * @return a warning in Chinese; empty if the substitute has no such post of his or her own
     */
    public Optional<String> warningAbout(Wish wish) {
        Post post = Post.ofGroup(Objects.requireNonNullElse(wish.post(), "")).filter(each -> DECIDING.contains(each.role())).orElse(null);
        if (post == null || wish.substitute() == null || !Texts.isStorable(wish.substitute())) {
            return Optional.empty();
        }
        return users.current(wish.substitute().strip()).flatMap(user -> user.ownPosts().stream()
                .filter(each -> DECIDING.contains(each.role()) && each.role() != post.role()
                        && Objects.equals(each.countyCode(), post.countyCode())).findFirst()
                .map(own -> user.displayName() + "本人是" + own.role().title() + "：代办过一个案件的" + post.role().title()
                        + "环节，就不能再办理这个案件自己这一级的环节，须由本级另一人办理。最好另选一人；确实要这样的，勾选后再登记"));
    }

    private Substitution add(Post post, String substitute, Wish wish) {
        String represents = users.get().ownPosts().contains(post) ? users.get().id() : null;
        // Two requests for the same post wait for each other, so that both see what the other has named.
        locks.lockSubstitutes(post.group());
        Map<String, Object> values = new HashMap<>(Map.of("post", post.group(), "substitute", substitute, "from", wish.from(),
                "until", wish.until(), "by", users.get().id(), "at", Timestamp.from(clock.instant())));
        values.put("represents", represents);
        List<Substitution> others = select("""
                where s.post = :post and s.substitute = :substitute and s.ended_at is null
                  and s.from_day <= :until and s.until_day >= :from order by s.from_day, s.id limit 1
                """, values);
        if (!others.isEmpty()) {
            Substitution other = others.get(0);
            throw new ConflictException("这段时间已有这次代理：" + name(other.substitute(), other.substituteName()) + other.text() + "，"
                    + other.from() + " 至 " + other.until() + "。要改的，先结束它再重新登记");
        }
        long id = jdbc.sql("""
                        insert into shouwang.substitution (post, represents, substitute, from_day, until_day, named_by, named_at)
                        values (:post, :represents, :substitute, :from, :until, :by, :at) returning id
                        """)
                .params(values).query(Long.class).single();
        Substitution made = find(id).orElseThrow();
        log.substitution(made, "ACCEPTED", false);
        return made;
    }

    /**
     * Ends a substitution early, or one that has not begun. The substitute's claims for the post end with it.
     *
     * @param id the substitution's id
     * @return the substitution
     * @throws NotFoundException  if the user may see no such substitution
     * @throws ForbiddenException if the user may see but not end it
     * @throws ConflictException  if it has ended already
     */
    @Transactional
    public Substitution end(long id) {
        Substitution before = visible(id);
        if (!mayEnd(before)) {
            throw new ForbiddenException("代理由本人、代理人或本县乡村振兴部门结束");
        }
        int ended = before.state(clock.today()) == Term.State.ENDED ? 0 : jdbc.sql("""
                        update shouwang.substitution set ended_by = ?, ended_at = ?, released = true where id = ? and ended_at is null
                        """)
                .params(users.get().id(), Timestamp.from(clock.instant()), id).update();
        if (ended == 0) {
            throw new ConflictException("这次代理已经结束");
        }
        log.substitution(before, "ENDED", before.state(clock.today()) == Term.State.IN_FORCE && !holds(before));
        return visible(id);
    }

    /**
     * Ends the claims of substitutes whose last day is over. The right itself ends at midnight, whether or not this runs.
     *
     * @param id the substitution's id
     */
    @Transactional
    public void release(long id) {
        if (jdbc.sql("update shouwang.substitution set released = true where id = ? and not released").param(id).update() == 1) {
            Substitution over = find(id).orElseThrow();
            log.substitution(over, "ENDED", !holds(over));
        }
    }

    /**
     * @return the ids of at most 500 substitutions whose last day is over and whose claims have not ended
     */
    public List<Long> over() {
        return jdbc.sql("select id from shouwang.substitution where not released and until_day < ? order by id limit 500")
                .param(clock.today()).query(Long.class).list();
    }

    /** Tells whether the substitute now holds the post, or stands in for it by another substitution. */
    private boolean holds(Substitution item) {
        return jdbc.sql("""
                        select (select count(*) from public.act_id_membership where user_id_ = :substitute and group_id_ = :post)
                            + (select count(*) from shouwang.substitution where substitute = :substitute and post = :post and id <> :id
                                and ended_at is null and from_day <= :today and until_day >= :today)
                        """)
                .param("substitute", item.substitute()).param("post", item.post()).param("id", item.id())
                .param("today", clock.today()).query(Long.class).single() > 0;
    }

    /**
     * Finds the substitutions that concern the user who has signed in, newest first: those of the user, those for a post that
     * the user holds, for the county's department those of the county, and for administrators all.
     *
     * @param current whether those that have ended are left out
     * @param cursor  the {@link Page#nextCursor()} of the page before; null or blank for the newest
     * @param limit   the most substitutions of the page, 1 to 200
     * @return a page of substitutions
     * @throws ForbiddenException    if the account is another system's
     * @throws InvalidInputException if the cursor is no number or the limit is out of range
     */
    public Page<Substitution> find(boolean current, String cursor, int limit) {
        CurrentUser user = users.get();
        if (user.is(Role.PARTNER)) {
            throw new ForbiddenException("业务系统的账号没有代理");
        }
        PageRequest asked = PageRequest.of(cursor, limit);
        List<Substitution> found = select("""
                where (:everything or s.substitute = :user or s.represents = :user or s.named_by = :user or s.post = any(:posts)
                    or substring(s.post from '\\d{6}') = any(:counties))
                  and s.id < :before and (not :current or s.ended_at is null and s.until_day >= :today)
                order by s.id desc limit :limit
                """, Map.of("everything", user.is(Role.ADMIN), "user", user.id(),
                "posts", user.ownPosts().stream().map(Post::group).toArray(String[]::new),
                "counties", user.ownPosts().stream().filter(post -> post.role() == Role.COUNTY).map(Post::countyCode).toArray(String[]::new),
                "before", asked.before(), "current", current, "today", clock.today(), "limit", asked.rows()));
        return asked.page(found, Substitution::id);
    }

    /**
     * @param id a substitution's id
     * @return the substitution
     * @throws NotFoundException if the user who has signed in may see no such substitution
     */
    public Substitution visible(long id) {
        return find(id).filter(this::maySee).orElseThrow(() -> new NotFoundException("没有这次代理"));
    }

    private boolean maySee(Substitution item) {
        return mayEnd(item) || users.get().ownPosts().stream().anyMatch(post -> post.group().equals(item.post()));
    }

    /**
     * Tells whether the user who has signed in may end a substitution.
     *
     * @param item a substitution
     */
    public boolean mayEnd(Substitution item) {
        CurrentUser user = users.get();
        return List.of(item.substitute(), item.namedBy(), Objects.requireNonNullElse(item.represents(), item.namedBy())).contains(user.id())
                || user.is(Role.ADMIN) || Post.ofGroup(item.post()).filter(post -> overlooks(user, post.countyCode())).isPresent();
    }

    /**
     * @return the posts for which the user who has signed in may name a substitute: the user's own, then those of the county
     *     if the user belongs to its department
     */
    public List<Choice> posts() {
        CurrentUser user = users.get();
        List<String> own = user.ownPosts().stream().filter(Substitutions::hasSubstitutes).map(Post::group).toList();
        List<String> counties = user.ownPosts().stream().filter(post -> post.role() == Role.COUNTY).map(Post::countyCode).toList();
        return jdbc.sql("""
                        select id_ as id, coalesce(name_, id_) as name from public.act_id_group
                        where id_ = any(:own) or substring(id_ from '\\d{6}') = any(:counties)
                            and id_ ~ '^(village|township|county|dept)'
                        order by id_ <> all(:own), substring(id_ from '\\d+'), id_ limit :most
                        """)
                .param("own", own.toArray(String[]::new)).param("counties", counties.toArray(String[]::new)).param("most", MOST_POSTS)
                .query(Rows.as(Choice.class)).list();
    }

    /**
     * @return the users of the counties in which the user who has signed in works, those of the own region first; without banks,
     *     the user, and those who hold no other posts than the user's own
     */
    public List<Choice> colleagues() {
        return jdbc.sql("""
                        select u.id_ as id, case when max(u.first_) = string_agg(coalesce(g.name_, g.id_), '、' order by g.id_) then max(u.first_)
                            else max(u.first_) || '，' || string_agg(coalesce(g.name_, g.id_), '、' order by g.id_) end as name
                        from public.act_id_user u join public.act_id_membership m on m.user_id_ = u.id_
                        join public.act_id_group g on g.id_ = m.group_id_
                        where substring(g.id_ from '\\d{6}') = any(:counties) and g.id_ !~ '^bank' and u.id_ <> :user
                          and not exists (select 1 from shouwang.locked_account l where l.user_id = u.id_)
                        group by u.id_ having not bool_and(g.id_ = any(:own))
                        order by bool_or(substring(g.id_ from '\\d+') = any(:regions)) desc, min(substring(g.id_ from '\\d+')), u.id_ limit :most
                        """)
                .param("own", users.get().groups().toArray(String[]::new))
                .param("regions", users.get().posts().stream().map(Post::regionCode).filter(Objects::nonNull).toArray(String[]::new))
                .param("counties", users.get().posts().stream().map(Post::countyCode).filter(Objects::nonNull).toArray(String[]::new)).param("user", users.get().id())
                .param("most", MOST_COLLEAGUES).query(Rows.as(Choice.class)).list();
    }

    private Optional<Substitution> find(long id) {
        return select("where s.id = :id", Map.of("id", id)).stream().findFirst();
    }

    private List<Substitution> select(String where, Map<String, ?> parameters) {
        return jdbc.sql(SELECT + where).params(parameters).query(Rows.as(Substitution.class)).list();
    }

    private static String name(String id, String name) {
        return new CurrentUser(id, name, List.of()).displayName();
    }
}
