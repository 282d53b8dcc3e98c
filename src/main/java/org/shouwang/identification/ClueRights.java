package org.shouwang.identification;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.Post;
import org.shouwang.security.Role;

/** The rights to register risk clues: who may do so, and for which villages (ID-3). */
public final class ClueRights {

    private static final Set<Role> ROLES = EnumSet.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY, Role.CITY);

    private ClueRights() {
    }

    /** Tells whether a user may register clues at all. */
    public static boolean mayRegister(CurrentUser user) {
        return user.is(Role.PARTNER) || !regionalPosts(user).isEmpty();
    }

    /** Tells whether a user may register clues for a village. */
    public static boolean mayRegister(CurrentUser user, String villageCode) {
        return user.servesCounty(villageCode) || regionalPosts(user).stream().anyMatch(post -> post.covers(villageCode));
    }

    /**
     * Returns the posts in whose regions a user may register clues. The account of another system has no such post, since it
     * names counties.
     */
    public static List<Post> regionalPosts(CurrentUser user) {
        return user.posts().stream().filter(post -> ROLES.contains(post.role())).toList();
    }
}
