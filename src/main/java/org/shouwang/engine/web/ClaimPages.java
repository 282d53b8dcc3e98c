package org.shouwang.engine.web;

import org.shouwang.engine.TaskClaims;
import org.shouwang.shared.PageController;
import org.shouwang.subject.Subjects;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives a claimed task back to its post, from the page of its case. */
@PageController
class ClaimPages {

    private final TaskClaims claims;
    private final Subjects subjects;

    ClaimPages(TaskClaims claims, Subjects subjects) {
        this.claims = claims;
        this.subjects = subjects;
    }

    @PostMapping("/tasks/{taskId}/giving-back")
    String giveBack(@PathVariable String taskId, RedirectAttributes redirect) {
        String caseNo = claims.giveBack(taskId);
        redirect.addFlashAttribute("done", "待办已退回岗位，该岗位的人都可以办理。");
        return "redirect:" + subjects.pathOf(caseNo).orElse("/");
    }
}
