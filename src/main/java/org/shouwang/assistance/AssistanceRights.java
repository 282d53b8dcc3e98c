package org.shouwang.assistance;

import java.util.Set;
import org.shouwang.household.Household;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Component;

/** Who does what for a household that is helped, each in the own region. */
@Component
public class AssistanceRights {

    private static final Set<Role> RECORDERS = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY);
    private static final Set<Role> NAMERS = Set.of(Role.TOWNSHIP, Role.COUNTY);

    private final CurrentUsers users;

    AssistanceRights(CurrentUsers users) {
        this.users = users;
    }

    /**
     * @param household a household that the user who has signed in may see
     * @return whether the user records visits and what becomes of measures
     */
    public boolean mayRecord(Household household) {
        return holds(RECORDERS, household);
    }

    /**
     * @param household a household that the user who has signed in may see
     * @return whether the user changes who is responsible
     */
    public boolean mayName(Household household) {
        return holds(NAMERS, household);
    }

    /**
     * @param household a household that the user who has signed in may see
     * @throws ForbiddenException if the user does not record anything of it
     */
    public void requireToRecord(Household household) {
        if (!mayRecord(household)) {
            throw new ForbiddenException("走访和措施落实情况由村、乡镇或县级乡村振兴部门登记");
        }
    }

    /**
     * @param household a household that the user who has signed in may see
     * @throws ForbiddenException if the user does not change who is responsible
     */
    public void requireToName(Household household) {
        if (!mayName(household)) {
            throw new ForbiddenException("帮扶责任人由乡镇或县级乡村振兴部门更换");
        }
    }

    private boolean holds(Set<Role> roles, Household household) {
        return roles.stream().anyMatch(role -> users.get().is(role, household.villageCode()));
    }
}
