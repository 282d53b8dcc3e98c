package org.shouwang.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/** Finds the user who has signed in, and the names of users and posts. */
@Service
public class CurrentUsers {

    private static final int MAX_KNOWN = 10_000;

    private final IdentityService identityService;
    private final EngineAuthority authority;
    private final JdbcClient jdbc;
    private final ProgramAccounts programs;
    private final StandIns standIns;
    private final AccountChanges changes;
    private final Cache<String, Known> known;

    CurrentUsers(@Lazy IdentityService identityService, EngineAuthority authority, JdbcClient jdbc,
                 ProgramAccounts programs, StandIns standIns, AccountChanges changes, SecurityProperties properties) {
        this.identityService = identityService;
        this.authority = authority;
        this.jdbc = jdbc;
        this.programs = programs;
        this.standIns = standIns;
        this.changes = changes;
        this.known = Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterWrite(properties.rememberBasicFor()).build();
    }

    private record Known(Optional<CurrentUser> user, long since) {
    }

    /**
     * @return the user on whose behalf this thread works; empty if the program itself works
     */
    public Optional<CurrentUser> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof CurrentUser user
                ? Optional.of(user) : Optional.empty();
    }

    /**
     * Returns the user on whose behalf this thread works.
     *
     * @throws IllegalStateException if the program itself works, which is a fault of the program
     */
    public CurrentUser get() {
        return find().orElseThrow(() -> new IllegalStateException("No user has signed in on this thread"));
    }

    /** Returns a user's name for pages, or the id if there is no such user any more. */
    public String displayName(String userId) {
        User user = authority.asProgram(() -> identityService.createUserQuery().userId(userId).singleResult());
        return user == null ? userId : new CurrentUser(userId, user.getFirstName(), List.of()).displayName();
    }

    /**
     * Returns the names of posts.
     *
     * @param groups the ids of the groups of posts; may be empty
     * @return the names by group; a deleted group is missing
     */
    public Map<String, String> postNames(Collection<String> groups) {
        if (groups.isEmpty()) {
            return Map.of();
        }
        String[] ids = groups.stream().distinct().toArray(String[]::new);
        return authority.asProgram(() -> identityService.createGroupQuery().groupIdIn(ids).unlimitedList().stream()
                .collect(Collectors.toMap(Group::getId, Group::getName)));
    }

    /**
     * Runs work on behalf of a user who waits for it on another thread.
     *
     * @param user   the user
     * @param action the work
     * @param <T>    the result's type
     * @return the work's result
     */
    public <T> T actAs(CurrentUser user, Supplier<T> action) {
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, user.authorities()));
        SecurityContextHolder.setContext(context);
        try {
            return action.get();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    /**
     * Runs work without a result on behalf of a user who waits for it on another thread.
     *
     * @param user   the user
     * @param action the work
     */
    public void actAs(CurrentUser user, Runnable action) {
        actAs(user, () -> {
            action.run();
            return null;
        });
    }

    /**
     * Returns a user with all groups as they are now; if another node has changed them, the old ones may be returned for a
     * short while.
     *
     * @param userId the user's id
     * @return the user; empty if there is no such user any more, or the account is locked
     */
    public Optional<CurrentUser> current(String userId) {
        long now = changes.count();
        return known.asMap().compute(userId, (id, before) -> before != null && before.since() == now ? before
                : new Known(authority.asProgram(() -> find(id)), now)).user();
    }

    /**
     * @param group the group of a post
     * @return the users who hold the post or stand in for it today, without locked accounts, ordered by id; at most 200
     */
    public List<CurrentUser> holding(String group) {
        String authorised = Post.ofGroup(group).filter(post -> post.role() == Role.LEADER)
                .map(post -> new Post(Role.COUNTY, post.regionCode()).group()).orElse(group);
        return jdbc.sql("""
                        select user_id_ from public.act_id_membership where group_id_ in (:group, :authorised)
                        union select substitute from shouwang.substitution where post = :group and ended_at is null and not released
                        order by 1 limit 200
                        """)
                .param("group", group).param("authorised", authorised).query(String.class).list().stream().flatMap(id -> current(id).stream())
                .filter(user -> user.groups().contains(group)).toList();
    }

    /**
     * @return the users who stand in for a post today, without locked accounts
     */
    public List<CurrentUser> standingIn() {
        return jdbc.sql("""
                        select substitute from shouwang.substitution where ended_at is null and not released
                        union select m.user_id_ from shouwang.authorisation a join public.act_id_membership m on m.group_id_ = :county || a.county_code
                            where a.ended_at is null
                        """)
                .param("county", Role.COUNTY.group()).query(String.class).list().stream().flatMap(id -> current(id).stream())
                .filter(user -> !user.standIns().isEmpty()).toList();
    }

    /** Tells whether an account is locked; see {@link AccountLocks}. */
    boolean isLocked(String userId) {
        return jdbc.sql("select count(*) from shouwang.locked_account where user_id = ?").param(userId).query(Long.class).single() > 0;
    }

    /** Reads a user with all groups from the database; empty if there is no such user, or the account is locked. */
    Optional<CurrentUser> find(String userId) {
        User user = identityService.createUserQuery().userId(userId).singleResult();
        if (user == null || isLocked(userId)) {
            return Optional.empty();
        }
        List<String> groups = identityService.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId).toList();
        CurrentUser found = new CurrentUser(userId, user.getFirstName(), groups);
        boolean technical = isTechnical(found);
        List<CurrentUser.StandIn> standing = standIns.of(found);
        return Optional.of(new CurrentUser(userId, user.getFirstName(), withGroupsOf(standing, groups),
                !technical && !hasOwnPassword(userId), found.is(Role.PARTNER) ? programs.servedBy(userId) : found.is(Role.CITY) ? counties() : List.of(), standing));
    }

    /** Returns the codes of all counties, since a task of a county's case may be the city's. */
    private List<String> counties() {
        return jdbc.sql("select code from shouwang.region where level = 'COUNTY' order by code").query(String.class).list();
    }

    /**
     * Adds the groups of the posts in which a user stands in for somebody, behind the user's own, with those of their roles; what
     * a role may do besides its tasks is not given by an authorisation.
     */
    private static List<String> withGroupsOf(List<CurrentUser.StandIn> standing, List<String> own) {
        return Stream.concat(own.stream(), standing.stream().flatMap(each -> each.authorised() ? Stream.of(each.group())
                : Stream.of(each.group(), Post.ofGroup(each.group()).orElseThrow().role().group()))).distinct().toList();
    }

    /**
     * Tells whether an account belongs to a program. Its password was generated for it, and no person can be asked to change
     * it.
     */
    private static boolean isTechnical(CurrentUser user) {
        return !user.posts().isEmpty() && user.posts().stream().allMatch(post -> post.role() == Role.PARTNER);
    }

    /**
     * Tells whether a user has chosen the present password, so that nobody else knows it.
     *
     * @param userId the user's id
     */
    public boolean hasOwnPassword(String userId) {
        return jdbc.sql("select count(*) from shouwang.own_password where user_id = ?").param(userId)
                .query(Long.class).single() > 0;
    }
}
