package org.shouwang.casemove.web;

import java.util.List;
import org.shouwang.casemove.CaseMoves;
import org.shouwang.procedure.Procedures;
import org.shouwang.shared.FieldError;
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

/** The administrators' page on which open cases are moved to the present version of their procedure. */
@PageController
@RequestMapping("/procedures/{key}/moves")
record CaseMovePages(Procedures procedures, CaseMoves moves) {

    private static final int PAGE_SIZE = 20;

    @GetMapping
    ModelAndView cases(@PathVariable String key, @RequestParam(required = false) String cursor) {
        return page(key, cursor, null, "", HttpStatus.OK, List.of());
    }

    private ModelAndView page(String key, String cursor, List<String> chosen, String reason, HttpStatus status, List<FieldError> errors) {
        Page<CaseMoves.Moved> page = moves.behind(key, cursor, PAGE_SIZE);
        return new ModelAndView("procedure-moves", status).addObject("procedure", procedures.get(key).manifest()).addObject("page", page)
                .addObject("chosen", chosen).addObject("reason", reason).addObject("errors", errors)
                .addObject("paging", Paging.of("/procedures/" + key + "/moves", cursor, page));
    }

    @PostMapping
    ModelAndView move(@PathVariable String key, @RequestParam(required = false) List<String> caseNos, @RequestParam(defaultValue = "") String reason,
                      RedirectAttributes redirect) {
        List<String> chosen = caseNos == null ? List.of() : caseNos;
        try {
            long moved = moves.move(key, chosen, reason).stream().filter(each -> each.problems().isEmpty()).count();
            redirect.addFlashAttribute("done", "已把 " + moved + " 件换到新版本" + (moved < chosen.size() ? "，其余的见下面的原因。" : "。"));
        } catch (InvalidInputException e) {
            return page(key, null, chosen, reason, HttpStatus.BAD_REQUEST, e.errors());
        }
        return new ModelAndView("redirect:/procedures/{key}/moves").addObject("key", key);
    }
}
