package org.shouwang.taskform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.shouwang.casefile.process.NextSteps;
import org.shouwang.colleague.Phrases;
import org.shouwang.desk.TaskQuery;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.TaskClaims;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.engine.TaskDrafts;
import org.shouwang.engine.TaskForm;
import org.shouwang.engine.TaskForms;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.shouwang.subject.Subjects;
import org.shouwang.taskform.FormInput;
import org.shouwang.taskform.FormPart;
import org.shouwang.taskform.FormView;
import org.shouwang.taskform.NextTask;
import org.shouwang.taskform.Rows;
import org.shouwang.taskform.TaskViews;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * The page of one task. What is filled in is kept on the server from field to field; with scripts the browser only gets those
 * parts that a field has shown or hidden.
 */
@PageController
@RequestMapping("/tasks/{taskId}")
class TaskPages {

    /** The name of what tells the page of a completed task that a form came too late for it. */
    static final String LATE = "late";
    private static final String VIEW = "task";
    /** The name of the button that was pressed. */
    private static final String BUTTON = "_do";
    /** The name under which the page sends the ids of the parts that it hides. */
    private static final String HIDDEN = "_hidden";
    private static final Pattern QUERY = Pattern.compile("[\\w.~%&=+:-]{1,2000}");

    private final TaskForms forms;
    private final TaskViews views;
    private final TaskDrafts drafts;
    private final TaskClaims claims;
    private final TaskDecisions decisions;
    private final ProcessDoor door;
    private final NextSteps nextSteps;
    private final Subjects subjects;
    private final CurrentUsers users;
    private final NextTask nextTask;
    private final Phrases phrases;

    TaskPages(TaskForms forms, TaskViews views, TaskDrafts drafts, TaskClaims claims, TaskDecisions decisions, ProcessDoor door, NextSteps nextSteps,
              Subjects subjects, CurrentUsers users, NextTask nextTask, Phrases phrases) {
        this.forms = forms;
        this.views = views;
        this.drafts = drafts;
        this.claims = claims;
        this.decisions = decisions;
        this.door = door;
        this.nextSteps = nextSteps;
        this.subjects = subjects;
        this.users = users;
        this.nextTask = nextTask;
        this.phrases = phrases;
    }

    @GetMapping
    ModelAndView show(@PathVariable String taskId, HttpServletRequest request) {
        return answer(taskId, request, HttpStatus.OK, () -> {
            TaskForm task = forms.of(taskId);
            Optional<TaskDrafts.Draft> draft = drafts.find(taskId);
            return page(task, draft.map(TaskDrafts.Draft::values).orElseGet(() -> FormView.initial(task.components(), task.facts())),
                    List.of(), draft.map(TaskDrafts.Draft::savedAt).orElse(null), request);
        });
    }

    @PostMapping
    ModelAndView complete(@PathVariable String taskId, HttpServletRequest request,
                          @RequestParam(name = BUTTON, defaultValue = "") String button, RedirectAttributes redirect) {
        return answer(taskId, request, HttpStatus.CONFLICT, () -> completed(taskId, request, button, redirect));
    }

    private ModelAndView completed(String taskId, HttpServletRequest request, String button, RedirectAttributes redirect) {
        Map<String, Object> values = FormInput.read(forms.componentsOf(taskId), request.getParameterMap());
        try {
            door.complete(taskId, values);
        } catch (InvalidInputException e) {
            return refused(taskId, values, e.errors(), request, HttpStatus.BAD_REQUEST);
        } catch (ConflictException e) {
            return done(taskId, request, HttpStatus.CONFLICT).orElseGet(() ->
                    refused(taskId, values, List.of(), request, HttpStatus.CONFLICT).addObject("conflict", e.getMessage()));
        }
        return new ModelAndView("redirect:/tasks/" + ("next".equals(button) ? next(taskId, request, redirect) : taskId) + listQuery(request));
    }

    /**
     * Answers about an open task, or about one that somebody has completed, be it at this very moment.
     *
     * @param late the status of the answer if the task is completed
     */
    private ModelAndView answer(String taskId, HttpServletRequest request, HttpStatus late, Supplier<ModelAndView> open) {
        Optional<ModelAndView> done = done(taskId, request, late);
        if (done.isPresent()) {
            return done.get();
        }
        try {
            return open.get();
        } catch (NotFoundException | ConflictException e) {
            return done(taskId, request, late).orElseThrow(() -> e);
        }
    }

    /** Returns the id of the task that is shown after a completed one: the next of the list, or itself if there is none. */
    private String next(String taskId, HttpServletRequest request, RedirectAttributes redirect) {
        Optional<String> next = nextTask.of(listOf(request, decisions.ofTask(taskId).orElseThrow()), taskId);
        next.ifPresent(id -> {
            NextSteps.Next steps = nextSteps.afterTask(taskId);
            redirect.addFlashAttribute("done", steps.about() + "：" + steps.text() + "。下面是下一件。");
        });
        return next.orElse(taskId);
    }

