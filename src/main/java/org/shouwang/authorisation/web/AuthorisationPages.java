package org.shouwang.authorisation.web;

import java.time.LocalDate;
import java.util.List;
import org.shouwang.security.Authorisation;
import org.shouwang.security.Authorisations;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Term;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of authorisations: the leading group registers and ends them, others see them. */
@PageController
@RequestMapping("/authorisations")
class AuthorisationPages {

    private static final int PAGE_SIZE = 20;

    private final Authorisations authorisations;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    AuthorisationPages(Authorisations authorisations, CurrentUsers users, AdjustableClock clock) {
        this.authorisations = authorisations;
        this.users = users;
        this.clock = clock;
    }

    /** An authorisation with its state today, who gave it, and whether the user may end it. */
    record Row(Authorisation item, Term.State state, String stateText, String givenBy, boolean mayEnd) {
    }

    /** What was filled in. */
    record Form(String from, String until, String document) {
    }

    @GetMapping
    ModelAndView list(@RequestParam(required = false) String cursor) {
        return page(cursor, new Form(clock.today().toString(), "", ""), HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView give(@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String until,
                      @RequestParam(defaultValue = "") String document, RedirectAttributes redirect) {
        authorisations.requireMayGive();
        try {
            FieldErrors errors = new FieldErrors();
            Authorisations.Wish wish = new Authorisations.Wish(null, errors.day("from", "开始日期", from),
                    errors.day("until", "结束日期", until), document);
            errors.throwIfAny();
            Authorisation given = authorisations.give(wish);
            redirect.addFlashAttribute("done", "已登记授权批准：" + given.from() + " 至 " + given.until() + "，" + given.document() + "。");
            return new ModelAndView("redirect:/authorisations");
        } catch (InvalidInputException e) {
            return page(null, new Form(from, until, document), HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return page(null, new Form(from, until, document), HttpStatus.CONFLICT, List.of(new FieldError("from", "开始日期", e.getMessage())));
        }
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable long id, RedirectAttributes redirect) {
        authorisations.end(id);
        redirect.addFlashAttribute("done", "授权已结束，县级审批仍由领导小组办理。");
        return "redirect:/authorisations";
    }

    private ModelAndView page(String cursor, Form form, HttpStatus status, List<FieldError> errors) {
        Page<Authorisation> page = authorisations.find(cursor, PAGE_SIZE);
        LocalDate today = clock.today();
        return new ModelAndView("authorisations", status).addObject("form", form).addObject("errors", errors)
                .addObject("mayGive", authorisations.mayGive()).addObject("rows", page.items().stream().map(item -> new Row(item,
                        item.state(today), item.stateText(today), users.displayName(item.givenBy()),
                        item.state(today) != Term.State.ENDED && authorisations.mayEnd(item))).toList())
                .addObject("paging", Paging.of("/authorisations", cursor, page));
    }
}
