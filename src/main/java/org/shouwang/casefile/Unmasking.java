package org.shouwang.casefile;

import java.util.List;
import java.util.Set;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows whole identity numbers to those whose work needs them, and puts every look on record. */
@Service
public class Unmasking {

    private static final Set<Role> ROLES = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY);

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final CurrentUsers users;
    private final Acts acts;

    Unmasking(CaseFiles cases, CaseKinds kinds, CurrentUsers users, Acts acts) {
        this.cases = cases;
        this.kinds = kinds;
        this.users = users;
        this.acts = acts;
    }

    /**
     * @param item a case
     * @return whether the user who has signed in needs its whole identity numbers
     */
    public boolean isAllowed(CaseFile item) {
        CurrentUser user = users.get();
        return ROLES.stream().anyMatch(role -> user.is(role, item.villageCode()));
    }

    /**
     * Shows the whole numbers of a case and puts that on record.
     *
     * @param caseNo a case number, may be anything a user typed
     * @return everybody of the household as far as known
     * @throws NotFoundException  if there is no such case that this user may see
     * @throws ForbiddenException if the user may see the case, but does not need the numbers
     */
    @Transactional(noRollbackFor = ForbiddenException.class)
    public List<CasePerson> show(String caseNo) {
        CaseFile item = cases.visible(caseNo);
        if (!isAllowed(item)) {
            acts.add(Act.Kind.UNMASKING, users.get().id(), caseNo, Act.REFUSED, "案件页面");
            throw new ForbiddenException("完整证件号只供本案的村、乡镇和县级乡村振兴部门查看");
        }
        acts.add(Act.Kind.UNMASKING, users.get().id(), caseNo, "SHOWN", "案件页面");
        return kinds.of(item).personsOf(item);
    }
}
