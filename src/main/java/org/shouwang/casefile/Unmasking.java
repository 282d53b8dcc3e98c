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
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows unmasked identity numbers to users whose work needs them, and records each time. */
@Service
public class Unmasking {

    private static final int MAX_REASON = 200;
    private static final Set<Role> ROLES = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY);

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final CurrentUsers users;
    private final Acts acts;
    private final ShownIdNumbers shown;

    Unmasking(CaseFiles cases, CaseKinds kinds, CurrentUsers users, Acts acts, ShownIdNumbers shown) {
        this.shown = shown;
        this.cases = cases;
        this.kinds = kinds;
        this.users = users;
        this.acts = acts;
    }

    /**
     * @param item a case
     * @return whether the user who has signed in may see the case's unmasked identity numbers
     */
    public boolean isAllowed(CaseFile item) {
        CurrentUser user = users.get();
        return ROLES.stream().anyMatch(role -> user.is(role, item.villageCode()));
    }

    /**
     * @param item a case
     * @return whether the user who has signed in has to give a reason to see the case's unmasked numbers
     */
    public boolean asksReason(CaseFile item) {
        return isAllowed(item) && shown.needReason(item, kinds.of(item).personsOf(item).size());
    }

    /**
     * Shows the unmasked numbers of a case and records that.
     *
     * @param caseNo a case's number; may be anything that a user typed
     * @param reason the reason as it was typed; may be null or blank up to the daily number
     * @return the members of the household as far as they are known
     * @throws NotFoundException  if the user may see no such case
     * @throws ForbiddenException if the user may see the case but not the numbers
     * @throws org.shouwang.shared.InvalidInputException if a reason is asked and none was typed, or the reason is too long
     */
    @Transactional(noRollbackFor = ForbiddenException.class)
    public List<CasePerson> show(String caseNo, String reason) {
        CaseFile item = cases.visible(caseNo);
        if (!isAllowed(item)) {
            acts.add(Act.Kind.UNMASKING, users.get().id(), caseNo, Act.REFUSED, "案件页面");
            throw new ForbiddenException("完整证件号只供本案的村、乡镇和县级乡村振兴部门查看");
        }
        List<CasePerson> persons = kinds.of(item).personsOf(item);
        boolean asked = shown.needReason(item, persons.size());
        boolean said = reason != null && !reason.isBlank();
        shown.note(item, persons.size(), "案件页面", asked || said ? Texts.required(reason, "reason", "查看理由", MAX_REASON) : null);
        return persons;
    }
}
