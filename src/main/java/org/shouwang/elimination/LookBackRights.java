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

/** Who sees campaigns of looking again, and who makes, begins and discards them. */
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
     * @return whether the user sees campaigns
     */
    public static boolean isViewer(CurrentUser user) {
        return user.posts().stream().anyMatch(post -> VIEWERS.contains(post.role()));
    }

    /**
     * @throws ForbiddenException if the user who has signed in sees no campaigns
     */
    public void requireViewer() {
        if (!isViewer(users.get())) {
            throw new ForbiddenException("回头看由乡镇、县级和市级查看");
        }
    }

    /**
     * @return whether the user who has signed in makes campaigns: county department and city
     */
    public boolean isMaker() {
        return users.get().is(Role.COUNTY) || users.get().is(Role.CITY);
    }

    /**
     * @throws ForbiddenException if the user who has signed in makes no campaigns
     */
    public void requireMaker() {
        if (!isMaker()) {
            throw new ForbiddenException("回头看由县级乡村振兴部门或市级组织");
        }
    }

    /**
     * @return the counties and townships for which the user who has signed in can make campaigns, counties before their townships
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
     * @param lookBack a campaign
     * @return whether the user who has signed in begins or discards it: whoever could have made it
     */
    public boolean mayManage(LookBack lookBack) {
        return isMaker() && lookBack.regions().stream().allMatch(this::mayMakeFor);
    }

    /** The beginning of the codes for which the user makes campaigns. */
    String makers() {
        return prefix(post -> post.role() == Role.COUNTY || post.role() == Role.CITY);
    }

    /** The beginning that the codes of the user's regions have in common; nobody sees campaigns in two posts below the city. */
    String own() {
        return prefix(post -> VIEWERS.contains(post.role()));
    }

    private String prefix(Predicate<Post> posts) {
        return users.get().posts().stream().filter(posts).map(Post::codePrefix).min(Comparator.comparingInt(String::length))
                .orElse("-");
    }
}
