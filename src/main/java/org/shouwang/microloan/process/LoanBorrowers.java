package org.shouwang.microloan.process;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.KnownMember;
import org.shouwang.household.Surveys;
import org.shouwang.microloan.Application;
import org.shouwang.microloan.Application.Borrower;
import org.shouwang.microloan.LoanParameters;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.LoanTerms;
import org.shouwang.microloan.Purpose;
import org.shouwang.microloan.Refusal;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.springframework.stereotype.Service;

/** Finds who may borrow, for those who apply on their behalf: a household first, then one of its members (LN-1). */
@Service
public class LoanBorrowers {

    private final HouseholdSearch search;
    private final LoanEligibility eligibility;
    private final LoanRights rights;
    private final LoanParameters parameters;
    private final Surveys surveys;
    private final AdjustableClock clock;

    LoanBorrowers(HouseholdSearch search, LoanEligibility eligibility, LoanRights rights, LoanParameters parameters,
                  Surveys surveys, AdjustableClock clock) {
        this.search = search;
        this.eligibility = eligibility;
        this.rights = rights;
        this.parameters = parameters;
        this.surveys = surveys;
        this.clock = clock;
    }

    /**
     * Finds households that may borrow. Those that the conditions exclude whatever they apply for are left out of the page, which
     * may therefore be shorter than asked.
     *
     * @param text    a household's number, or the beginning of the name of the head; empty for all
     * @param village the beginning of the name of the village; empty for all
     * @param cursor  the cursor that the page before gave; null for the first page
     * @param limit   the most households on the page, 1 to 200
     */
    public Page<Household> find(String text, String village, String cursor, int limit) {
        Page<Household> found = search.findBorrowers(text, village, cursor, limit);
        return new Page<>(null, found.items().stream().filter(this::mayBorrow).toList(), found.previousCursor(), found.nextCursor());
    }

    private boolean mayBorrow(Household household) {
        return obstacle(household).isEmpty();
    }

    /**
     * Tells why a household may not borrow, whatever it applies for. The table of the conditions is asked with an application
     * that nothing but the household itself can make it refuse.
     *
     * @param household a household that the user may apply for
     * @return the first reason with its rule; empty if the household may borrow
     */
    public Optional<String> obstacle(Household household) {
        Application least = new Application(household, new Borrower(household.headName(), household.headIdNumber()), BigDecimal.ONE,
                Purpose.PLANTING, 1, bankOf(household));
        return eligibility.refusals(least).stream().filter(refusal -> "householdNo".equals(refusal.field())).map(Refusal::text).findFirst();
    }

    /**
     * Returns a household on whose behalf the user who has signed in may apply for a loan.
     *
     * @param householdNo the household's number; any text that a user typed is allowed
     * @throws NotFoundException if there is no such household
     */
    public Household household(String householdNo) {
        return search.toActFor(householdNo, rights::mayApplyFor);
    }

    /**
     * @param household a household that the user may apply for
     * @return its members of the age at which people may borrow, in the order of the record
     */
    public List<KnownMember> membersOf(Household household) {
        LocalDate today = clock.today();
        LoanTerms terms = parameters.on(today);
        return surveys.membersOf(household).stream().filter(each -> {
            long age = IdNumber.ageOn(each.idNumber(), today);
            return age >= terms.leastAge() && age <= terms.mostAge();
        }).toList();
    }

    /**
     * @param household a household
     * @return the group of the bank of its county
     */
    public static String bankOf(Household household) {
        return new Post(Role.BANK, new Post(Role.VILLAGE, household.villageCode()).countyCode()).group();
    }
}
