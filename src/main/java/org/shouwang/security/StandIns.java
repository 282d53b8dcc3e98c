package org.shouwang.security;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the posts in which a user stands in for somebody today: as a substitute, or by an authorisation of the leading group. */
@Repository
class StandIns {

    private final JdbcClient jdbc;
    private final AdjustableClock clock;

    StandIns(JdbcClient jdbc, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Row(String post, String postName, String represents, String representsName) {
    }

    /**
     * Returns the posts in which a user stands in for somebody. A substitution counts while the substitute works in the post's
     * county, and while the person who is away holds the post.
     *
     * @param own the user with the groups of his or her own posts
     */
    List<CurrentUser.StandIn> of(CurrentUser own) {
        return Stream.concat(substituting(own).stream(), authorised(own).stream().filter(each -> !own.groups().contains(each.group()))).toList();
    }

    /** Returns the posts of leading groups in whose name the user's department approves today ({@link Authorisations}). */
    private List<CurrentUser.StandIn> authorised(CurrentUser own) {
        List<String> counties = own.posts().stream().filter(post -> post.role() == Role.COUNTY).map(Post::regionCode).toList();
        return counties.isEmpty() ? List.of() : jdbc.sql("""
                        select distinct on (county_code) county_code, document, from_day, until_day from shouwang.authorisation
                        where county_code in (:counties) and from_day <= :today and until_day >= :today and ended_at is null
                        order by county_code, id desc
                        """)
                .param("counties", counties).param("today", clock.today()).query((row, index) -> new CurrentUser.StandIn(
                        new Post(Role.LEADER, row.getString("county_code")).group(), Authorisation.text(row.getString("document"),
                        row.getObject("from_day", LocalDate.class), row.getObject("until_day", LocalDate.class)), true)).list();
    }

    private List<CurrentUser.StandIn> substituting(CurrentUser own) {
        Set<String> counties = own.posts().stream().map(Post::countyCode).filter(Objects::nonNull).collect(Collectors.toSet());
        return jdbc.sql("""
                        select distinct on (s.post) s.post, g.name_ as post_name, s.represents, u.first_ as represents_name
                        from shouwang.substitution s
                        join public.act_id_group g on g.id_ = s.post
                        left join public.act_id_user u on u.id_ = s.represents
                        where s.substitute = :user and s.from_day <= :today and s.until_day >= :today and s.ended_at is null
                          and (s.represents is null or exists (select 1 from public.act_id_membership m
                              where m.user_id_ = s.represents and m.group_id_ = s.post))
                        order by s.post, s.id
                        """)
                .param("user", own.id()).param("today", clock.today()).query(Rows.as(Row.class)).list().stream()
                .filter(row -> !own.groups().contains(row.post())
                        && Post.ofGroup(row.post()).filter(post -> counties.contains(post.countyCode())).isPresent())
                .map(row -> new CurrentUser.StandIn(row.post(), Substitution.text(row.post(), row.postName(), row.represents(),
                        row.representsName()), false)).toList();
    }
}
