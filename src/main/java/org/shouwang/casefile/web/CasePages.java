package org.shouwang.casefile.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseSearch;
import org.shouwang.casefile.Unmasking;
import org.shouwang.casefile.process.Withdrawal;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitState;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
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

/** The pages of the list of cases, of a case, and of its withdrawal. */
@PageController
@RequestMapping("/cases")
class CasePages {

    private static final int PAGE_SIZE = 20;

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final CaseSearch search;
    private final CaseViews views;
    private final CaseFacts caseFacts;
    private final Withdrawal withdrawal;
    private final Unmasking unmasking;
    private final Deadlines deadlines;
    private final CaseParts parts;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CasePages(CaseFiles cases, CaseKinds kinds, CaseSearch search, CaseViews views, CaseFacts caseFacts, Withdrawal withdrawal,
              Unmasking unmasking, Deadlines deadlines, CaseParts parts, CurrentUsers users, AdjustableClock clock) {
        this.cases = cases;
        this.kinds = kinds;
        this.search = search;
        this.views = views;
        this.caseFacts = caseFacts;
        this.withdrawal = withdrawal;
        this.unmasking = unmasking;
        this.deadlines = deadlines;
        this.parts = parts;
        this.users = users;
        this.clock = clock;
    }

    record CaseRow(String caseNo, String process, String kind, String status, String statusText, String headName, String villageName,
                   LocalDate begunOn, List<LimitBadge> openLimits) {
    }

    record LimitBadge(String name, String state, String stateText, LocalDate dueOn, LocalDate overdueBefore) {
    }

    @GetMapping
    String list(@RequestParam(required = false) String cursor, Model model) {
        return find("", cursor, model);
    }

    /** Finds cases by POST and not by GET, since browsers and proxies keep addresses, and names must not be kept there. */
    @PostMapping
    String find(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) String cursor, Model model) {
        Page<CaseFile> page = search.find(null, q, cursor, PAGE_SIZE);
        model.addAttribute("q", q.strip());
        model.addAttribute("total", Page.amount(search.count(q)));
        model.addAttribute("paging", Paging.of("/cases", cursor, page).with("q", q));
        model.addAttribute("rows", page.items().stream().map(this::row).toList());
        return "cases";
    }

    @GetMapping("/{caseNo}")
    String show(@PathVariable String caseNo, Model model) {
        return page(cases.visible(caseNo), null, model);
    }

    @PostMapping("/{caseNo}/id-numbers")
    String showIdNumbers(@PathVariable String caseNo, @RequestParam(defaultValue = "") String reason, Model model,
                         HttpServletResponse response) {
        try {
            return page(cases.visible(caseNo), unmasking.show(caseNo, reason), model);
        } catch (InvalidInputException e) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("reasonErrors", e.errors());
            return page(cases.visible(caseNo), null, model);
        }
    }

    /** Fills the page; {@code persons} are those whose numbers are shown unmasked, or null if nothing is. */
    private String page(CaseFile item, List<CasePerson> persons, Model model) {
        CaseView view = views.of(item);
        model.addAttribute("item", view);
        model.addAttribute("returnReason", returnReason(item, view));
        model.addAttribute("headName", kinds.of(item).nameOf(item));
        Map<String, String> facts = new LinkedHashMap<>(kinds.of(item).pageFactsOf(item));
        if (persons != null) {
            facts.putAll(kinds.of(item).personalFactsOf(item));
        }
        model.addAttribute("facts", facts);
        model.addAttribute("subjectTitle", kinds.of(item).subjectTitle());
        model.addAttribute("posted", kinds.of(item).path().notice());
        model.addAttribute("registeredBy", users.displayName(item.registeredBy()));
        parts.fill(item, model);
        model.addAttribute("mayWithdraw", mayWithdraw(item));
        model.addAttribute("withdrawn", item.withdrawalReason() == null ? null : withdrawal.actOf(item.caseNo()).orElse(null));
        model.addAttribute("users", users);
        model.addAttribute("headIdMasked", IdNumber.masked(item.headIdNumber()));
        model.addAttribute("mayUnmask", unmasking.isAllowed(item) && (!kinds.of(item).personsOf(item).isEmpty() || !kinds.of(item).personalFactsOf(item).isEmpty()));
        model.addAttribute("asksReason", unmasking.asksReason(item));
        model.addAttribute("persons", persons == null ? List.of() : persons);
        return "case";
    }

    @GetMapping("/{caseNo}/withdrawal")
    String askForReason(@PathVariable String caseNo, Model model) {
        withdrawal.requireRight(caseNo);
        CaseFile item = cases.visible(caseNo);
        if (!mayWithdraw(item)) {
            throw new ConflictException("案件已经办结或已作出决定，不能撤回", caseNo);
        }
        model.addAttribute("item", item);
        model.addAttribute("subjectTitle", kinds.of(item).subjectTitle());
        model.addAttribute("villageName", cases.villageOf(item).fullName());
        model.addAttribute("reason", "");
        model.addAttribute("errors", List.of());
        return "case-withdrawal";
    }

    @PostMapping("/{caseNo}/withdrawal")
    ModelAndView withdraw(@PathVariable String caseNo, @RequestParam(defaultValue = "") String reason,
                          RedirectAttributes redirect) {
        try {
            withdrawal.withdraw(caseNo, reason);
        } catch (InvalidInputException e) {
            CaseFile item = cases.visible(caseNo);
            return new ModelAndView("case-withdrawal", HttpStatus.BAD_REQUEST).addObject("item", item).addObject("subjectTitle", kinds.of(item).subjectTitle())
                    .addObject("villageName", cases.villageOf(item).fullName())
                    .addObject("reason", reason).addObject("errors", e.errors());
        } catch (ConflictException e) {
            throw new ConflictException(e.getMessage(), caseNo);
        }
        redirect.addFlashAttribute("done", "案件已撤回。");
        return new ModelAndView("redirect:/cases/" + caseNo);
    }

    /** Returns why the case is back at a task that was done before, for whoever reads what was written in its steps; null if it is not back. */
    private String returnReason(CaseFile item, CaseView view) {
        List<String> done = view.steps().stream().map(CaseView.StepView::task).toList();
        return !kinds.of(item).isReadInFull(item) ? null : view.openTasks().stream().map(CaseView.OpenTaskView::task).filter(done::contains)
                .map(task -> caseFacts.returnReason(item.caseNo(), task)).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private boolean mayWithdraw(CaseFile item) {
        return item.status().isInProgress() && withdrawal.isMyPost(item);
    }

    private CaseRow row(CaseFile item) {
        LocalDate begunOn = item.foundOn() == null ? ChinaTime.dayOf(item.registeredAt()) : item.foundOn();
        return new CaseRow(item.caseNo(), item.process(), kinds.of(item).title(), item.status().code(), kinds.statusText(item), item.headName(),
                cases.villageOf(item).fullName(), begunOn, deadlines.of(item.caseNo()).stream().filter(Limit::isPressing).map(this::badge).toList());
    }

    private LimitBadge badge(Limit limit) {
        LimitState state = limit.state(clock.instant());
        return new LimitBadge(limit.rule().title(), state.name(), state.title(), limit.dueOn(),
                limit.missedDueOn() == null ? null : limit.overdueSince(clock.instant()));
    }
}
