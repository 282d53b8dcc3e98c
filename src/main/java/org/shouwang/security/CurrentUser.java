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
 * @param name   the user's name as people read it
 * @param groups the ids of the engine's groups the user is in
 * @param mustChangePassword whether the password was set by somebody else and has to be changed before anything else
 * @param serves the codes of the counties and the groups of the banks that a program's account serves; none for people
 */
public record CurrentUser(String id, String name, List<String> groups, boolean mustChangePassword, List<String> serves)
        implements AuthenticatedPrincipal, Serializable {

    /** Sessions that were stored before accounts named what they serve have none. */
    public CurrentUser {
        serves = serves == null ? List.of() : serves;
    }

    /**
     * A user to whom only the groups matter.
     *
     * @param id     the user's id
     * @param name   the user's name as people read it
     * @param groups the ids of the engine's groups the user is in
     */
    public CurrentUser(String id, String name, List<String> groups) {
        this(id, name, groups, false, List.of());
    }

    /**
     * @return the user's id, under which Spring keeps sessions
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

    /**
     * @param role a role
     * @return whether the user holds it, in any region
     */
    public boolean is(Role role) {
        return posts().stream().anyMatch(post -> post.role() == role);
    }

    /**
     * @param role       a role
     * @param regionCode the code of a county, township or village
     * @return whether the user holds this role for a region that contains the given one
     */
    public boolean is(Role role, String regionCode) {
        return posts().stream().anyMatch(post -> post.role() == role && post.covers(regionCode));
    }

    /**
     * @param regionCode the code of a county, township or village
     * @return whether it lies in a region of this user
     */
    public boolean covers(String regionCode) {
        return posts().stream().anyMatch(post -> post.covers(regionCode));
    }

    /**
     * @return the codes of the counties that it serves, if it is a program's account
     */
    public List<String> servedCounties() {
        return serves.stream().filter(code -> Post.ofGroup(code).isEmpty()).toList();
    }

    /**
     * @return the groups of the banks that it serves, if it is a program's account
     */
    public List<String> servedBanks() {
        return serves.stream().filter(code -> Post.ofGroup(code).isPresent()).toList();
    }

    /**
     * @param regionCode the code of a county, township or village
     * @return whether it is a program's account that serves its county
     */
    public boolean servesCounty(String regionCode) {
        return is(Role.PARTNER) && servedCounties().stream().anyMatch(regionCode::startsWith);
    }

    /**
     * @param bankCode the group of a bank
     * @return whether it is a program's account that serves the bank
     */
    public boolean servesBank(String bankCode) {
        return is(Role.PARTNER) && servedBanks().contains(bankCode);
    }

    /**
     * @return the codes of the counties the user works in, which are the engine's tenants
     */
    public List<String> tenants() {
        return posts().stream().map(Post::countyCode).filter(Objects::nonNull).distinct().toList();
    }

    /**
     * @return the roles as Spring Security knows them
     */
    public List<GrantedAuthority> authorities() {
        return AuthorityUtils.createAuthorityList(posts().stream().map(post -> "ROLE_" + post.role()).toList());
    }

    /**
     * @return what the user is called on pages: the name, or the id where there is none
     */
    public String displayName() {
        return name == null || name.isBlank() ? id : name;
    }
}
