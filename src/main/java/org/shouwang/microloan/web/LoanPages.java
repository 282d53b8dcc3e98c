package org.shouwang.microloan.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.household.Household;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.LoanRecords.ExtensionKind;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.LoanSearch;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.Purpose;
import org.shouwang.microloan.process.LoanBorrowers;
import org.shouwang.microloan.process.LoanServicing;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages for the list of loans, for one loan, and for what villages and banks enter. */
@PageController
@RequestMapping("/loans")
class LoanPages {

    private static final int PAGE_SIZE = 20;

    private final LoanSearch search;
    private final LoanRights rights;
    private final LoanViews views;
    private final LoanServicing servicing;
    private final LoanBorrowers borrowers;
    private final ProcessDoor door;
    private final Regions regions;
    private final CurrentUsers users;
    private final CaseTasks tasks;
    private final AdjustableClock clock;

    LoanPages(LoanSearch search, LoanRights rights, LoanViews views, LoanServicing servicing, LoanBorrowers borrowers,
              ProcessDoor door, Regions regions, CurrentUsers users, CaseTasks tasks, AdjustableClock clock) {
        this.search = search;
        this.rights = rights;
        this.views = views;
        this.servicing = servicing;
        this.borrowers = borrowers;
        this.door = door;
        this.regions = regions;
        this.users = users;
        this.tasks = tasks;
        this.clock = clock;
    }

    record LoanRow(String loanNo, LoanStatus status, String borrowerName, String villageName, String purposeText,
                   BigDecimal principal, BigDecimal outstanding, LocalDate dueOn, long overdueDays) {
    }

    /** What was entered. {@code members} are those among whom the page let the borrower be chosen, see {@link #listed}. */
    record Application(String householdNo, String borrower, String members, String borrowerIdNumber, String amount, String purpose, String termMonths,
                       String bankCode) {
    }

    /** What pages may show of a household to those who only lend to it. */
    record HouseholdRow(String householdNo, String headName, String villageName) {
    }

    record Payment(String amount, String paidOn, String receiptNo) {
    }

    record Prolongation(String kind, String termMonths, String reason) {
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String status, @RequestParam(required = false) String cursor, Model model) {
        return find("", status, cursor, model);
    }

    /** Finds loans by a POST, since names do not belong in addresses: browsers and proxies keep addresses. */
    @PostMapping
    String find(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String status,
                @RequestParam(required = false) String cursor, Model model) {
        Page<Loan> page = search.find(status, null, q, cursor, PAGE_SIZE);
        model.addAttribute("q", q.strip());
        model.addAttribute("total", Page.amount(search.count(status, q)));
        model.addAttribute("status", status);
        model.addAttribute("statuses", LoanStatus.values());
        model.addAttribute("paging", Paging.of("/loans", cursor, page).with("q", q).with("status", status));
        model.addAttribute("mayApply", rights.isApplicant());
        model.addAttribute("rows", page.items().stream().map(this::row).toList());
        return "loans";
    }

    private LoanRow row(Loan loan) {
        LocalDate today = clock.today();
        return new LoanRow(loan.loanNo(), loan.status(today), loan.borrowerName(),
                villageName(loan.villageCode()), loan.purpose().title(), loan.principal(),
                loan.outstanding(), loan.dueOn(), loan.overdueDays(today));
    }

    @GetMapping("/{loanNo}")
    String show(@PathVariable String loanNo, Model model) {
        Loan loan = rights.visible(loanNo);
        fill(loan, model);
        boolean serves = rights.mayServe(loan) && loan.outstanding().signum() > 0;
        model.addAttribute("mayRepay", serves);
        model.addAttribute("mayExtend", serves && loan.extensions() == 0 && loan.status(clock.today()) == LoanStatus.DISBURSED);
        model.addAttribute("openTasks", tasks.mine(loanNo));
        return "loan";
    }

    private void fill(Loan loan, Model model) {
        model.addAttribute("loan", views.of(loan));
        model.addAttribute("borrower", loan.borrowerName());
        model.addAttribute("borrowerIdMasked", IdNumber.masked(loan.borrowerId()));
        model.addAttribute("villageName", villageName(loan.villageCode()));
        model.addAttribute("bankName", users.postNames(List.of(loan.bankCode())).getOrDefault(loan.bankCode(), loan.bankCode()));
        model.addAttribute("subsidised", loan.subsidised());
    }

