package org.shouwang.colleague.web;

import java.util.List;
import org.shouwang.colleague.Handover;
import org.shouwang.engine.TaskClaims;
import org.shouwang.engine.TaskHandover;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.shouwang.subject.Subjects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a task is handed over to a colleague. */
@PageController
@RequestMapping("/tasks/{taskId}/handover")
class HandoverPages {

    private final Handover handover;
    private final TaskClaims claims;
    private final Subjects subjects;

    HandoverPages(Handover handover, TaskClaims claims, Subjects subjects) {
        this.handover = handover;
        this.claims = claims;
        this.subjects = subjects;
    }

    @GetMapping
    ModelAndView ask(@PathVariable String taskId) {
        return page(taskId, "", "", HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView handOver(@PathVariable String taskId, @RequestParam(defaultValue = "") String user,
                          @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        TaskHandover done;
        try {
            done = handover.handOver(taskId, user, reason);
        } catch (InvalidInputException e) {
            return page(taskId, user, reason, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return page(taskId, user, reason, HttpStatus.CONFLICT, List.of(new FieldError("user", "转给", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "“" + done.elementName() + "”已转给" + done.toName() + "办理。");
        return new ModelAndView("redirect:" + subjects.pathOf(done.caseNo()).orElse("/"));
    }

    private ModelAndView page(String taskId, String user, String reason, HttpStatus status, List<FieldError> errors) {
        TaskClaims.Place place = claims.placeOf(taskId);
        return new ModelAndView("task-handover", status).addObject("taskId", taskId).addObject("place", place)
                .addObject("casePath", subjects.pathOf(place.caseNo()).orElse("/")).addObject("user", user).addObject("reason", reason)
                .addObject("colleagues", claims.colleagues(taskId)).addObject("errors", errors);
    }
}
