package org.shouwang.paper.web;

import java.util.List;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.paper.PaperSets;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.ModelMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page on which one kind of paper is made for many cases of a village. */
@PageController
@RequestMapping("/documents")
class PaperSetPages {

    private final PaperSets sets;
    private final CaseKinds kinds;

    PaperSetPages(PaperSets sets, CaseKinds kinds) {
        this.sets = sets;
        this.kinds = kinds;
    }

    record Row(String caseNo, String headName, String statusText) {
    }

    @GetMapping
    String ask(@RequestParam(defaultValue = "") String paper, @RequestParam(defaultValue = "") String village, ModelMap model) {
        fill(model, paper, village);
        return "paper-set";
    }

    @PostMapping
    Object make(@RequestParam(defaultValue = "") String paper, @RequestParam(defaultValue = "") String village,
                @RequestParam(name = "caseNo", required = false) List<String> caseNos) {
        try {
            return DocumentFiles.answer(sets.make(paper.replaceFirst(".*/", ""), caseNos));
        } catch (InvalidInputException e) {
            ModelMap model = new ExtendedModelMap();
            fill(model, paper, village);
            return new ModelAndView("paper-set", model, HttpStatus.BAD_REQUEST).addObject("wrong", e.errors().get(0).message());
        }
    }

    private void fill(ModelMap model, String paper, String village) {
        List<CaseFile> cases = sets.casesOf(paper.replaceFirst("/.*", ""), village);
        model.addAttribute("choices", sets.choices());
        model.addAttribute("villages", sets.villages());
        model.addAttribute("paper", paper);
        model.addAttribute("village", village);
        model.addAttribute("asked", !paper.isEmpty() && !village.isEmpty());
        model.addAttribute("rows", cases.stream().map(item -> new Row(item.caseNo(), item.headName(), kinds.statusText(item))).toList());
    }
}