    @GetMapping("/new")
    ModelAndView apply(@RequestParam(defaultValue = "") String householdNo) {
        rights.requireApplicant();
        if (householdNo.isBlank()) {
            return choice("", "", null, HttpStatus.OK, List.of());
        }
        try {
            Household household = borrowers.household(householdNo);
            return application(household, new Application(householdNo, "", "", "", "", "", "", LoanBorrowers.bankOf(household)), HttpStatus.OK,
                    List.of());
        } catch (NotFoundException e) {
            return choice(householdNo, "", null, HttpStatus.NOT_FOUND, List.of(notThere(e)));
        }
    }

    @GetMapping("/borrowers")
    ModelAndView choose(@RequestParam(defaultValue = "") String village, @RequestParam(required = false) String cursor) {
        return choose("", village, cursor);
    }

    /** Finds households by a POST, since names do not belong in addresses. */
    @PostMapping("/borrowers")
    ModelAndView choose(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String village,
                        @RequestParam(required = false) String cursor) {
        rights.requireApplicant();
        return choice(q, village, cursor, HttpStatus.OK, List.of());
    }

    /** Asks for the household. Villages see their own at once, others only those for which they ask. */
    private ModelAndView choice(String q, String village, String cursor, HttpStatus status, List<FieldError> errors) {
        boolean own = users.get().is(Role.VILLAGE);
        boolean asked = own || !q.isBlank() || !village.isBlank();
        Page<Household> page = asked && errors.isEmpty() ? borrowers.find(q, village, cursor, PAGE_SIZE) : new Page<>(null, List.of(), null, null);
        return new ModelAndView("loan-borrower", status).addObject("q", q.strip()).addObject("village", village.strip()).addObject("own", own)
                .addObject("asked", asked && errors.isEmpty()).addObject("errors", errors)
                .addObject("rows", page.items().stream().map(each -> new HouseholdRow(each.householdNo(), each.headName(),
                        villageName(each.villageCode()))).toList())
                .addObject("paging", Paging.of("/loans/borrowers", cursor, page).with("q", q).with("village", village));
    }

    @PostMapping("/new")
    ModelAndView apply(Application entered, RedirectAttributes redirect) {
        rights.requireApplicant();
        try {
            Map<String, Object> fields = new HashMap<>();
            fields.put("householdNo", entered.householdNo());
            fields.put("borrowerIdNumber", borrowerOf(entered));
            fields.put("amount", entered.amount());
            fields.put("purpose", entered.purpose());
            fields.put("termMonths", entered.termMonths());
            fields.put("bankCode", entered.bankCode());
            String loanNo = door.start(LoanCases.PROCESS, fields);
            redirect.addFlashAttribute("done", "申请已受理，承办银行已收到“贷前调查”任务。");
            return new ModelAndView("redirect:/loans/" + loanNo);
        } catch (InvalidInputException e) {
            return again(entered, HttpStatus.BAD_REQUEST, e.errors());
        } catch (NotFoundException e) {
            return choice(entered.householdNo(), "", null, HttpStatus.BAD_REQUEST, List.of(notThere(e)));
        } catch (ConflictException e) {
            return again(entered, HttpStatus.CONFLICT, List.of()).addObject("conflict", e.getMessage());
        }
    }

    /** Returns the identity number of the member that was chosen; the page itself knows none. */
    private String borrowerOf(Application entered) {
        if (entered.borrower() == null || entered.borrower().isBlank() || entered.householdNo() == null) {
            return entered.borrowerIdNumber();
        }
        Household household = borrowers.household(entered.householdNo());
        if (!listed(borrowers.membersOf(household)).equals(entered.members())) {
            throw new InvalidInputException("borrowerIdNumber", "借款人", "成员名单已变化，请重新选择");
        }
        return borrowers.member(household, entered.borrower()).map(LoanBorrowers.Candidate::idNumber)
                .orElseThrow(() -> new InvalidInputException("borrowerIdNumber", "借款人", "须为该户列出的成员"));
    }

    /** Names the members in their order. A survey may have changed them while a page was open, and a place is another's then. */
    private static String listed(List<LoanBorrowers.Candidate> members) {
        return members.stream().map(each -> each.number() + each.name() + each.relation()).collect(Collectors.joining("，"));
    }

    private ModelAndView again(Application entered, HttpStatus status, List<FieldError> errors) {
        return entered.householdNo() == null || entered.householdNo().isBlank()
                ? choice("", "", null, status, List.of(new FieldError("q", "借款的户", "请先查找并选择")))
                : application(borrowers.household(entered.householdNo()), entered, status, errors);
    }

    private static FieldError notThere(NotFoundException e) {
        return new FieldError("q", "户编号", e.getMessage() + "，请核对");
    }

