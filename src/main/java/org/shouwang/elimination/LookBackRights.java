package org.shouwang.elimination;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Component;

/** The rights to see look-back campaigns, and to create, begin and discard them. */
@Component
public class LookBackRights {

    private static final Set<Role> VIEWERS = Set.of(Role.TOWNSHIP, Role.COUNTY, Role.LEADER, Role.CITY, Role.ADMIN);

    private final Regions regions;
    private final CurrentUsers users;

    LookBackRights(Regions regions, CurrentUsers users) {
        this.regions = regions;
        this.users = users;
    }

    /**
     * @param user a user
     * @return whether the user may see campaigns
     */
    public static boolean isViewer(CurrentUser user) {
        return user.posts().stream().anyMatch(post -> VIEWERS.contains(post.role()));
    }

    /**
     * Refuses users who may not see campaigns.
     *
     * @throws ForbiddenException if the user who has signed in may not see campaigns
     */
    public void requireViewer() {
        if (!isViewer(users.get())) {
            throw new ForbiddenException("回头看由乡镇、县级和市级查看");
        }
    }

    /** Tells whether the user who has signed in may create campaigns; the county's department and the city may. */
    public boolean isMaker() {
        return users.get().is(Role.COUNTY) || users.get().is(Role.CITY);
    }

    /**
     * Refuses users who may not create campaigns.
     *
     * @throws ForbiddenException if the user who has signed in may not create campaigns
     */
    public void requireMaker() {
        if (!isMaker()) {
            throw new ForbiddenException("回头看由县级乡村振兴部门或市级组织");
        }
    }

    /**
     * @return the counties and townships for which the user who has signed in may create campaigns; each county comes before
     *     its townships
     */
    public List<Region> regionsOfMaker() {
        List<Region> choices = new ArrayList<>();
        for (Region county : regions.ofLevel(RegionLevel.COUNTY)) {
            if (mayMakeFor(county.code())) {
                choices.add(county);
                choices.addAll(regions.childrenOf(county.code()));
            }
        }
        return choices;
    }

    boolean mayMakeFor(String regionCode) {
        return users.get().is(Role.COUNTY, regionCode) || users.get().is(Role.CITY);
    }

    /**
     * Tells whether the user who has signed in may begin or discard a campaign, which is whoever could have created it.
     *
     * @param lookBack a campaign
     */
    public boolean mayManage(LookBack lookBack) {
        return isMaker() && lookBack.regions().stream().allMatch(this::mayMakeFor);
    }

    /** Returns the prefix of the region codes for which the user may create campaigns. */
    String makers() {
        return prefix(post -> post.role() == Role.COUNTY || post.role() == Role.CITY);
    }

    /** Returns the prefix that the codes of the user's regions share. Below the city, nobody sees campaigns by two posts. */
    String own() {
        return prefix(post -> VIEWERS.contains(post.role()));
    }

    private String prefix(Predicate<Post> posts) {
        return users.get().posts().stream().filter(posts).map(Post::codePrefix).min(Comparator.comparingInt(String::length))
                .orElse("-");
    }
}
