package org.shouwang.supervision.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitState;
import org.shouwang.deadline.LimitSummary;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.export.TableFormat;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.SearchTexts;
import org.shouwang.subject.Subjects;
import org.shouwang.supervision.LimitExports;
import org.shouwang.supervision.LimitFilter;
import org.shouwang.supervision.LimitFilters;
import org.shouwang.supervision.LimitHolders;
import org.shouwang.supervision.LimitList;
import org.shouwang.supervision.LimitRow;
import org.shouwang.supervision.LimitSort;
import org.shouwang.supervision.Overview;
import org.shouwang.supervision.RuleChoices;
import org.shouwang.supervision.Scope;
import org.shouwang.supervision.StateChoices;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The page 督导 with the figures of the user's regions and the list of the limits behind them. */
@PageController
@RequestMapping("/supervision")
class SupervisionPages {

    private static final int PAGE_SIZE = 20;
    private static final int MAX_SEARCH = 50;

    private final LimitFilters filters;
    private final RuleChoices choices;
    private final Overview overview;
    private final LimitList list;
    private final SearchTexts texts;
    private final SupervisorRights rights;
    private final LimitHolders holders;
    private final Subjects subjects;
    private final Deadlines deadlines;
    private final AdjustableClock clock;

    SupervisionPages(LimitFilters filters, RuleChoices choices, Overview overview, LimitList list, SearchTexts texts,
                     SupervisorRights rights, LimitHolders holders, Subjects subjects, Deadlines deadlines, AdjustableClock clock) {
        this.filters = filters;
        this.choices = choices;
        this.overview = overview;
        this.list = list;
        this.texts = texts;
        this.rights = rights;
        this.holders = holders;
        this.subjects = subjects;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** A number that links to the limits that it counts. */
    record Figure(LimitState state, String title, long amount, String address) {
    }

    record RuleFigures(LimitRule rule, String title, List<Figure> figures, long missed) {
    }

    record Step(String name, String address) {
    }

    record RegionLine(String name, String address, List<Long> amounts, long total) {
    }

    record Line(String caseNo, String headName, String place, String rule, LocalDate dueOn, LimitState state, String stateText,
                String days, LocalDate overdueBefore, List<String> holders, String path) {
    }

    @GetMapping
    String show(ListQuery asked, @RequestParam(required = false) String cursor, Model model) {
        rights.require();
        ListQuery query = asked.orCases();
        LimitFilter filter = filters.of(query.asked());
        fillList(query, filter, cursor, model);
        fillFigures(query, filter.scope(), model);
        return "supervision";
    }

    /** Returns the list alone, for the script that turns its pages. */
    @GetMapping("/list")
    String list(ListQuery asked, @RequestParam(required = false) String cursor, Model model) {
        rights.require();
        ListQuery query = asked.orCases();
        fillList(query, filters.of(query.asked()), cursor, model);
        return "supervision :: list";
    }

    /**
     * Takes the text of a search from a form and redirects to the address of the list, which does not contain anybody's name.
     */
    @PostMapping("/search")
    ModelAndView search(ListQuery query, @RequestParam(defaultValue = "") String q, Model model) {
        rights.require();
        if (q.strip().length() > MAX_SEARCH) {
            show(query, null, model);
            return new ModelAndView("supervision", HttpStatus.BAD_REQUEST).addObject("q", q)
                    .addObject("errors", List.of(new FieldError("q", "查找", "最多" + MAX_SEARCH + "个字")));
        }
        boolean anywhere = !q.isBlank() && RuleChoices.CASES.equals(query.rule());
        ListQuery found = new ListQuery(query.region(), query.state(), anywhere ? RuleChoices.ALL : query.rule(), query.sort(),
                texts.seal(q));
        return new ModelAndView("redirect:" + found.at("/supervision") + "#list");
    }

    private void fillList(ListQuery query, LimitFilter filter, String cursor, Model model) {
        Page<LimitRow> page = list.page(filter, cursor, PAGE_SIZE);
        model.addAttribute("query", query);
        model.addAttribute("filter", filter);
        model.addAttribute("scope", filter.scope());
        model.addAttribute("q", filter.text());
        model.addAttribute("errors", List.of());
        model.addAttribute("stateChoices", StateChoices.choices());
        model.addAttribute("rules", choices.choices());
        model.addAttribute("sorts", LimitSort.values());
        model.addAttribute("total", list.count(filter));
        model.addAttribute("problems", !filter.rules().code().equals(RuleChoices.CASES) ? 0 : list.count(new LimitFilter(filter.scope(), filter.states(),
                choices.get(RuleChoices.PROBLEMS), filter.text(), filter.sort())));
        model.addAttribute("problemsQuery", new ListQuery(query.region(), query.state(), RuleChoices.PROBLEMS, query.sort(),
                query.find()));
        model.addAttribute("mostAtOnce", LimitExports.MOST_AT_ONCE);
        model.addAttribute("formats", TableFormat.values());
        model.addAttribute("lines", lines(filter.scope(), page.items()));
        model.addAttribute("paging", query.turning(page));
    }

    private void fillFigures(ListQuery query, Scope scope, Model model) {
        List<LimitSummary.Row> byRule = overview.byRule(scope);
        model.addAttribute("ruleFigures", byRule.stream().filter(row -> !row.rule().isMinimum())
                .map(row -> figures(query, row)).toList());
        model.addAttribute("noticeFigures", byRule.stream().filter(row -> row.rule().isMinimum())
                .map(row -> figures(query, row)).toList());
        List<Step> path = new ArrayList<>();
        path.add(new Step(scope.rootName(), query.withRegion(null).at("/supervision")));
        scope.path().forEach(region -> path.add(new Step(region.name(), query.withRegion(region.code()).at("/supervision"))));
        model.addAttribute("path", path);
        model.addAttribute("openStates", StateChoices.OPEN.values());
        model.addAttribute("regionLines", overview.byRegion(scope).stream().map(row -> regionLine(query, scope, row)).toList());
        model.addAttribute("attentionStates", StateChoices.ATTENTION.values());
        model.addAttribute("holders", overview.holders(scope));
        model.addAttribute("ages", overview.ages(scope));
        model.addAttribute("months", overview.months(scope));
    }

    private static RuleFigures figures(ListQuery query, LimitSummary.Row row) {
        List<LimitState> shown = row.rule().isMinimum()
                ? List.of(LimitState.RUNNING, LimitState.HELD, LimitState.MET, LimitState.CANCELLED)
                : List.of(LimitState.OVERDUE, LimitState.UNREACHABLE, LimitState.WARNING, LimitState.ON_TRACK,
                        LimitState.MET, LimitState.MET_LATE, LimitState.CANCELLED);
        String title = row.rule().isDated() ? row.name() : row.name() + "（" + row.rule().daysText() + "）";
        return new RuleFigures(row.rule(), title, shown.stream().map(state -> new Figure(state, state.title(),
                row.states().get(state), query.only(state.name(), row.rule().name()).at("/supervision") + "#list")).toList(), row.missed());
    }

    private static RegionLine regionLine(ListQuery query, Scope scope, LimitSummary.Row row) {
        List<Long> amounts = StateChoices.OPEN.values().stream().map(row.states()::get).toList();
        String address = scope.codes().equals(List.of(row.region())) ? null : query.withRegion(row.region()).at("/supervision");
        return new RegionLine(row.name(), address, amounts, amounts.stream().mapToLong(Long::longValue).sum());
    }

    private List<Line> lines(Scope scope, List<LimitRow> rows) {
        Map<Long, List<String>> held = holders.of(rows);
        boolean oneCounty = scope.codes().size() == 1;
        return rows.stream().map(row -> line(row, (oneCounty ? "" : row.county()) + row.township() + row.village(),
                held.get(row.limit().id()))).toList();
    }

    private Line line(LimitRow row, String place, List<String> held) {
        LimitState state = row.limit().state(clock.instant());
        String days = row.limit().metOn() != null ? row.limit().metOn() + " 完成"
                : held.isEmpty() ? "" : deadlines.timeLeft(row.limit()).text();
        return new Line(row.limit().caseNo(), row.headName(), place,
                row.limit().rule().title(), row.limit().dueOn(), state, state.title(), days,
                row.limit().missedDueOn() == null ? null : row.limit().overdueSince(clock.instant()), held,
                subjects.pathOf(row.limit().caseNo()).orElse(null));
    }
}
