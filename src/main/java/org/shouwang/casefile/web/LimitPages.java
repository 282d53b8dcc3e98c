package org.shouwang.casefile.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Extension;
import org.shouwang.deadline.ExtensionOutcome;
import org.shouwang.deadline.Extensions;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.Urgings;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of extensions (延期) and urging (催办) of a case. Each action has a page of its own, since none can be undone. */
@PageController
@RequestMapping("/cases/{caseNo}")
class LimitPages {

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final Deadlines deadlines;
    private final Extensions extensions;
    private final Urgings urgings;
    private final CaseTasks tasks;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LimitPages(CaseFiles cases, CaseKinds kinds, Deadlines deadlines, Extensions extensions, Urgings urgings, CaseTasks tasks,
               CurrentUsers users, AdjustableClock clock) {
        this.cases = cases;
        this.kinds = kinds;
        this.deadlines = deadlines;
        this.extensions = extensions;
        this.urgings = urgings;
        this.tasks = tasks;
        this.users = users;
        this.clock = clock;
    }

    /** The input as it was typed. */
    record Request(String rule, String until, String reason) {
    }

    record Decision(String outcome, String until, String opinion) {
    }

    @GetMapping("/extensions/new")
    ModelAndView newExtension(@PathVariable String caseNo) {
        extensions.requireAsker(caseNo);
        List<Limit> askable = askable(caseNo);
        if (askable.isEmpty()) {
            throw new ConflictException("本案没有可以申请延期的时限：时限已经完成，或者已有一份申请待县级决定", caseNo);
        }
        return request(caseNo, new Request(askable.get(0).rule().name(), "", ""), HttpStatus.OK, List.of());
    }

    @PostMapping("/extensions")
    ModelAndView ask(@PathVariable String caseNo, Request entered, RedirectAttributes redirect) {
        extensions.requireAsker(caseNo);
        try {
            extensions.ask(caseNo, entered.rule(), day(entered.until()), entered.reason());
        } catch (InvalidInputException e) {
            return request(caseNo, entered, HttpStatus.BAD_REQUEST, e.errors());
        }
        redirect.addFlashAttribute("done", "延期申请已提交，等县级乡村振兴部门决定。");
        return new ModelAndView("redirect:/cases/" + caseNo);
    }

    @GetMapping("/extensions/{id}")
    ModelAndView showExtension(@PathVariable String caseNo, @PathVariable long id) {
        Extension request = toDecide(caseNo, id);
        if (request.outcome() != null) {
            throw new ConflictException("该延期申请已经决定", caseNo);
        }
        return decision(request, new Decision(null, request.askedUntil().toString(), ""), HttpStatus.OK, List.of());
    }

    @PostMapping("/extensions/{id}/decision")
    ModelAndView decide(@PathVariable String caseNo, @PathVariable long id, Decision entered, RedirectAttributes redirect) {
        Extension request = toDecide(caseNo, id);
        ExtensionOutcome outcome = Arrays.stream(ExtensionOutcome.values())
                .filter(value -> value.name().equals(entered.outcome())).findFirst().orElse(null);
        try {
            extensions.decide(id, outcome, day(entered.until()), entered.opinion());
        } catch (InvalidInputException e) {
            return decision(request, entered, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return decision(request, entered, HttpStatus.CONFLICT, List.of()).addObject("conflict", e.getMessage());
        }
        redirect.addFlashAttribute("done", outcome == ExtensionOutcome.GRANTED ? "已同意延期，截止日和待办的日期已经改过来。"
                : "已决定不同意延期，截止日不变。");
        return new ModelAndView("redirect:/cases/" + caseNo);
    }

    @GetMapping("/urgings/new")
    ModelAndView newUrging(@PathVariable String caseNo) {
        urgings.requireRight(caseNo);
        if (!urgings.mayUrge(caseNo)) {
            throw new ConflictException("本案现在没有由您的下级办理的事项，不能催办", caseNo);
        }
        return urging(caseNo, "", HttpStatus.OK, List.of());
    }

    @PostMapping("/urgings")
    ModelAndView urge(@PathVariable String caseNo, @RequestParam(defaultValue = "") String note, RedirectAttributes redirect) {
        urgings.requireRight(caseNo);
        try {
            urgings.urge(caseNo, note);
        } catch (InvalidInputException e) {
            return urging(caseNo, note, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return urging(caseNo, note, HttpStatus.CONFLICT, List.of()).addObject("conflict", e.getMessage());
        }
        redirect.addFlashAttribute("done", "已催办，办理岗位收到了消息，催办内容也写在待办上。");
        return new ModelAndView("redirect:/cases/" + caseNo);
    }

    private ModelAndView request(String caseNo, Request entered, HttpStatus status, List<FieldError> errors) {
        return page("case-extension", caseNo, status, errors).addObject("entered", entered)
                .addObject("limits", askable(caseNo)).addObject("mostDays", Extensions.MOST_DAYS)
                .addObject("totalDays", extensions.totalDays()).addObject("today", clock.today());
    }

    private ModelAndView decision(Extension request, Decision entered, HttpStatus status, List<FieldError> errors) {
        return page("case-extension-decision", request.caseNo(), status, errors).addObject("entered", entered)
                .addObject("request", request).addObject("askedBy", users.displayName(request.askedBy()))
                .addObject("limit", deadlines.find(request.caseNo(), request.rule()).orElseThrow())
                .addObject("outcomes", ExtensionOutcome.values()).addObject("today", clock.today());
    }

    private ModelAndView urging(String caseNo, String note, HttpStatus status, List<FieldError> errors) {
        List<OpenTask> open = tasks.openOf(List.of(caseNo));
        return page("case-urging", caseNo, status, errors).addObject("note", note).addObject("openTasks", open)
                .addObject("postNames", users.postNames(open.stream().map(OpenTask::group).toList()))
                .addObject("limits", pressing(caseNo)).addObject("today", clock.today());
    }

    private ModelAndView page(String view, String caseNo, HttpStatus status, List<FieldError> errors) {
        CaseFile item = cases.visible(caseNo);
        return new ModelAndView(view, status).addObject("item", item).addObject("errors", errors).addObject("subjectTitle", kinds.of(item).subjectTitle())
                .addObject("villageName", cases.villageOf(item).fullName());
    }

    private List<Limit> askable(String caseNo) {
        return deadlines.of(caseNo).stream().filter(extensions::mayAsk).toList();
    }

    private List<Limit> pressing(String caseNo) {
        return deadlines.of(caseNo).stream().filter(Limit::isPressing).toList();
    }

    private Extension toDecide(String caseNo, long id) {
        extensions.requireDecider(id);
        Extension request = extensions.visible(id);
        if (!request.caseNo().equals(caseNo)) {
            throw new NotFoundException("没有这份延期申请");
        }
        return request;
    }

    private static LocalDate day(String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new InvalidInputException("until", "延期至", "须为 yyyy-MM-dd 格式的日期");
        }
    }
}
