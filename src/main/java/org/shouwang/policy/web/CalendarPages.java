package org.shouwang.policy.web;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shouwang.deadline.WorkingDays;
import org.shouwang.policy.PolicyRights;
import org.shouwang.policy.WorkingCalendar;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of the working calendar: the years, and which running limits a new notice moves. */
@PageController
@RequestMapping("/calendar")
class CalendarPages {

    private static final int MOST_SHOWN = 50;

    private final WorkingCalendar calendar;
    private final WorkingDays working;
    private final PolicyRights rights;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CalendarPages(WorkingCalendar calendar, WorkingDays working, PolicyRights rights, CurrentUsers users, AdjustableClock clock) {
        this.calendar = calendar;
        this.working = working;
        this.rights = rights;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView show(@RequestParam(defaultValue = "") String year) {
        rights.require();
        int today = clock.today().getYear();
        int shown = year.matches("\\d{4}") ? Integer.parseInt(year) : today;
        int next = working.notice(today).isEmpty() ? today : today + 1;
        return page(shown, new WorkingCalendar.Wish(String.valueOf(next), "", "", ""), HttpStatus.OK, List.of());
    }

    private ModelAndView page(int year, WorkingCalendar.Wish form, HttpStatus status, List<FieldError> errors) {
        int today = clock.today().getYear();
        return new ModelAndView("calendar", status).addObject("year", year).addObject("form", form).addObject("errors", errors)
                .addObject("years", Stream.concat(working.years().stream(), IntStream.rangeClosed(today, today + 1).boxed()).distinct().sorted().toList())
                .addObject("spans", WorkingCalendar.spans(working.of(year))).addObject("notice", working.notice(year).orElse(null))
                .addObject("entries", working.entries(year)).addObject("users", users).addObject("missing", calendar.missing().orElse(null));
    }

    /** Shows which running limits a notice would move. Nothing is entered yet. */
    @PostMapping("/preview")
    ModelAndView preview(@RequestParam(defaultValue = "") String year, @RequestParam(defaultValue = "") String source,
                         @RequestParam(defaultValue = "") String days, @RequestParam(defaultValue = "") String reason) {
        rights.require();
        WorkingCalendar.Wish form = new WorkingCalendar.Wish(year, source, days, reason);
        try {
            WorkingCalendar.Checked notice = calendar.check(form);
            return new ModelAndView("calendar-preview").addObject("form", form).addObject("notice", notice)
                    .addObject("spans", WorkingCalendar.spans(notice.days()))
                    .addObject("moved", notice.moved().moved().stream().limit(MOST_SHOWN).toList());
        } catch (InvalidInputException e) {
            return page(year.matches("\\d{4}") ? Integer.parseInt(year) : clock.today().getYear(), form, HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    @PostMapping
    ModelAndView enter(@RequestParam(defaultValue = "") String year, @RequestParam(defaultValue = "") String source,
                       @RequestParam(defaultValue = "") String days, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        rights.require();
        WorkingCalendar.Wish form = new WorkingCalendar.Wish(year, source, days, reason);
        try {
            WorkingCalendar.Checked notice = calendar.enter(form);
            redirect.addFlashAttribute("done", "已登记" + notice.year() + "年放假安排，移动了 " + notice.moved().moved().size() + " 项正在计时的时限。");
            return new ModelAndView("redirect:/calendar").addObject("year", notice.year());
        } catch (InvalidInputException e) {
            return page(year.matches("\\d{4}") ? Integer.parseInt(year) : clock.today().getYear(), form, HttpStatus.BAD_REQUEST, e.errors());
        }
    }
}
