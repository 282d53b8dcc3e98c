package org.shouwang.demonstration;

import java.time.Duration;
import java.util.List;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which administrators move the demonstration's day forward, so that limits run and timers fire. */
@PageController
@RequestMapping("/demo-clock")
@Profile("demo")
class DemoClockPage {

    private static final int MOST_DAYS = 366;

    private final DemoClock demoClock;
    private final AdjustableClock clock;
    private final CurrentUsers users;

    DemoClockPage(DemoClock demoClock, AdjustableClock clock, CurrentUsers users) {
        this.demoClock = demoClock;
        this.clock = clock;
        this.users = users;
    }

    @GetMapping
    ModelAndView show() {
        requireAdmin();
        return page(HttpStatus.OK, "1", List.of());
    }

    @PostMapping
    ModelAndView move(@RequestParam(defaultValue = "") String days, RedirectAttributes redirect) {
        requireAdmin();
        try {
            if (!days.strip().matches("\\d{1,3}") || Integer.parseInt(days.strip()) < 1 || Integer.parseInt(days.strip()) > MOST_DAYS) {
                throw new InvalidInputException("days", "天数", "须为1至" + MOST_DAYS + "的整数");
            }
            demoClock.moveTo(clock.instant().plus(Duration.ofDays(Integer.parseInt(days.strip()))));
        } catch (InvalidInputException e) {
            return page(HttpStatus.BAD_REQUEST, days, e.errors());
        }
        redirect.addFlashAttribute("done", "演示日期已调到 " + demoClock.read().date() + "，到期的提醒和公示在一分钟内办完。");
        return new ModelAndView("redirect:/demo-clock");
    }

    private ModelAndView page(HttpStatus status, String days, List<FieldError> errors) {
        return new ModelAndView("demo-clock", status).addObject("date", demoClock.read().date()).addObject("days", days).addObject("errors", errors);
    }

    private void requireAdmin() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("只有系统管理员可以使用演示时钟");
        }
    }
}
