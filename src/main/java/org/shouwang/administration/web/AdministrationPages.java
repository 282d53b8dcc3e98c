package org.shouwang.administration.web;

import org.shouwang.administration.Staff;
import org.shouwang.shared.PageController;
import org.springframework.web.bind.annotation.GetMapping;

/** The page 管理, from which administrators reach everything that they look after. */
@PageController
class AdministrationPages {

    private final Staff staff;

    AdministrationPages(Staff staff) {
        this.staff = staff;
    }

    @GetMapping("/administration")
    String show() {
        staff.requireAdministrator();
        return "administration";
    }
}
