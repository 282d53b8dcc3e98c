package org.shouwang.deadline;

import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Component;

/**
 * The right to see the limits of a region. Everybody with a post in a region has it except departments, which see only their
 * own lines.
 */
@Component
public class SupervisorRights {

    private final CurrentUsers users;

    SupervisorRights(CurrentUsers users) {
        this.users = users;
    }

    /**
     * Refuses users who may not see the limits of a region.
     *
     * @throws ForbiddenException if the user who has signed in has no post in a region, or only posts of departments
     */
    public void require() {
        if (!has(users.get())) {
            throw new ForbiddenException("时限由各级工作人员查看");
        }
    }

    /**
     * @param user a user
     * @return whether the user may see the limits of a region
     */
    public static boolean has(CurrentUser user) {
        return user.posts().stream().anyMatch(Post::seesItsRegion);
    }
}
