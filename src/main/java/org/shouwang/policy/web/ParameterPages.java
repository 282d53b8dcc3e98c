package org.shouwang.policy.web;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shouwang.policy.Parameter;
import org.shouwang.policy.Parameters;
import org.shouwang.policy.Replay;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of dated parameters: the list, one parameter with its rows, and whom a new row would change. */
@PageController
@RequestMapping("/parameters")
class ParameterPages {

    private final Parameters parameters;
    private final Replay replay;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    ParameterPages(Parameters parameters, Replay replay, CurrentUsers users, AdjustableClock clock) {
        this.parameters = parameters;
        this.replay = replay;
        this.users = users;
        this.clock = clock;
    }

    /** What was filled in; what was not is empty. */
    record Form(String value, String from, String source, String reason, String again) {

        Form {
            value = Objects.requireNonNullElse(value, "");
            from = Objects.requireNonNullElse(from, "");
            source = Objects.requireNonNullElse(source, "");
            reason = Objects.requireNonNullElse(reason, "");
            again = Objects.requireNonNullElse(again, "");
        }

        Parameters.Wish of(String code) {
            return new Parameters.Wish(code, value, from, source, reason);
        }
    }

    /** A row with its state today and who entered it. */
    record RowView(String value, LocalDate from, String source, String reason, String enteredBy, String state, boolean mayWithdraw) {
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String theme) {
        List<Parameter> found = parameters.find(name);
        Map<String, List<Parameter>> themes = found.stream().filter(each -> theme.isEmpty() || each.theme().equals(theme))
                .collect(Collectors.groupingBy(Parameter::theme, LinkedHashMap::new, Collectors.toList()));
        return new ModelAndView("parameters").addObject("themes", themes).addObject("name", name.strip()).addObject("theme", theme)
                .addObject("allThemes", new TreeSet<>(parameters.find("").stream().map(Parameter::theme).toList()))
                .addObject("today", clock.today());
    }

    @GetMapping("/{code}")
    ModelAndView parameter(@PathVariable String code, Form form) {
        return page(code, form, HttpStatus.OK, List.of());
    }

    private ModelAndView page(String code, Form form, HttpStatus status, List<FieldError> errors) {
        Parameter item = parameters.get(code);
        LocalDate today = clock.today();
        LocalDate begun = item.on(today).map(Parameter.Row::from).orElse(null);
        return new ModelAndView("parameter", status).addObject("item", item).addObject("form", form).addObject("errors", errors)
                .addObject("withdrawn", parameters.withdrawn(code)).addObject("users", users)
                .addObject("rows", item.rows().stream().map(row -> new RowView(item.shown(row.value()), row.from(), row.source(), row.reason(),
                        row.enteredBy() == null ? "随系统安装" : users.displayName(row.enteredBy()),
                        row.from().isAfter(today) ? "待生效" : row.from().equals(begun) ? "现行" : "已被取代", row.mayBeWithdrawn(today))).toList());
    }

    /** Shows whom a new row would change. Nothing is entered yet. */
    @GetMapping("/{code}/preview")
    ModelAndView preview(@PathVariable String code, Form form, @RequestParam(required = false) String cursor) {
        Parameter item = parameters.get(code);
        try {
            return tried(item, parameters.check(form.of(code)), form, cursor, HttpStatus.OK, List.of());
        } catch (InvalidInputException e) {
            return page(code, form, HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    private ModelAndView tried(Parameter item, Parameters.Checked row, Form form, String cursor, HttpStatus status, List<FieldError> errors) {
        ReplayView view = ReplayView.of(replay.parameter(row.parameter(), row.value()), cursor);
        return new ModelAndView("parameter-preview", status).addObject("item", item).addObject("form", form).addObject("replay", view)
                .addObject("errors", errors).addObject("far", item.isFar(row.value(), row.from())).addObject("row", row)
                .addObject("shown", item.shown(row.value()))
                .addObject("before", item.on(row.from()).map(each -> item.shown(each.value())).orElse("没有登记过"))
                .addObject("paging", Paging.of("/parameters/" + item.code() + "/preview", cursor, view.cases()).with("value", form.value())
                        .with("from", form.from()).with("source", form.source()).with("reason", form.reason()).at("cases"));
    }

    /** Enters a row; one with a value far from the present one only if the words that confirm it were written. */
    @PostMapping("/{code}")
    ModelAndView enter(@PathVariable String code, Form form, RedirectAttributes redirect) {
        Parameter item = parameters.get(code);
        try {
            Parameters.Checked checked = parameters.check(form.of(code));
            if (item.isFar(checked.value(), checked.from()) && !("确认" + form.value().strip()).equals(form.again().replaceAll("\\s", ""))) {
                return tried(item, checked, form, null, HttpStatus.BAD_REQUEST, List.of(new FieldError("again", "核对新值",
                        "须写“确认" + form.value().strip() + "”；写错了值的，返回修改")));
            }
            Parameters.Checked row = parameters.enter(form.of(code));
            redirect.addFlashAttribute("done", "已登记：" + row.parameter().title() + "，" + row.from() + " 起 " + row.parameter().shown(row.value()) + "。");
        } catch (InvalidInputException e) {
            return page(code, form, HttpStatus.BAD_REQUEST, e.errors());
        }
        return new ModelAndView("redirect:/parameters/{code}").addObject("code", code);
    }

    @PostMapping("/{code}/withdrawal")
    ModelAndView withdraw(@PathVariable String code, @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String why,
                          RedirectAttributes redirect) {
        parameters.get(code);
        try {
            FieldErrors errors = new FieldErrors();
            LocalDate day = errors.day("from", "生效日期", from);
            if (day == null && !errors.any()) {
                errors.add("from", "生效日期", "为必填项");
            }
            errors.throwIfAny();
            parameters.withdraw(code, day, why);
            redirect.addFlashAttribute("done", "已撤回 " + day + " 起的一行，原值继续有效。");
        } catch (InvalidInputException e) {
            return page(code, new Form("", "", "", "", ""), HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return page(code, new Form("", "", "", "", ""), HttpStatus.CONFLICT, List.of(new FieldError("why", "撤回", e.getMessage())));
        }
        return new ModelAndView("redirect:/parameters/{code}").addObject("code", code);
    }
}