    private ModelAndView refused(String taskId, Map<String, Object> values, List<FieldError> errors, HttpServletRequest request,
                                 HttpStatus status) {
        TaskForm task = forms.of(taskId);
        Instant savedAt = drafts.keep(taskId, values);
        ModelAndView page = page(task, values, errors, savedAt, request);
        page.setStatus(status);
        return page;
    }

    private ModelAndView page(TaskForm task, Map<String, Object> values, List<FieldError> errors, Instant savedAt,
                              HttpServletRequest request) {
        return new ModelAndView(VIEW).addObject("view", views.of(task, values, errors, savedAt)).addObject("errors", errors)
                .addObject("list", listQuery(request)).addObject("phrases", phrases.mine());
    }

    /**
     * Keeps what is filled in, tells colleagues that the user works on the task if nobody does yet, and answers with what it has changed on the page: the parts that are shown or hidden now, and the
     * rows of a list.
     */
    @PostMapping("/draft")
    ModelAndView keep(@PathVariable String taskId, HttpServletRequest request,
                      @RequestParam(name = BUTTON, defaultValue = "save") String button,
                      @RequestParam(name = HIDDEN, defaultValue = "") List<String> hidden,
                      @RequestHeader(name = "HX-Request", required = false) String scripted, RedirectAttributes redirect) {
        if ("discard".equals(button)) {
            if (claims.of(taskId).mine()) {
                claims.giveBack(taskId);
            }
            drafts.dropMine(taskId);
            redirect.addFlashAttribute("done", "草稿已清除，表单恢复为最初的内容。");
            return new ModelAndView("redirect:/tasks/" + taskId + listQuery(request));
        }
        if (scripted == null) {
            Optional<ModelAndView> done = done(taskId, request, HttpStatus.CONFLICT);
            if (done.isPresent()) {
                return done.get();
            }
        }
        List<FormComponent> components = forms.componentsOf(taskId);
        if (drafts.find(taskId).isEmpty()) {
            claims.claimIfFree(taskId);
        }
        Map<String, Object> values = Rows.changed(FormInput.read(components, request.getParameterMap()), button);
        Instant savedAt = drafts.keep(taskId, values);
        String list = Rows.listOf(button);
        if (scripted == null) {
            redirect.addFlashAttribute("kept", true);
            return new ModelAndView("redirect:/tasks/" + taskId + listQuery(request) + (list == null ? "" : "#" + list));
        }
        Set<String> hides = new HashSet<>(hidden);
        List<FormPart> parts = list == null && !FormView.changes(components, values, hides, forms::conditions) ? List.of()
                : FormPart.changed(views.partsOf(forms.of(taskId), values, List.of()), hides, list);
        return new ModelAndView("task-form-changes").addObject("parts", parts).addObject("savedAt", savedAt)
                .addObject("keep", "/tasks/" + taskId + "/draft");
    }

    /**
     * Returns the page of a task that somebody has completed, which tells who and when and offers what is next. Whoever sends
     * a form is told that nothing of it was registered, also if it is the same user's second form.
     */
    private Optional<ModelAndView> done(String taskId, HttpServletRequest request, HttpStatus status) {
        Optional<TaskDecision> decision = decisions.ofTask(taskId);
        if (decision.isEmpty()) {
            return Optional.empty();
        }
        TaskDecision told = decision.get();
        boolean mine = told.decidedBy().equals(users.get().id());
        if (!mine && !users.get().groups().contains(told.decidedAs())) {
            throw new NotFoundException("没有这项待办");
        }
        Map<String, ?> from = RequestContextUtils.getInputFlashMap(request);
        boolean late = status == HttpStatus.CONFLICT || from != null && from.containsKey(LATE);
        ModelAndView page = new ModelAndView("task-done", status).addObject("decision", told).addObject(LATE, late)
                .addObject("mine", mine).addObject("by", users.displayName(told.decidedBy()))
                .addObject("path", subjects.pathOf(told.caseNo()).orElse(null)).addObject("list", listQuery(request))
                .addObject("next", nextTask.of(listOf(request, told), taskId).orElse(null));
        return Optional.of(mine ? page.addObject("steps", nextSteps.afterTask(taskId)) : page);
    }

    /** Returns what the list from which the user came was asked for; tasks of the same kind if the address names no list. */
    private static TaskQuery listOf(HttpServletRequest request, TaskDecision done) {
        return listQuery(request).isEmpty() ? new TaskQuery(done.processKey(), done.elementId(), null, null, null, null, null, null, null)
                : new TaskQuery(request.getParameter("process"), request.getParameter("task"), request.getParameter("region"),
                        request.getParameter("state"), request.getParameter("due"), request.getParameter("dueFrom"),
                        request.getParameter("dueBefore"), request.getParameter("find"), request.getParameter("sort"));
    }

    /** Returns the query of the list from which the user came, which goes from page to page and back to the list. */
    private static String listQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null && QUERY.matcher(query).matches() ? "?" + query : "";
    }
}
