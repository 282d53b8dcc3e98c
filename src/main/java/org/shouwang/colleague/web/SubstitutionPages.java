package org.shouwang.colleague.web;

import java.time.LocalDate;
import java.util.List;
import org.shouwang.colleague.Leave;
import org.shouwang.security.Substitution;
import org.shouwang.security.Substitutions;
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

/** The page of leave and substitutes: one's own, and for the county's department those of the county. */
@PageController
@RequestMapping("/substitutions")
class SubstitutionPages {

    private static final int PAGE_SIZE = 20;

    private final Leave leave;
    private final Substitutions substitutions;
    private final AdjustableClock clock;

    SubstitutionPages(Leave leave, Substitutions substitutions, AdjustableClock clock) {
        this.leave = leave;
        this.substitutions = substitutions;
        this.clock = clock;
    }

    /** A substitution with its state today and whether the user may end it. */
    record Row(Substitution item, Term.State state, String stateText, boolean mayEnd) {
    }

    /** What was filled in. */
    record Form(String post, String substitute, String from, String until) {
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String state, @RequestParam(required = false) String cursor) {
        String today = clock.today().toString();
        return page(state, cursor, new Form("", "", today, today), HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView name(@RequestParam(defaultValue = "") String post, @RequestParam(defaultValue = "") String substitute,
                      @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String until,
                      @RequestParam(defaultValue = "false") String confirmed, RedirectAttributes redirect) {
        substitutions.requireMayName();
        Form form = new Form(post, substitute, from, until);
        try {
            FieldErrors errors = new FieldErrors();
            Substitutions.Wish wish = new Substitutions.Wish(post, substitute, errors.day("from", "开始日期", from),
                    errors.day("until", "结束日期", until));
            errors.throwIfAny();
            String warning = "true".equals(confirmed) ? null : substitutions.warningAbout(wish).orElse(null);
            if (warning != null) {
                return page("", null, form, HttpStatus.BAD_REQUEST, List.of(new FieldError("substitute", "代理人", warning)))
                        .addObject("otherLevel", true);
            }
            Substitution made = leave.name(wish);
            redirect.addFlashAttribute("done", "已登记：" + made.substituteName() + made.text() + "，" + made.from() + " 至 " + made.until() + "。");
        } catch (InvalidInputException e) {
            return page("", null, form, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return page("", null, form, HttpStatus.CONFLICT, List.of(new FieldError("substitute", "代理人", e.getMessage())));
        }
        return new ModelAndView("redirect:/substitutions");
    }

    @PostMapping("/{id}/end")
    String end(@PathVariable long id, RedirectAttributes redirect) {
        Substitution ended = leave.end(id);
        redirect.addFlashAttribute("done", "代理已结束：" + ended.substituteName() + "不再" + ended.text() + "。");
        return "redirect:/substitutions";
    }

    private ModelAndView page(String state, String cursor, Form form, HttpStatus status, List<FieldError> errors) {
        boolean all = state.equals("all");
        Page<Substitution> page = substitutions.find(!all, cursor, PAGE_SIZE);
        boolean mayName = substitutions.mayName();
        LocalDate today = clock.today();
        return new ModelAndView("substitutions", status).addObject("form", form).addObject("errors", errors).addObject("all", all)
                .addObject("mayName", mayName).addObject("posts", mayName ? substitutions.posts() : List.of())
                .addObject("colleagues", mayName ? substitutions.colleagues() : List.of())
                .addObject("rows", page.items().stream().map(item -> new Row(item, item.state(today), item.stateText(today),
                        item.state(today) != Term.State.ENDED && substitutions.mayEnd(item))).toList())
                .addObject("paging", Paging.of("/substitutions", cursor, page).with("state", all ? "all" : null));
    }
}
