package org.shouwang.microloan.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.household.Household;
import org.shouwang.household.KnownMember;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.Purpose;
import org.shouwang.microloan.process.LoanBorrowers;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a village or bank applies for a loan for a household that was found before. */
@PageController
@RequestMapping("/loans/new")
class LoanApplicationPages {

    private final LoanBorrowers borrowers;
    private final LoanRights rights;
    private final ProcessDoor door;
    private final Regions regions;
    private final CurrentUsers users;

    LoanApplicationPages(LoanBorrowers borrowers, LoanRights rights, ProcessDoor door, Regions regions, CurrentUsers users) {
        this.borrowers = borrowers;
        this.rights = rights;
        this.door = door;
        this.regions = regions;
        this.users = users;
    }

    /** What was entered. {@code members} are those among whom the page let the borrower be chosen, see {@link #listed}. */
    record Application(String householdNo, String borrower, String members, String borrowerIdNumber, String amount, String purpose, String termMonths,
                       String bankCode) {
    }

    @GetMapping
    ModelAndView ask(@RequestParam(defaultValue = "") String householdNo) {
        rights.requireApplicant();
        return householdNo.isBlank() ? new ModelAndView("redirect:/loans/borrowers")
                : page(new Application(householdNo, "", "", "", "", "", "", ""), null, HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView apply(Application entered, RedirectAttributes redirect) {
        rights.requireApplicant();
        if (entered.householdNo() == null || entered.householdNo().isBlank()) {
            throw new InvalidInputException("householdNo", "借款的户", "请先查找并选择");
        }
        Household household = borrowers.household(entered.householdNo());
        List<KnownMember> members = borrowers.membersOf(household);
        try {
            Map<String, Object> fields = new HashMap<>();
            fields.put("householdNo", entered.householdNo());
            fields.put("borrowerIdNumber", borrowerOf(entered, members));
            fields.put("amount", entered.amount());
            fields.put("purpose", entered.purpose());
            fields.put("termMonths", entered.termMonths());
            fields.put("bankCode", entered.bankCode());
            String loanNo = door.start(LoanCases.PROCESS, fields);
            redirect.addFlashAttribute("done", "申请已受理，承办银行已收到“贷前调查”任务。");
            return new ModelAndView("redirect:/loans/" + loanNo);
        } catch (InvalidInputException e) {
            return page(entered, members, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return page(entered, members, HttpStatus.CONFLICT, List.of()).addObject("conflict", e.getMessage());
        }
    }

    /** Returns the identity number of the member that was chosen; the page itself knows none. */
    private static String borrowerOf(Application entered, List<KnownMember> members) {
        if (entered.borrower() == null || entered.borrower().isBlank()) {
            return entered.borrowerIdNumber();
        }
        if (!listed(members).equals(entered.members())) {
            throw new InvalidInputException("borrowerIdNumber", "借款人", "成员名单已变化，请重新选择");
        }
        return members.stream().filter(each -> String.valueOf(each.number()).equals(entered.borrower())).findFirst().map(KnownMember::idNumber)
                .orElseThrow(() -> new InvalidInputException("borrowerIdNumber", "借款人", "须为该户列出的成员"));
    }

    /** Names the members in their order. A survey may have changed them while a page was open, and a place is another's then. */
    private static String listed(List<KnownMember> members) {
        return members.stream().map(each -> each.number() + each.name() + each.relation()).collect(Collectors.joining("，"));
    }

    /** Shows the application, or why the household may not borrow; then the page shows nobody of it. */
    private ModelAndView page(Application entered, List<KnownMember> known, HttpStatus status, List<FieldError> errors) {
        Household household = borrowers.household(entered.householdNo());
        Optional<String> obstacle = borrowers.obstacle(household);
        ModelAndView page = new ModelAndView("loan-new", status).addObject("entered", entered).addObject("errors", errors)
                .addObject("householdNo", household.householdNo()).addObject("obstacle", obstacle.orElse(null));
        if (obstacle.isPresent()) {
            return page;
        }
        List<KnownMember> members = known == null ? borrowers.membersOf(household) : known;
        String bank = LoanBorrowers.bankOf(household);
        return page.addObject("headName", household.headName()).addObject("villageName", regions.nameOf(household.villageCode()))
                .addObject("members", members).addObject("listed", listed(members)).addObject("purposes", Purpose.values())
                .addObject("bank", bank).addObject("bankName", users.postNames(List.of(bank)).getOrDefault(bank, bank));
    }
}
