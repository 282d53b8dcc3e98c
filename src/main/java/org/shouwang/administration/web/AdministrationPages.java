package org.shouwang.administration.web;

import org.shouwang.administration.Staff;
import org.shouwang.shared.PageController;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The page 管理, from which administrators reach everything that they look after. */
@PageController
class AdministrationPages {

    private final Staff staff;
    private final Environment environment;

    AdministrationPages(Staff staff, Environment environment) {
        this.staff = staff;
        this.environment = environment;
    }

    @GetMapping("/administration")
    ModelAndView show() {
        staff.requireAdministrator();
        return new ModelAndView("administration").addObject("demo", environment.acceptsProfiles(Profiles.of("demo")));
    }
}
