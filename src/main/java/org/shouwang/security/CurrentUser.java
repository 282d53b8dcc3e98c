package org.shouwang.security;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * A user who has signed in.
 *
 * @param id     the user's id
 * @param name   the user's name as people read it; may be null
 * @param groups the ids of the engine's groups to which the user belongs
 * @param mustChangePassword whether somebody else has set the password, so that the user has to change it before anything else
 * @param serves the codes of the counties and the groups of the banks that a program's account serves; empty for people
 */
public record CurrentUser(String id, String name, List<String> groups, boolean mustChangePassword, List<String> serves)
        implements AuthenticatedPrincipal, Serializable {

    /** Makes a user. The sessions that were stored before this field existed have null for {@code serves}. */
    public CurrentUser {
        serves = serves == null ? List.of() : serves;
    }

    /**
     * Makes a user who serves nothing and need not change the password.
     *
     * @param id     the user's id
     * @param name   the user's name as people read it
     * @param groups the ids of the engine's groups to which the user belongs
     */
    public CurrentUser(String id, String name, List<String> groups) {
        this(id, name, groups, false, List.of());
    }

    /**
     * @return the user's id; Spring Session finds a user's sessions by it
     */
    @Override
    public String getName() {
        return id;
    }

    /**
     * @return the user's posts; a person may have several
     */
    public List<Post> posts() {
        return groups.stream().flatMap(group -> Post.ofGroup(group).stream()).toList();
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
     * @return the codes of the counties in which the user works; they are the engine's tenants
     */
    public List<String> tenants() {
        return posts().stream().map(Post::countyCode).filter(Objects::nonNull).distinct().toList();
    }

    /**
     * @return the user's roles as authorities of Spring Security
     */
    public List<GrantedAuthority> authorities() {
        return AuthorityUtils.createAuthorityList(posts().stream().map(post -> "ROLE_" + post.role()).toList());
    }

    /**
     * @return the user's name for pages, or the id if there is no name
     */
    public String displayName() {
        return name == null || name.isBlank() ? id : name;
    }
}
