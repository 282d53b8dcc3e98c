package org.shouwang.deadline;

import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Component;

/** Who may look at the limits of a region: everybody who works in one, but departments, which see their own lines. */
@Component
public class SupervisorRights {

    private final CurrentUsers users;

    SupervisorRights(CurrentUsers users) {
        this.users = users;
    }

    /**
     * @throws ForbiddenException if the user who has signed in works in no region
     */
    public void require() {
        if (!has(users.get())) {
            throw new ForbiddenException("时限由各级工作人员查看");
        }
    }

    /**
     * @param user a user
     * @return whether the user may look at the limits of a region
     */
    public static boolean has(CurrentUser user) {
        return user.posts().stream().anyMatch(Post::seesItsRegion);
    }
}
