package org.shouwang.identification;

import java.util.List;
import java.util.Set;
import org.shouwang.household.Member;
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

    private final Identification identification;
    private final CurrentUsers users;
    private final Acts acts;

    Unmasking(Identification identification, CurrentUsers users, Acts acts) {
        this.identification = identification;
        this.users = users;
        this.acts = acts;
    }

    /**
     * @param name     a person's name
     * @param idNumber the person's whole identity number
     */
    public record Person(String name, String idNumber) {
    }

    /**
     * @param item a case
     * @return whether the user who has signed in needs its whole identity numbers
     */
    public boolean isAllowed(IdentificationCase item) {
        CurrentUser user = users.get();
        return ROLES.stream().anyMatch(role -> user.is(role, item.villageCode()));
    }

    /**
     * Shows the whole numbers of a case and puts that on record.
     *
     * @param caseNo a case number, may be anything a user typed
     * @return everybody found at the home, or the head where it was not visited yet
     * @throws NotFoundException  if there is no such case that this user may see
     * @throws ForbiddenException if the user may see the case, but does not need the numbers
     */
    @Transactional(noRollbackFor = ForbiddenException.class)
    public List<Person> show(String caseNo) {
        IdentificationCase item = identification.visible(caseNo);
        if (!isAllowed(item)) {
            acts.add(Act.Kind.UNMASKING, users.get().id(), caseNo, Act.REFUSED, "案件页面");
            throw new ForbiddenException("完整证件号只供本案的村、乡镇和县级乡村振兴部门查看");
        }
        acts.add(Act.Kind.UNMASKING, users.get().id(), caseNo, "SHOWN", "案件页面");
        return identification.findSurveyOf(caseNo).map(survey -> survey.facts().members()).map(Unmasking::persons)
                .orElseGet(() -> List.of(new Person(item.headName(), item.headIdNumber())));
    }

    private static List<Person> persons(List<Member> members) {
        return members.stream().map(member -> new Person(member.name(), member.idNumber())).toList();
    }
}
