package org.shouwang.problems.web;

import java.util.List;
import java.util.Map;
import org.shouwang.engine.CaseTasks;
import org.shouwang.problems.FindingEntry;
import org.shouwang.problems.Ledgers;
import org.shouwang.problems.Problem;
import org.shouwang.problems.ProblemEntry;
import org.shouwang.problems.ProblemRights;
import org.shouwang.problems.ProblemSearch;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.problems.Problems;
import org.shouwang.problems.Rounds;
import org.shouwang.problems.Units;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of problems (问题整改): list, registration, a problem with its lines side by side, and ledgers. */
@PageController
@RequestMapping("/problems")
class ProblemPages {

    private static final int PAGE_SIZE = 20;

    private final ProblemSearch search;
    private final Problems problems;
    private final ProblemViews views;
    private final ProblemEntry entry;
    private final ProblemRights rights;
    private final FindingEntry findings;
    private final Ledgers ledgers;
    private final Rounds rounds;
    private final Units units;
    private final Regions regions;
    private final CaseTasks tasks;
    private final AdjustableClock clock;

    ProblemPages(ProblemSearch search, Problems problems, ProblemViews views, ProblemEntry entry, ProblemRights rights,
                 FindingEntry findings, Ledgers ledgers, Rounds rounds, Units units, Regions regions, CaseTasks tasks,
                 AdjustableClock clock) {
        this.search = search;
        this.problems = problems;
        this.views = views;
        this.entry = entry;
        this.rights = rights;
        this.findings = findings;
        this.ledgers = ledgers;
        this.rounds = rounds;
        this.units = units;
        this.regions = regions;
        this.tasks = tasks;
        this.clock = clock;
    }

    record Row(Problem problem, String countyName, boolean late) {
    }

    record ProblemForm(String round, String aspect, String title, String description, String dueOn, String departments,
                       String county, String foundIn) {
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String round, @RequestParam(defaultValue = "") String status,
                @RequestParam(defaultValue = "") String county, @RequestParam(required = false) String cursor, Model model) {
        Page<Problem> page = search.find(round, status, county, cursor, PAGE_SIZE);
        model.addAttribute("rows", page.items().stream().map(each -> new Row(each, views.countyName(each),
                views.isLate(each))).toList());
        model.addAttribute("paging", Paging.of("/problems", cursor, page).with("round", round).with("status", status).with("county", county));
        model.addAttribute("total", Page.amount(search.count(round, status, county)));
        model.addAttribute("round", round);
        model.addAttribute("status", status);
        model.addAttribute("county", county);
        model.addAttribute("rounds", rounds.all());
        model.addAttribute("statuses", ProblemStatus.values());
        model.addAttribute("counties", regions.ofLevel(RegionLevel.COUNTY));
        model.addAttribute("mayRegister", rights.mayRegister());
        model.addAttribute("mayOpenRounds", rights.mayOpenRounds());
        return "problems";
    }

