package org.shouwang.microloan.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.engine.CaseTasks;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanRecords.ExtensionKind;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.LoanSearch;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.process.LoanServicing;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
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
    private final Regions regions;
    private final CurrentUsers users;
    private final CaseTasks tasks;
    private final AdjustableClock clock;

    LoanPages(LoanSearch search, LoanRights rights, LoanViews views, LoanServicing servicing,
              Regions regions, CurrentUsers users, CaseTasks tasks, AdjustableClock clock) {
        this.search = search;
        this.rights = rights;
        this.views = views;
        this.servicing = servicing;
        this.regions = regions;
        this.users = users;
        this.tasks = tasks;
        this.clock = clock;
    }

    record LoanRow(String loanNo, LoanStatus status, String borrowerName, String villageName, String purposeText,
                   BigDecimal principal, BigDecimal outstanding, LocalDate dueOn, long overdueDays) {
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
