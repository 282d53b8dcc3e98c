package org.shouwang.taskform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.TaskClaims;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.engine.TaskDrafts;
import org.shouwang.engine.TaskForm;
import org.shouwang.engine.TaskForms;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.shouwang.taskform.FormInput;
import org.shouwang.taskform.FormPart;
import org.shouwang.taskform.FormView;
import org.shouwang.taskform.Rows;
import org.shouwang.taskform.Screens;
import org.shouwang.taskform.TaskViews;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;

/**
 * A task's form on a phone, one group of questions on each screen, light enough for a village without a good network. Each
 * screen is kept in the user's draft, so that the visit goes on where it was left, here or on the task's page; and it is
 * checked by the door when the user goes on, so that what is wrong is said while the family is still there.
 */
@PageController
@RequestMapping("/tasks/{taskId}/visit")
class VisitPages {

    private static final String VIEW = "visit-form";
    /** The number of a screen in addresses; the first is 1. */
    private static final String SCREEN = "screen";
    /** The name under which a screen sends the id of its group of questions. */
    private static final String GROUP = "_group";
    /** The beginning of the button that adds a row to a repeated group; the group's key follows. */
    private static final String ADD = "add:";

    private final TaskForms forms;
    private final TaskViews views;
    private final TaskDrafts drafts;
    private final TaskClaims claims;
    private final TaskDecisions decisions;
    private final ProcessDoor door;

    VisitPages(TaskForms forms, TaskViews views, TaskDrafts drafts, TaskClaims claims, TaskDecisions decisions, ProcessDoor door) {
        this.forms = forms;
        this.views = views;
        this.drafts = drafts;
        this.claims = claims;
        this.decisions = decisions;
        this.door = door;
    }

    @GetMapping
    ModelAndView show(@PathVariable String taskId, @RequestParam(defaultValue = "1") String screen) {
        return answer(taskId, () -> {
            TaskForm task = forms.of(taskId);
            return page(task, valuesOf(task), screen, List.of());
        }, () -> done(taskId));
    }

    /**
     * Keeps a screen and goes on to the next if nothing on it is wrong, or back to the last one in any case; without a button it
     * only keeps what is filled in. The screen is known by its group of questions, since its number changes with the answers; if
     * the form has it no more, nothing is kept.
     */
    @PostMapping
    ModelAndView keep(@PathVariable String taskId, @RequestParam(name = GROUP, defaultValue = "") String group,
                      @RequestParam(name = "_do", defaultValue = "") String button, HttpServletRequest request,
                      HttpServletResponse response, RedirectAttributes redirect) {
        return answer(taskId, () -> kept(forms.of(taskId), group, button, request, response), () -> {
            if (button.isEmpty()) {
                throw new ConflictException("这项待办已经办结，没有保存");
            }
            redirect.addFlashAttribute(TaskPages.LATE, true);
            return done(taskId);
        });
    }

