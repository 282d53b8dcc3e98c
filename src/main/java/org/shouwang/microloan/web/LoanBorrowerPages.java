package org.shouwang.microloan.web;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.household.HouseholdFinder;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.Loans;
import org.shouwang.microloan.process.LoanBorrowers;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a village or bank finds the household that borrows, and sees what it still owes. */
@PageController
@RequestMapping("/loans/borrowers")
class LoanBorrowerPages {

    private static final String PATH = "/loans/borrowers";

    private final HouseholdFinder finder;
    private final LoanBorrowers borrowers;
    private final LoanRights rights;
    private final Loans loans;
    private final CurrentUsers users;

    LoanBorrowerPages(HouseholdFinder finder, LoanBorrowers borrowers, LoanRights rights, Loans loans, CurrentUsers users) {
        this.finder = finder;
        this.borrowers = borrowers;
        this.rights = rights;
        this.loans = loans;
        this.users = users;
    }

    @GetMapping
    ModelAndView show(@RequestParam(required = false) String find, @RequestParam(defaultValue = "") String village,
                      @RequestParam(required = false) String cursor) {
        rights.requireApplicant();
        return page(find, village, cursor);
    }

    /** Finds households by a POST, since names do not belong in addresses; what was found has an address without them. */
    @PostMapping
    ModelAndView find(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String village) {
        rights.requireApplicant();
        if (q.isBlank() && village.isBlank() && !isOfOneVillage()) {
            ModelAndView page = page(null, "", null).addObject("errors", List.of(HouseholdFinder.NOTHING_ASKED));
            page.setStatus(HttpStatus.BAD_REQUEST);
            return page;
        }
        return new ModelAndView("redirect:" + finder.address(PATH, q, village));
    }

    private ModelAndView page(String find, String village, String cursor) {
        HouseholdFinder.Found found = finder.find(PATH, find, village, cursor, isOfOneVillage(), borrowers::find);
        Map<String, BigDecimal> owed = new LinkedHashMap<>();
        found.rows().forEach(row -> owed.put(row.household().householdNo(), loans.ofHousehold(row.household().id()).stream()
                .map(Loan::outstanding).reduce(BigDecimal.ZERO, BigDecimal::add)));
        return new ModelAndView("loan-borrower").addObject("found", found).addObject("errors", List.<FieldError>of()).addObject("owed", owed);
    }

    private boolean isOfOneVillage() {
        return users.get().is(Role.VILLAGE);
    }
}
