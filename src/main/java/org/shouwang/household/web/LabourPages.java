package org.shouwang.household.web;

import java.util.List;
import org.shouwang.household.Health;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.Labour;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.MarkKind;
import org.shouwang.household.Marks;
import org.shouwang.household.Member;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a village records that a member's ability to work has changed. */
@PageController
@RequestMapping("/households/{householdNo}/members/{memberNo}/labour")
class LabourPages {

    private final HouseholdSearch search;
    private final LabourChanges changes;
    private final Marks marks;
    private final AdjustableClock clock;

    LabourPages(HouseholdSearch search, LabourChanges changes, Marks marks, AdjustableClock clock) {
        this.search = search;
        this.changes = changes;
        this.marks = marks;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView ask(@PathVariable String householdNo, @PathVariable int memberNo) {
        Household household = search.visible(householdNo);
        changes.requireRight(household);
        Member member = changes.member(household, memberNo);
        return page(household, memberNo, new LabourForm(member.health().name(), member.labour().name(),
                clock.today().toString(), ""), HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView record(@PathVariable String householdNo, @PathVariable int memberNo,
                        @RequestParam(defaultValue = "") String health, @RequestParam(defaultValue = "") String labour,
                        @RequestParam(defaultValue = "") String foundOn, @RequestParam(defaultValue = "") String reason,
                        RedirectAttributes redirect) {
        Household household = search.visible(householdNo);
        changes.requireRight(household);
        Member before = changes.member(household, memberNo);
        LabourForm form = new LabourForm(health, labour, foundOn, reason);
        try {
            LabourForm.Change change = form.read(before.health(), clock.today());
            boolean ended = changes.record(household, memberNo, change.health(), change.labour(), change.foundOn(), change.reason());
            redirect.addFlashAttribute("done", ended ? "已登记。整户无劳动能力兜底保障户的标注已终止，已告知村和乡镇。" : "已登记。");
            return new ModelAndView("redirect:/households/" + householdNo);
        } catch (InvalidInputException e) {
            return page(household, memberNo, form, HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    private ModelAndView page(Household household, int memberNo, LabourForm form, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("household-labour", status).addObject("household", household)
                .addObject("memberNo", memberNo).addObject("member", changes.member(household, memberNo))
                .addObject("marked", marks.current(household.id(), MarkKind.SAFETY_NET).isPresent())
                .addObject("form", form).addObject("healths", Health.values()).addObject("labours", Labour.values())
                .addObject("errors", errors);
    }
}
