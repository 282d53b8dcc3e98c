package org.shouwang.engine.web;

import org.shouwang.shared.PageController;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page of rows that a job could not handle and tries again, for administrators. */
@PageController
class HeldRowPage {

    private final HeldRowApi rows;

    HeldRowPage(HeldRowApi rows) {
        this.rows = rows;
    }

    @GetMapping("/held-rows")
    String list(Model model) {
        model.addAttribute("rows", rows.held());
        return "held-rows";
    }
}
