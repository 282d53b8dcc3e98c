package org.shouwang.security.web;

import java.util.List;
import org.shouwang.security.Act;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.shouwang.subject.Subjects;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which administrators read the record of acts. */
@PageController
class ActPage {

    private static final int PAGE_SIZE = 50;

    private final ActQuery query;
    private final CurrentUsers users;
    private final Subjects subjects;

    ActPage(ActQuery query, CurrentUsers users, Subjects subjects) {
        this.query = query;
        this.users = users;
        this.subjects = subjects;
    }

    record ActRow(Act act, String userName, String link) {
    }

    @GetMapping("/acts")
    String list(@RequestParam(required = false) String user, @RequestParam(required = false) String kind,
                @RequestParam(required = false) String subject, @RequestParam(required = false) String refused,
                @RequestParam(required = false) String from, @RequestParam(required = false) String to,
                @RequestParam(required = false) String address, @RequestParam(required = false) String cursor, Model model) {
        ActQuery.Asked asked = new ActQuery.Asked(user, kind, subject, refused, from, to, address);
        Page<Act> page = query.find(asked, cursor, PAGE_SIZE);
        List<ActRow> rows = page.items().stream().map(act -> new ActRow(act,
                users.current(act.userId()).map(CurrentUser::displayName).orElseGet(() -> users.displayName(act.userId())),
                subjects.pathOf(act.subject()).orElse(null))).toList();
        model.addAttribute("asked", asked);
        model.addAttribute("kinds", Act.Kind.values());
        model.addAttribute("paging", asked.turning(Paging.of("/acts", cursor, page)));
        model.addAttribute("rows", rows);
        return "acts";
    }
}
