package org.shouwang.household;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What the expressions of a manifest may name of a household of the register, under {@code household}: whether it is {@code monitored},
 * the Chinese name of its {@code status} and {@code since} when it has had it, the number of its {@code persons} and of those who are
 * {@code ableToWork}, in full or in part, the codes of its {@code marks}, and whether a case of this procedure was {@code approved} whose
 * last steps are still to be done. Nothing of it is personal.
 */
@Component
public class RegisterFacts {

    private final Households households;
    private final LabourChanges labour;
    private final Marks marks;
    private final ObjectProvider<CaseFiles> cases;

    RegisterFacts(Households households, LabourChanges labour, Marks marks, ObjectProvider<CaseFiles> cases) {
        this.households = households;
        this.labour = labour;
        this.marks = marks;
        this.cases = cases;
    }

    /**
     * Returns what may be named.
     *
     * @param household a household
     * @param procedure the key of the procedure
     */
    public Map<String, Object> of(Household household, String procedure) {
        List<Member> members = labour.membersOf(household);
        Map<String, Object> facts = new HashMap<>();
        facts.put("monitored", household.status() == MonitoringStatus.MONITORED);
        facts.put("status", household.status().title());
        facts.put("since", households.historyOf(household.id()).stream().reduce((first, last) -> last).map(change -> change.since()).orElse(null));
        facts.put("persons", members.size());
        facts.put("ableToWork", labour.countAbleToWork(household));
        facts.put("marks", marks.of(household.id()).stream().filter(mark -> mark.endedOn() == null).map(mark -> mark.kind().name()).toList());
        facts.put("approved", cases.getObject().ofHousehold(household.id()).stream()
                .anyMatch(item -> item.process().equals(procedure) && item.status().equals(CaseStatus.APPROVED)));
        return facts;
    }

    /**
     * @param id the id of a household; null if the case has none in the register
     * @return the household
     */
    public Optional<Household> find(Long id) {
        return Optional.ofNullable(id).map(households::get);
    }

    /**
     * Locks a household until the transaction ends, so that what was checked of it stays true.
     *
     * @param id the id of the household
     */
    public void lock(long id) {
        households.lock(id);
    }

    /**
     * @param household a household
     * @return its members as last recorded
     */
    public List<Member> membersOf(Household household) {
        return labour.membersOf(household);
    }
}
