package org.shouwang.notice.web;

import java.util.List;
import java.util.stream.Collectors;
import org.shouwang.notice.Notice;
import org.shouwang.notice.NoticedHousehold;
import org.shouwang.notice.Notices;
import org.shouwang.notice.process.ObjectionIntake;
import org.shouwang.region.Regions;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of a notice in the form in which it is printed, with the objections below it. */
@PageController
@RequestMapping("/notices/{noticeNo}")
class NoticePages {

    private static final String VIEW = "notice";

    private final ObjectionIntake intake;
    private final Notices notices;
    private final Regions regions;
    private final AdjustableClock clock;

    NoticePages(ObjectionIntake intake, Notices notices, Regions regions, AdjustableClock clock) {
        this.intake = intake;
        this.notices = notices;
        this.regions = regions;
        this.clock = clock;
    }

    @GetMapping
    String show(@PathVariable String noticeNo, Model model) {
        model.addAttribute("statement", "");
        model.addAttribute("against", "");
        model.addAttribute("errors", List.of());
        fill(model, intake.visible(noticeNo));
        return VIEW;
    }

    @PostMapping("/objections")
    ModelAndView object(@PathVariable String noticeNo, @RequestParam(defaultValue = "") String caseNo,
                        @RequestParam(defaultValue = "") String statement, Model model, RedirectAttributes redirect) {
        try {
            intake.receive(noticeNo, caseNo, statement);
        } catch (InvalidInputException e) {
            fill(model, intake.visible(noticeNo));
            return new ModelAndView(VIEW, HttpStatus.BAD_REQUEST).addObject("statement", statement)
                    .addObject("against", caseNo).addObject("errors", e.errors());
        }
        redirect.addFlashAttribute("done", "异议已登记，乡镇已收到“核查处理异议”任务。");
        return new ModelAndView("redirect:/notices/" + noticeNo);
    }

    private void fill(Model model, Notice notice) {
        model.addAttribute("notice", notice);
        model.addAttribute("village", regions.findVillage(notice.villageCode()).orElseThrow());
        List<NoticedHousehold> households = notices.householdsOf(notice.id());
        model.addAttribute("households", households);
        model.addAttribute("names", households.stream().collect(Collectors.toMap(NoticedHousehold::caseNo, NoticedHousehold::headName)));
        model.addAttribute("objections", notices.objectionsOf(notice.id()));
        model.addAttribute("mayObject", notice.isOpen() && intake.mayObject(notice));
        model.addAttribute("notYetPosted", clock.today().isBefore(notice.postedFrom()));
    }
}
