package org.shouwang.colleague.web;

import java.util.List;
import org.shouwang.colleague.Phrases;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a user's own phrases; the script of other pages gets a choice of them for a field. */
@PageController
@RequestMapping("/phrases")
class PhrasePages {

    private static final String FIELD = "[A-Za-z][A-Za-z0-9_-]{0,60}";

    private final Phrases phrases;

    PhrasePages(Phrases phrases) {
        this.phrases = phrases;
    }

    /**
     * Shows the phrases.
     *
     * @param field the id of the field for which the choice is wanted; only asked by scripts
     */
    @GetMapping
    ModelAndView list(@RequestParam(name = "for", defaultValue = "opinion") String field,
                      @RequestHeader(name = "HX-Request", required = false) String part) {
        if (part != null) {
            return new ModelAndView("phrases :: choice").addObject("phrases", phrases.mine())
                    .addObject("field", field.matches(FIELD) ? field : "opinion");
        }
        return page("", HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView add(@RequestParam(defaultValue = "") String text, RedirectAttributes redirect) {
        try {
            phrases.add(text);
        } catch (InvalidInputException e) {
            return page(text, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return page(text, HttpStatus.CONFLICT, List.of(new FieldError("text", "常用语", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "已增加常用语。");
        return new ModelAndView("redirect:/phrases");
    }

    @PostMapping("/{id}/removal")
    String remove(@PathVariable long id, RedirectAttributes redirect) {
        phrases.remove(id);
        redirect.addFlashAttribute("done", "已删去。");
        return "redirect:/phrases";
    }

    private ModelAndView page(String text, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("phrases", status).addObject("phrases", phrases.mine()).addObject("text", text).addObject("errors", errors);
    }
}
