package org.shouwang.security;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A user who has signed in.
 *
 * @param id     the user's id
 * @param name   the user's display name; may be null
 * @param groups the ids of the engine's groups to which the user belongs
 * @param mustChangePassword whether somebody else has set the password, so that the user has to change it before anything else
 * @param serves the codes of the counties and the groups of the banks that a program's account serves, and all counties for the city's
 *     people; empty for others
 * @param standIns the posts in which the user stands in for somebody today; their groups are among the user's groups
 */
public record CurrentUser(String id, String name, List<String> groups, boolean mustChangePassword, List<String> serves,
                          List<StandIn> standIns)
        implements AuthenticatedPrincipal, Serializable {

    /** Makes a user. The sessions that were stored before these fields existed have null for them. */
    public CurrentUser {
        serves = serves == null ? List.of() : serves;
        standIns = standIns == null ? List.of() : standIns;
    }

    /**
     * A post in which a user stands in for somebody (代理).
     *
     * @param group      the group of the post
     * @param text       for which post and whom, in Chinese, beginning with 代 or 授权
     * @param authorised whether the user only decides the post's tasks, by an {@link Authorisation}, and has no other right of it
     */
    public record StandIn(String group, String text, boolean authorised) implements Serializable {
    }

    /**
     * Makes a user who serves nothing and need not change the password.
     *
     * @param id     the user's id
     * @param name   the user's display name
     * @param groups the ids of the engine's groups to which the user belongs
     */
    public CurrentUser(String id, String name, List<String> groups) {
        this(id, name, groups, false, List.of(), List.of());
    }

    /**
     * @return the user's id; Spring Session finds a user's sessions by it
     */
    @Override
    public String getName() {
        return id;
    }

    /**
     * @return the user's posts with all their rights; a person may have several. A post whose tasks the user only decides by an
     *     authorisation is none of them, though its group is among the user's groups
     */
    public List<Post> posts() {
        return groups.stream().filter(group -> !isAuthorised(group)).flatMap(group -> Post.ofGroup(group).stream()).toList();
    }

    /**
     * Tells whether the user only decides the tasks of a post, by an {@link Authorisation}.
     *
     * @param group the group of a post
     */
    public boolean isAuthorised(String group) {
        List<StandIn> inPost = standIns.stream().filter(each -> each.group().equals(group)).toList();
        return !inPost.isEmpty() && inPost.stream().allMatch(StandIn::authorised);
    }

    /**
     * @return the posts that the user holds, without those in which the user only stands in for somebody
     */
    public List<Post> ownPosts() {
        return posts().stream().filter(post -> actsFor(post.group()) == null).toList();
    }

    /**
     * Tells for which post and whom the user acts in a post.
     *
     * @param group the group of a post of the user
     * @return the text in Chinese, beginning with 代; null if the post is the user's own
     */
    public String actsFor(String group) {
        return standIns.stream().filter(each -> each.group().equals(group)).map(StandIn::text).findFirst().orElse(null);
    }

    /** Tells whether the user holds a role, in any region. */
    public boolean is(Role role) {
        return posts().stream().anyMatch(post -> post.role() == role);
    }

    /**
     * Tells whether the user holds a role for a region that contains the given region.
     *
     * @param role       a role
     * @param regionCode the code of a county, township or village
     */
    public boolean is(Role role, String regionCode) {
        return posts().stream().anyMatch(post -> post.role() == role && post.covers(regionCode));
    }

    /**
     * Tells whether a region lies in a region that one of the user's posts sees.
     *
     * @param regionCode the code of a county, township or village
     */
    public boolean covers(String regionCode) {
        return posts().stream().anyMatch(post -> post.covers(regionCode));
    }

    /**
     * @return the codes of the counties that a program's account serves
     */
    public List<String> servedCounties() {
        return serves.stream().filter(code -> Post.ofGroup(code).isEmpty()).toList();
    }

    /**
     * @return the ids of the groups of the banks that a program's account serves
     */
    public List<String> servedBanks() {
        return serves.stream().filter(code -> Post.ofGroup(code).isPresent()).toList();
    }

    /**
     * Tells whether the user is a program's account that serves the county of a region.
     *
     * @param regionCode the code of a county, township or village
     */
    public boolean servesCounty(String regionCode) {
        return is(Role.PARTNER) && servedCounties().stream().anyMatch(regionCode::startsWith);
    }

    /**
     * Tells whether the user is a program's account that serves a bank.
     *
     * @param bankCode the id of the bank's group
     */
    public boolean servesBank(String bankCode) {
        return is(Role.PARTNER) && servedBanks().contains(bankCode);
    }

    /**
     * @return the codes of the counties in which the user works, all for the city's people; they are the engine's tenants
     */
    public List<String> tenants() {
        return Stream.concat(posts().stream().map(Post::countyCode).filter(Objects::nonNull), is(Role.CITY) ? servedCounties().stream() : Stream.empty())
                .distinct().toList();
    }

    /**
     * @return the user's roles as authorities of Spring Security
     */
    public List<GrantedAuthority> authorities() {
        return AuthorityUtils.createAuthorityList(posts().stream().map(post -> "ROLE_" + post.role()).toList());
    }

    /**
     * Returns the user's name as acts in a post show it.
     *
     * @param group the group of the post
     * @return the name; followed by for which post and whom the user acts if the post is not the user's own
     */
    public String nameIn(String group) {
        String actsFor = actsFor(group);
        return actsFor == null ? displayName() : displayName() + "（" + actsFor + "）";
    }

    /**
     * @return the user's name for pages, or the id if there is no name
     */
    public String displayName() {
        return name == null || name.isBlank() ? id : name;
    }
}
