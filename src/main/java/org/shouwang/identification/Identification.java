package org.shouwang.identification;

import java.util.List;
import java.util.Optional;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.Opening;
import org.shouwang.comparison.Comparisons;
import org.shouwang.household.Households;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.PersonLookups;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.Surveys;
import org.shouwang.household.WatchedPersons;
import org.shouwang.household.Weighing;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The actions of the steps of a case of identification. Every method works in the transaction of its step. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Identification {

    private final CaseFiles cases;
    private final IdentificationCases kind;
    private final WatchedPersons persons;
    private final PersonLookups lookups;
    private final Surveys surveys;
    private final Households households;
    private final LabourChanges labour;
    private final Comparisons comparisons;
    private final CurrentUsers users;

    Identification(CaseFiles cases, IdentificationCases kind, WatchedPersons persons, PersonLookups lookups, Surveys surveys,
                   Households households, LabourChanges labour, Comparisons comparisons, CurrentUsers users) {
        this.cases = cases;
        this.kind = kind;
        this.persons = persons;
        this.lookups = lookups;
        this.surveys = surveys;
        this.households = households;
        this.labour = labour;
        this.comparisons = comparisons;
        this.users = users;
    }

    /**
     * Registers a clue as a case, whose limit of fifteen days begins.
     *
     * @param clue    the clue
     * @param village the household's village
     * @return the number of the new case
     * @throws ConflictException if the person is in an open case or a monitored household of this county. The exception names
     *     the case to users who may see it. About another county the user is told nothing
     */
    public String register(Clue clue, Village village) {
        lookups.count(1);
        String caseNo = cases.nextNumber(kind, village.countyCode());
        persons.take(clue.headIdNumber(), caseNo).ifPresent(holder -> {
            String shown = cases.shownToUser(holder).orElse(null);
            throw new ConflictException(shown == null ? "该户已有在办案件或已纳入监测，不能重复登记"
                    : "该户已有在办案件或已纳入监测，案件编号 " + shown, shown);
        });
        cases.open(caseNo, kind, new Opening(village, households.idOfHead(clue.headIdNumber(), village.countyCode()).orElse(null), clue.headName(),
                clue.headIdNumber(), clue.riskDescription(), clue.source().name(), clue.foundOn(), clue.externalReference()));
        return caseNo;
    }

    /**
     * Takes all members found at the home into the case, as the household has authorised.
     *
     * @param caseNo the number of the case
     * @param facts  the facts of the visit
     * @return the positions of the members who are in another case or monitored household of this county, or earlier in one of
     *     another county; if there are any, the caller must roll back its transaction
     * @throws ForbiddenException if the user has looked up too many people today, or has been told too often today that
     *     another county has a person
     */
    public List<Integer> takeMembers(String caseNo, SurveyFacts facts) {
        List<String> ids = facts.members().stream().map(member -> member.idNumber()).toList();
        lookups.count(ids.size());
        List<String> taken = persons.replace(ids, caseNo);
        int elsewhere = persons.elsewhere(taken, caseNo).size();
        if (elsewhere > 0) {
            lookups.foundElsewhere(caseNo, elsewhere);
        }
        return taken.stream().map(ids::indexOf).sorted().toList();
    }

    /**
     * Records the visit to the home.
     *
     * @param caseNo   the number of the case
     * @param facts    the facts of the visit
     * @param weighing the suggestion of the table of ID-2
     */
    public void verify(String caseNo, SurveyFacts facts, Weighing weighing) {
        surveys.add(caseNo, facts, weighing, users.get().id());
        CaseFile item = cases.get(caseNo);
        if (!facts.head().name().equals(item.headName())) {
            cases.rename(caseNo, facts.head().name());
        }
        Long known = item.householdId();
        if (known != null) {
            labour.surveyed(known, facts);
        }
    }

    /**
     * Compares the household with the departments' data.
     *
     * @param caseNo the number of the case
     * @throws ConflictException if the household has not signed the authorisation
     */
    public void compare(String caseNo) {
        comparisons.compare(caseNo, cases.get(caseNo).countyCode(), surveys.latestOf(caseNo).orElseThrow().facts());
    }

    /** Returns the latest survey of a case; empty if the home has not been visited yet. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Survey> findSurveyOf(String caseNo) {
        return surveys.latestOf(caseNo);
    }

    /**
     * Admits the household of an approved case to the register as monitored.
     *
     * @return the household's id
     */
    public long admit(CaseFile item) {
        return households.admit(surveys.latestOf(item.caseNo()).orElseThrow(), item.villageCode(), item.countyCode(),
                users.get().id());
    }
}
