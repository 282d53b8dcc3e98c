package org.shouwang.deadline;

import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Component;

/** Who may look at the limits of a region: everybody who works in one. */
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
        if (users.get().posts().stream().noneMatch(post -> post.role().isRegional() || post.role() == Role.ADMIN)) {
            throw new ForbiddenException("时限由各级工作人员查看");
        }
    }
}