    private ModelAndView kept(TaskForm task, String group, String button, HttpServletRequest request, HttpServletResponse response) {
        Map<String, Object> before = valuesOf(task);
        List<List<FormPart>> screens = Screens.of(views.partsOf(task, before, List.of()));
        int place = Screens.at(screens, group);
        if (place < 0) {
            return conflict(page(task, before, "1", List.of()), "这一页已随核实结果改变，没有保存，请从头核对");
        }
        if (drafts.find(task.taskId()).isEmpty()) {
            claims.claimIfFree(task.taskId());
        }
        Map<String, Object> values = Rows.changed(Screens.merged(before, screens.get(place), request.getParameterMap()), button);
        drafts.keep(task.taskId(), values);
        if (button.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        if ("next".equals(button)) {
            List<FieldError> errors = wrongOn(task, values, place);
            if (!errors.isEmpty()) {
                ModelAndView page = page(task, values, String.valueOf(place + 1), errors);
                page.setStatus(HttpStatus.BAD_REQUEST);
                return page;
            }
        }
        int next = place + 1 + ("next".equals(button) ? 1 : "back".equals(button) ? -1 : 0);
        String row = button.startsWith(ADD) ? Screens.lastRow(Screens.of(views.partsOf(task, values, List.of())).get(place), button.substring(ADD.length()))
                .map(field -> "#" + UriUtils.encodeFragment(field, StandardCharsets.UTF_8)).orElse("") : "";
        return new ModelAndView("redirect:/tasks/" + task.taskId() + "/visit?" + SCREEN + "=" + Math.max(1, next) + row);
    }

    /** Leads back to the visit: a reload of a refused completion asks for its address. */
    @GetMapping("/completion")
    String again(@PathVariable String taskId) {
        return "redirect:/tasks/" + taskId + "/visit";
    }

    @PostMapping("/completion")
    ModelAndView complete(@PathVariable String taskId) {
        return answer(taskId, () -> completed(forms.of(taskId)), () -> done(taskId));
    }

    private ModelAndView completed(TaskForm task) {
        Map<String, Object> values = valuesOf(task);
        try {
            door.complete(task.taskId(), FormInput.known(task.components(), values));
        } catch (InvalidInputException e) {
            List<List<FormPart>> screens = Screens.of(views.partsOf(task, values, List.of()));
            ModelAndView page = page(task, values, String.valueOf(Screens.with(screens, e.errors().get(0).field()) + 1), e.errors());
            page.setStatus(HttpStatus.BAD_REQUEST);
            return page;
        } catch (ConflictException e) {
            if (decisions.ofTask(task.taskId()).isPresent()) {
                throw e;
            }
            return conflict(page(task, values, String.valueOf(Integer.MAX_VALUE), List.of()), e.getMessage());
        }
        return done(task.taskId());
    }

    /** Answers about an open task, or about one that somebody has completed, be it at this very moment. */
    private ModelAndView answer(String taskId, Supplier<ModelAndView> open, Supplier<ModelAndView> done) {
        if (decisions.ofTask(taskId).isPresent()) {
            return done.get();
        }
        try {
            return open.get();
        } catch (NotFoundException | ConflictException e) {
            if (decisions.ofTask(taskId).isEmpty()) {
                throw e;
            }
            return done.get();
        }
    }

    /** Leads to the page of the task, which says who completed it. */
    private static ModelAndView done(String taskId) {
        return new ModelAndView("redirect:/tasks/" + taskId);
    }

    private static ModelAndView conflict(ModelAndView page, String detail) {
        page.setStatus(HttpStatus.CONFLICT);
        return page.addObject("conflict", detail);
    }

    /** Returns what the door would refuse of a screen's fields; nothing if the whole task is not for the user to decide. */
    private List<FieldError> wrongOn(TaskForm task, Map<String, Object> values, int place) {
        List<List<FormPart>> screens = Screens.of(views.partsOf(task, values, List.of()));
        if (place >= screens.size()) {
            return List.of();
        }
        try {
            door.check(task.taskId(), FormInput.known(task.components(), values));
        } catch (InvalidInputException e) {
            return Screens.wrongOn(screens.get(place), e.errors());
        } catch (ConflictException | ForbiddenException e) {
            // The page says it on every screen, and so does the answer to the completion.
            return List.of();
        }
        return List.of();
    }

    private Map<String, Object> valuesOf(TaskForm task) {
        return drafts.find(task.taskId()).map(TaskDrafts.Draft::values).orElseGet(() -> FormView.initial(task.components(), task.facts()));
    }

    private ModelAndView page(TaskForm task, Map<String, Object> values, String screen, List<FieldError> errors) {
        List<List<FormPart>> screens = Screens.of(views.partsOf(task, values, errors));
        int place = place(screen, screens.size());
        List<FormPart> parts = place < screens.size() ? screens.get(place) : List.of();
        List<FieldError> here = Screens.wrongOn(parts, errors);
        return new ModelAndView(VIEW).addObject("view", views.of(task, values, errors, null)).addObject("taskId", task.taskId())
                .addObject("parts", parts).addObject("group", parts.isEmpty() ? null : Screens.groupOf(parts)).addObject("screen", place + 1).addObject("screens", screens.size())
                .addObject("last", place >= screens.size()).addObject("answers", place < screens.size() ? List.of() : Screens.answers(screens)).addObject("errors", here).addObject("elsewhere", errors.size() - here.size());
    }

    /** Returns the place of a screen, from 0; the one behind the last asks whether to send. */
    private static int place(String screen, int screens) {
        return screen.matches("[1-9]\\d{0,8}") ? Math.min(Integer.parseInt(screen) - 1, screens) : 0;
    }
}
