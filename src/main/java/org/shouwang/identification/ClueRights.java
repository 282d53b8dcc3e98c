package org.shouwang.identification;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.Post;
import org.shouwang.security.Role;

/** Who registers risk clues, and for which villages (ID-3). */
public final class ClueRights {

    private static final Set<Role> ROLES = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY, Role.CITY);

    private ClueRights() {
    }

    /**
     * @param user a user
     * @return whether the user registers clues at all
     */
    public static boolean mayRegister(CurrentUser user) {
        return user.is(Role.PARTNER) || !regionalPosts(user).isEmpty();
    }

    /**
     * @param user        a user
     * @param villageCode a village
     * @return whether the user registers clues found there
     */
    public static boolean mayRegister(CurrentUser user, String villageCode) {
        return user.servesCounty(villageCode) || regionalPosts(user).stream().anyMatch(post -> post.covers(villageCode));
    }

    /**
     * @param user a user
     * @return the posts in whose regions the user registers clues; another system has none, its account names counties
     */
    public static List<Post> regionalPosts(CurrentUser user) {
        return user.posts().stream().filter(post -> ROLES.contains(post.role())).toList();
    }
}
