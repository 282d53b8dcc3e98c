package org.shouwang.assistance;

import java.util.Set;
import org.shouwang.household.Household;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Component;

/** The rights to act for a household that is helped. They hold for households of the user's own region. */
@Component
public class AssistanceRights {

    private static final Set<Role> RECORDERS = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY);
    private static final Set<Role> NAMERS = Set.of(Role.TOWNSHIP, Role.COUNTY);

    private final CurrentUsers users;

    AssistanceRights(CurrentUsers users) {
        this.users = users;
    }

    /**
     * Tells whether the user may record visits and the results of measures.
     *
     * @param household a household that the user who has signed in may see
     */
    public boolean mayRecord(Household household) {
        return holds(RECORDERS, household);
    }

    /**
     * Tells whether the user may change the responsible person.
     *
     * @param household a household that the user who has signed in may see
     */
    public boolean mayName(Household household) {
        return holds(NAMERS, household);
    }

    /**
     * Refuses users who may not record visits and the results of measures.
     *
     * @param household a household that the user who has signed in may see
     * @throws ForbiddenException if the user may not
     */
    public void requireToRecord(Household household) {
        if (!mayRecord(household)) {
            throw new ForbiddenException("走访和措施落实情况由村、乡镇或县级乡村振兴部门登记");
        }
    }

    /**
     * Refuses users who may not change the responsible person.
     *
     * @param household a household that the user who has signed in may see
     * @throws ForbiddenException if the user may not
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