    private ModelAndView application(Household household, Application entered, HttpStatus status, List<FieldError> errors) {
        Optional<String> obstacle = borrowers.obstacle(household);
        if (obstacle.isPresent()) {
            return choice(household.householdNo(), "", null, status, List.of(new FieldError("q", "借款的户", obstacle.get())));
        }
        List<LoanBorrowers.Candidate> members = borrowers.membersOf(household);
        String bank = LoanBorrowers.bankOf(household);
        return new ModelAndView("loan-new", status).addObject("entered", entered).addObject("errors", errors)
                .addObject("household", new HouseholdRow(household.householdNo(), household.headName(), villageName(household.villageCode())))
                .addObject("members", members).addObject("listed", listed(members)).addObject("purposes", Purpose.values())
                .addObject("bank", bank).addObject("bankName", users.postNames(List.of(bank)).getOrDefault(bank, bank));
    }

    private String villageName(String code) {
        return regions.findVillage(code).orElseThrow().fullName();
    }

    @GetMapping("/{loanNo}/repayment")
    ModelAndView askForRepayment(@PathVariable String loanNo, Model model) {
        Loan loan = rights.toServe(loanNo);
        if (loan.outstanding().signum() == 0) {
            throw new ConflictException("该贷款没有未还的本金", loanNo);
        }
        return repayment(loan, new Payment("", clock.today().toString(), ""), HttpStatus.OK, List.of(), model);
    }

    @PostMapping("/{loanNo}/repayment")
    ModelAndView repay(@PathVariable String loanNo, Payment entered, Model model, RedirectAttributes redirect) {
        Loan loan = rights.toServe(loanNo);
        try {
            Map<String, Object> fields = filled("amount", entered.amount(), "paidOn", entered.paidOn());
            servicing.repay(loanNo, JsonBodies.number(fields, "amount", "还款金额"), JsonBodies.day(fields, "paidOn", "还款日期"),
                    entered.receiptNo());
        } catch (InvalidInputException e) {
            return repayment(loan, entered, HttpStatus.BAD_REQUEST, e.errors(), model);
        }
        redirect.addFlashAttribute("done", "还款已登记。");
        return new ModelAndView("redirect:/loans/" + loanNo);
    }

    private ModelAndView repayment(Loan loan, Payment entered, HttpStatus status, List<FieldError> errors, Model model) {
        fill(loan, model);
        return new ModelAndView("loan-repayment", status).addObject("entered", entered).addObject("errors", errors);
    }

    @GetMapping("/{loanNo}/extension")
    ModelAndView askForExtension(@PathVariable String loanNo, Model model) {
        Loan loan = rights.toServe(loanNo);
        if (loan.extensions() > 0 || loan.status(clock.today()) != LoanStatus.DISBURSED) {
            throw new ConflictException(loan.extensions() > 0 ? "该贷款已经续贷或展期一次，不能再次办理"
                    : "续贷或展期在放款后、到期前办理", loanNo);
        }
        return extension(loan, new Prolongation(ExtensionKind.EXTENSION.name(), String.valueOf(loan.termMonths()), ""),
                HttpStatus.OK, List.of(), model);
    }

    @PostMapping("/{loanNo}/extension")
    ModelAndView extend(@PathVariable String loanNo, Prolongation entered, Model model, RedirectAttributes redirect) {
        Loan loan = rights.toServe(loanNo);
        try {
            Map<String, Object> fields = filled("termMonths", entered.termMonths(), "reason", entered.reason());
            servicing.extend(loanNo, LoanApi.kind(entered.kind()),
                    LoanApi.months(JsonBodies.number(fields, "termMonths", "延长的月数")), entered.reason());
        } catch (InvalidInputException e) {
            return extension(loan, entered, HttpStatus.BAD_REQUEST, e.errors(), model);
        }
        redirect.addFlashAttribute("done", "已办理，到期日已经改过来，未还本金不变。");
        return new ModelAndView("redirect:/loans/" + loanNo);
    }

    private ModelAndView extension(Loan loan, Prolongation entered, HttpStatus status, List<FieldError> errors, Model model) {
        fill(loan, model);
        return new ModelAndView("loan-extension", status).addObject("entered", entered).addObject("errors", errors)
                .addObject("kinds", ExtensionKind.values());
    }

    /** Collects the fields that are filled; fields left empty are missing from the map. */
    private static Map<String, Object> filled(String... keysAndValues) {
        Map<String, Object> fields = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i + 1] != null && !keysAndValues[i + 1].isBlank()) {
                fields.put(keysAndValues[i], keysAndValues[i + 1].strip());
            }
        }
        return fields;
    }
}
