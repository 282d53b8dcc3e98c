package org.shouwang.elimination.web;

import java.util.List;
import org.shouwang.elimination.Proposal;
import org.shouwang.elimination.Proposals;
import org.shouwang.shared.FieldError;
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

/** The pages of proposals of eliminations. */
@PageController
@RequestMapping("/elimination-proposals")
class ProposalPages {

    private static final int PAGE_SIZE = 20;

    private final Proposals proposals;

    ProposalPages(Proposals proposals) {
        this.proposals = proposals;
    }

    record Row(Proposal item, boolean mine) {
    }

    @GetMapping
    String list(@RequestParam(required = false) String cursor, Model model) {
        Page<Proposal> page = proposals.find(cursor, PAGE_SIZE);
        model.addAttribute("rows", page.items().stream().map(item -> new Row(item, proposals.isMyPost(item))).toList());
        model.addAttribute("paging", Paging.of("/elimination-proposals", cursor, page));
        return "elimination-proposals";
    }

    @GetMapping("/{proposalId}/dismissal")
    ModelAndView ask(@PathVariable long proposalId) {
        Proposal item = proposals.visible(proposalId);
        proposals.requireRight(item);
        return form(item, "", HttpStatus.OK, List.of());
    }

    @PostMapping("/{proposalId}/dismissal")
    ModelAndView dismiss(@PathVariable long proposalId, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        Proposal item = proposals.visible(proposalId);
        proposals.requireRight(item);
        try {
            proposals.dismiss(proposalId, reason);
        } catch (InvalidInputException e) {
            return form(item, reason, HttpStatus.BAD_REQUEST, e.errors());
        }
        redirect.addFlashAttribute("done", "已记录，一段时间内不再提示这一户。");
        return new ModelAndView("redirect:/elimination-proposals");
    }

    private static ModelAndView form(Proposal item, String reason, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("elimination-proposal-dismissal", status).addObject("item", item)
                .addObject("reason", reason).addObject("errors", errors);
    }
}
