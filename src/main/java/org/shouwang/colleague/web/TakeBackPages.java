package org.shouwang.colleague.web;

import java.util.List;
import org.shouwang.colleague.TakeBack;
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

/** The page on which a user takes back the own last step of a case. */
@PageController
@RequestMapping("/cases/{caseNo}/take-back")
class TakeBackPages {

    private final TakeBack takeBack;

    TakeBackPages(TakeBack takeBack) {
        this.takeBack = takeBack;
    }

    @GetMapping
    ModelAndView ask(@PathVariable String caseNo) {
        return page(caseNo, "", HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView takeBack(@PathVariable String caseNo, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        try {
            TakeBack.Again again = takeBack.takeBack(caseNo, reason);
            redirect.addFlashAttribute("done", "已撤回，“" + again.name() + "”重新由您办理。");
        } catch (InvalidInputException e) {
            return page(caseNo, reason, HttpStatus.BAD_REQUEST, e.errors());
        }
        return new ModelAndView("redirect:/cases/" + caseNo);
    }

    private ModelAndView page(String caseNo, String reason, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("case-take-back", status).addObject("caseNo", caseNo).addObject("step", takeBack.requireRight(caseNo))
                .addObject("reason", reason).addObject("errors", errors);
    }
}