    @GetMapping("/new")
    ModelAndView ask() {
        rights.requireRegistrar();
        String year = String.valueOf(clock.today().getYear());
        return ask(new ProblemForm(rounds.all().stream().findFirst().map(each -> each.code()).orElse(year), "", "", "", "", "",
                rights.ownCounty(), ""), HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView register(ProblemForm form, RedirectAttributes redirect) {
        rights.requireRegistrar();
        try {
            String problemNo = entry.register(new ProblemEntry.Entry(form.round(), form.aspect(), form.title(), form.description(),
                    form.dueOn(), List.of(form.departments() == null ? "" : form.departments()), form.county(), form.foundIn()));
            redirect.addFlashAttribute("done", "问题已登记，责任部门和县（市、区）已同时收到任务。");
            return new ModelAndView("redirect:/problems/" + problemNo);
        } catch (InvalidInputException e) {
            return ask(form, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return ask(form, HttpStatus.CONFLICT, List.of(new FieldError("round", "轮次", e.getMessage())));
        }
    }

    private ModelAndView ask(ProblemForm form, HttpStatus status, List<FieldError> errors) {
        String county = form.county() == null || rights.counties().stream().noneMatch(each -> each.code().equals(form.county()))
                ? rights.counties().get(0).code() : form.county();
        return new ModelAndView("problem-new", status).addObject("form", form).addObject("errors", errors)
                .addObject("mayOpenRounds", rights.mayOpenRounds()).addObject("rounds", rounds.all())
                .addObject("counties", rights.counties()).addObject("choices", units.choices(county).values());
    }

    @GetMapping("/{problemNo}")
    String show(@PathVariable String problemNo, Model model) {
        fill(problems.visible(problemNo), model);
        model.addAttribute("errors", List.of());
        return "problem";
    }

    private void fill(Problem problem, Model model) {
        model.addAttribute("problem", views.of(problem));
        model.addAttribute("mayNote", findings.mayNote(problem));
        model.addAttribute("townships", regions.childrenOf(problem.countyCode()));
        model.addAttribute("mayStrikeOff", findings.mayStrikeOff(problem));
        model.addAttribute("openTasks", tasks.mine(problem.problemNo()));
        model.addAttribute("handovers", views.handoversOf(problem));
    }

    @PostMapping("/{problemNo}/findings")
    ModelAndView addFinding(@PathVariable String problemNo, @RequestParam(defaultValue = "") String region,
                            @RequestParam(defaultValue = "") String household, @RequestParam(defaultValue = "") String description,
                            @RequestParam(defaultValue = "") String measures, Model model, RedirectAttributes redirect) {
        Problem problem = problems.visible(problemNo);
        return kept(problem, () -> findings.add(problem, region, household, description, measures), "排查问题已登记。", model, redirect);
    }

    @PostMapping("/{problemNo}/findings/{position}")
    ModelAndView setFinding(@PathVariable String problemNo, @PathVariable int position,
                            @RequestParam(defaultValue = "") String result, @RequestParam(defaultValue = "false") boolean struckOff,
                            Model model, RedirectAttributes redirect) {
        Problem problem = problems.visible(problemNo);
        return kept(problem, () -> findings.set(problem, position, result, struckOff), "整改结果已登记。", model, redirect);
    }

    private ModelAndView kept(Problem problem, Runnable act, String done, Model model, RedirectAttributes redirect) {
        try {
            act.run();
        } catch (InvalidInputException e) {
            fill(problem, model);
            return new ModelAndView("problem", HttpStatus.BAD_REQUEST).addObject("errors", e.errors());
        } catch (ConflictException e) {
            fill(problem, model);
            return new ModelAndView("problem", HttpStatus.CONFLICT).addObject("errors", List.of()).addObject("conflict", e.getMessage());
        }
        redirect.addFlashAttribute("done", done);
        return new ModelAndView("redirect:/problems/" + problem.problemNo());
    }

    @GetMapping("/ledger")
    String ledger(@RequestParam(defaultValue = "") String round, @RequestParam(defaultValue = "1") String form,
                  @RequestParam(defaultValue = "") String county, @RequestParam(defaultValue = "") String region,
                  @RequestParam(defaultValue = "") String unit, Model model) {
        String code = round.isBlank() ? rounds.all().stream().findFirst().map(each -> each.code()).orElse("2022") : round;
        model.addAttribute("ledger", ledgers.of(code, form, county, region, unit));
        model.addAttribute("asked", Map.of("round", code, "form", form, "county", county, "region", region, "unit", unit));
        model.addAttribute("rounds", rounds.all());
        model.addAttribute("counties", regions.ofLevel(RegionLevel.COUNTY));
        model.addAttribute("townships", county.isBlank() ? List.of() : regions.childrenOf(county));
        model.addAttribute("units", county.isBlank() ? Map.of() : units.choices(county));
        return "problem-ledger";
    }
}
