package org.shouwang.colleague.web;

import java.util.List;
import org.shouwang.colleague.CaseCopies;
import org.shouwang.colleague.CaseNote;
import org.shouwang.colleague.CaseNotes;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a case's notes and of who gets a copy of its end; the script of other pages gets the latest notes alone. */
@PageController
@RequestMapping("/cases/{caseNo}")
class NotePages {

    private static final int PAGE_SIZE = 20;
    private static final int IN_PANEL = 5;

    private final CaseNotes notes;
    private final CaseCopies copies;

    NotePages(CaseNotes notes, CaseCopies copies) {
        this.notes = notes;
        this.copies = copies;
    }

    @GetMapping("/notes")
    ModelAndView list(@PathVariable String caseNo, @RequestParam(required = false) String cursor,
                      @RequestHeader(name = "HX-Request", required = false) String part) {
        return part != null ? panel(caseNo) : page(caseNo, cursor, "", "", HttpStatus.OK, List.of());
    }

    @PostMapping("/notes")
    ModelAndView add(@PathVariable String caseNo, @RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "") String mention,
                     RedirectAttributes redirect) {
        try {
            notes.add(caseNo, text, mention);
        } catch (InvalidInputException e) {
            return page(caseNo, null, text, mention, HttpStatus.BAD_REQUEST, e.errors());
        }
        redirect.addFlashAttribute("done", "备注已记下。");
        return new ModelAndView("redirect:/cases/" + caseNo + "/notes");
    }

    @PostMapping("/copies")
    ModelAndView copy(@PathVariable String caseNo, @RequestParam(defaultValue = "") String post, RedirectAttributes redirect) {
        try {
            copies.add(caseNo, post);
        } catch (InvalidInputException e) {
            return page(caseNo, null, "", "", HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return page(caseNo, null, "", "", HttpStatus.CONFLICT, List.of(new FieldError("post", "抄送给", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "已登记，案件办结时告知。");
        return new ModelAndView("redirect:/cases/" + caseNo + "/notes");
    }

    private ModelAndView panel(String caseNo) {
        Page<CaseNote> latest = notes.of(caseNo, null, IN_PANEL);
        return new ModelAndView("case-notes :: panel").addObject("caseNo", caseNo).addObject("notes", latest.items())
                .addObject("more", latest.nextCursor() != null).addObject("mayCopy", copies.mayAdd(caseNo))
                .addObject("recipients", notes.recipientsOf(caseNo)).addObject("copies", copies.of(caseNo)).addObject("errors", List.of());
    }

    private ModelAndView page(String caseNo, String cursor, String text, String mention, HttpStatus status, List<FieldError> errors) {
        Page<CaseNote> page = notes.of(caseNo, cursor, PAGE_SIZE);
        return new ModelAndView("case-notes", status).addObject("caseNo", caseNo).addObject("notes", page.items())
                .addObject("paging", Paging.of("/cases/" + caseNo + "/notes", cursor, page)).addObject("text", text).addObject("mention", mention)
                .addObject("readers", notes.readersOf(caseNo)).addObject("recipients", notes.recipientsOf(caseNo)).addObject("copies", copies.of(caseNo))
                .addObject("mayCopy", copies.mayAdd(caseNo)).addObject("errors", errors);
    }
}
