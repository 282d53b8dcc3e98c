package org.shouwang.notice.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.notice.Notices;
import org.shouwang.notice.process.SharedNotices;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a village posts one notice for several households. */
@PageController
class SharedNoticePages {

    private static final String VIEW = "notice-new";

    private final SharedNotices shared;
    private final Notices notices;
    private final AdjustableClock clock;

    SharedNoticePages(SharedNotices shared, Notices notices, AdjustableClock clock) {
        this.shared = shared;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * Shows the households that wait. Those that the address names are ticked; of several lists only theirs is shown.
     */
    @GetMapping("/notices/new")
    String show(@RequestParam(name = "caseNo", required = false) List<String> caseNos, Model model) {
        shared.requireRight();
        model.addAttribute("errors", List.of());
        fill(model, caseNos == null ? List.of() : caseNos, null, clock.today().toString());
        return VIEW;
    }

    @PostMapping("/notices")
    ModelAndView post(@RequestParam(required = false) List<String> caseNos, @RequestParam(required = false) String postedAt,
                      @RequestParam(defaultValue = "") String postedFrom,
                      Model model, RedirectAttributes redirect) {
        try {
            String noticeNo = shared.post(caseNos, postedAt, JsonBodies.day(Map.of("postedFrom", postedFrom), "postedFrom", "公示起始日"));
            redirect.addFlashAttribute("done", "公示已登记，可以打印张贴。公示期满、没有成立的异议的户，自动转乡镇审核。");
            return new ModelAndView("redirect:/notices/" + noticeNo);
        } catch (InvalidInputException e) {
            return again(caseNos, postedAt, postedFrom, e.errors(), HttpStatus.BAD_REQUEST, model);
        } catch (ConflictException e) {
            return again(caseNos, postedAt, postedFrom, List.of(new FieldError("caseNos", "公示的户", e.getMessage())),
                    HttpStatus.CONFLICT, model);
        }
    }

    private ModelAndView again(List<String> caseNos, String postedAt, String postedFrom, List<FieldError> errors,
                               HttpStatus status, Model model) {
        model.addAttribute("errors", errors);
        fill(model, caseNos == null ? List.of() : caseNos, postedAt, postedFrom);
        return new ModelAndView(VIEW, status);
    }

    private void fill(Model model, List<String> caseNos, String postedAt, String postedFrom) {
        List<SharedNotices.Waiting> all = shared.waiting();
        List<SharedNotices.Waiting> named = all.stream().filter(group -> group.hasAny(caseNos)).toList();
        model.addAttribute("groups", named.isEmpty() ? all : named);
        model.addAttribute("ticked", caseNos);
        model.addAttribute("postedAt", Optional.ofNullable(postedAt).or(() -> all.stream().findFirst()
                .flatMap(group -> notices.lastPlaceIn(group.village().code()))).orElse(""));
        model.addAttribute("postedFrom", postedFrom);
    }
}
