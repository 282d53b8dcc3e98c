package org.shouwang.policy;

import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Component;

/** Who enters what policy sets anew: administrators and the city's supervisors. */
@Component
public class PolicyRights {

    private final CurrentUsers users;

    PolicyRights(CurrentUsers users) {
        this.users = users;
    }

    /**
     * @param user a user
     * @return whether the user sees and enters parameters, calendars and tables
     */
    public static boolean has(CurrentUser user) {
        return user.is(Role.ADMIN) || user.is(Role.CITY);
    }

    /**
     * @return the user who has signed in
     * @throws ForbiddenException if that is neither an administrator nor a supervisor of the city
     */
    public CurrentUser require() {
        CurrentUser user = users.get();
        if (!has(user)) {
            throw new ForbiddenException("参数、工作日历和决策表由系统管理员和市级督导维护");
        }
        return user;
    }
}
