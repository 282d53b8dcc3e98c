package org.shouwang.supervision.web;

import java.time.LocalDate;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Extension;
import org.shouwang.deadline.Extensions;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitState;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Paging;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page 待决定的延期 with the extensions that the county's department has to decide on. */
@PageController
class ExtensionPages {

    private static final int PAGE_SIZE = 20;

    private final Extensions extensions;
    private final Deadlines deadlines;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    ExtensionPages(Extensions extensions, Deadlines deadlines, Regions regions, CurrentUsers users, AdjustableClock clock) {
        this.extensions = extensions;
        this.deadlines = deadlines;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    record Line(Extension request, String village, LocalDate dueOn, LimitState state, String askedBy) {
    }

    @GetMapping("/supervision/extensions")
    String list(@RequestParam(required = false) String after, Model model) {
        if (!users.get().is(Role.COUNTY)) {
            throw new ForbiddenException("延期由县级乡村振兴部门决定");
        }
        PageRequest asked = PageRequest.of(after, PAGE_SIZE);
        Page<Extension> page = asked.page(extensions.toDecide(asked.after(), asked.rows()), Extension::id);
        model.addAttribute("lines", page.items().stream().map(this::line).toList());
        model.addAttribute("total", extensions.countToDecide());
        model.addAttribute("paging", Paging.of("/supervision/extensions", after, page).by("after"));
        return "supervision-extensions";
    }

    private Line line(Extension request) {
        Limit limit = deadlines.find(request.caseNo(), request.rule()).orElseThrow();
        return new Line(request, regions.findVillage(limit.villageCode()).map(Village::fullName).orElse(limit.villageCode()),
                limit.dueOn(), limit.state(clock.instant()), users.displayName(request.askedBy()));
    }
}
