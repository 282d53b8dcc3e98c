package org.shouwang.procedure.web;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitState;
import org.shouwang.desk.RegionChoices;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.Deployments;
import org.shouwang.engine.OpenTask;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.procedure.CaseReach;
import org.shouwang.procedure.CaseVersions;
import org.shouwang.procedure.Ledger;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureCases;
import org.shouwang.procedure.ProcedureCircular;
import org.shouwang.procedure.ProcedureFigures;
import org.shouwang.procedure.ProcedureLedger;
import org.shouwang.procedure.Procedures;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages of procedures: which there are, the cases of one, and its ledger. */
@PageController
@RequestMapping("/procedures")
record ProcedurePages(Procedures procedures, FolderFaults folders, CaseVersions versions, Deployments engine, ProcessDoor door, ProcedureCases cases,
                      CaseReach reach, ProcedureLedger ledger, ProcedureFigures figures, ProcedureCircular circular, RegionChoices choices,
                      Regions regions, CaseTasks tasks, Deadlines deadlines, CurrentUsers users, AdjustableClock clock) {

    private static final int PAGE_SIZE = 20;
    private static final int MOST_COLUMNS = 8;
    private static final List<String> LEADING = List.of("number", "subject", "status", "township", "village");

    record Entry(Manifest procedure, String open, boolean seen) {
    }

    record Other(String key, String title, boolean mayStart) {
    }

    record Group(String title, List<Entry> entries) {
    }

    /** A value under its name; of a ledger's row, null if there is none. */
    record Named(String title, String text) {
    }

    /** A row of the ledger: what tells the cases apart stands in columns, and the rest below, so that no screen is too narrow. */
    record LedgerRow(List<Named> first, List<Named> rest) {
    }

    record Search(String key, String title, String type, Map<String, String> options, String value) {
    }

    record Due(LocalDate on, String state, String stateText) {
    }

    record Row(String caseNo, String process, String status, String statusText, String subject, String place, LocalDate startedOn,
               List<Named> values, List<String> open, Due due) {
    }

    record FigureText(String title, String value, String warning) {
    }

    @GetMapping
    String all(@RequestParam(defaultValue = "") String householdNo, Model model) {
        Map<Boolean, List<Entry>> entries = procedures.all().stream()
                .filter(each -> reach.isSeen(each) || each.mayBeStartedBy(users.get(), null))
                .filter(each -> householdNo.isBlank() || each.manifest().subject().fields().contains("householdNo"))
                .collect(Collectors.partitioningBy(each -> each.mayBeStartedBy(users.get(), null), Collectors.mapping(this::entry, Collectors.toList())));
        model.addAttribute("householdNo", householdNo.strip());
        model.addAttribute("groups", List.of(new Group("您可以发起的", entries.get(true)), new Group("您办理或查看的", entries.get(false))).stream()
                .filter(group -> !group.entries().isEmpty()).toList());
        model.addAttribute("others", householdNo.isBlank() ? others() : List.of());
        return "procedures";
    }

    /** Returns the processes that have pages of their own, and are no folders. */
    private List<Other> others() {
        return engine.present().stream().filter(each -> !PublicNoticeProcess.KEY.equals(each.key()) && procedures.find(each.key()).isEmpty())
                .map(each -> new Other(each.key(), each.title(), door.mayStart(each.key()))).toList();
    }

    @GetMapping("/faults")
    ModelAndView faults() {
        return new ModelAndView("procedure-faults").addObject("faults", folders.faults())
                .addObject("folders", procedures.broken().size()).addObject("behind", versions.counts());
    }

    private Entry entry(Procedure procedure) {
        return new Entry(procedure.manifest(), Page.amount(cases.countOpen(procedure)), reach.isSeen(procedure));
    }

    @GetMapping("/{key}")
    ModelAndView list(@PathVariable String key, @RequestParam Map<String, String> query) {
        Procedure procedure = visible(key);
        Map<String, String> fields = new LinkedHashMap<>();
        procedure.manifest().keys(Manifest.Field::search).forEach(field -> fields.put(field, query.getOrDefault(field, "")));
        ProcedureCases.Filter filter = new ProcedureCases.Filter(query.get("status"), query.get("region"), null, null, fields);
        List<FieldError> errors = new ArrayList<>();
        Page<ProcedureCases.Item> page = sound(() -> cases.page(procedure, filter, query.get("cursor"), PAGE_SIZE), errors);
        Paging paging = Paging.of("/procedures/" + key, query.get("cursor"), page).with("status", filter.status()).with("region", filter.region());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            paging = paging.with(field.getKey(), field.getValue());
        }
        return page("procedure-cases", procedure, filter.region(), errors).addObject("rows", rows(procedure, page.items()))
                .addObject("total", errors.isEmpty() ? Page.amount(cases.count(procedure, filter)) : null)
                .addObject("status", filter.status()).addObject("statuses", cases.statuses(procedure))
                .addObject("filtered", page.items().isEmpty() && query.values().stream().anyMatch(value -> !value.isBlank()))
                .addObject("searches", fields.entrySet().stream().map(field -> new Search(field.getKey(), procedure.title(field.getKey()),
                        procedure.type(field.getKey()).name(), procedure.words(field.getKey(), null), field.getValue())).toList())
                .addObject("paging", paging);
    }

    private List<Row> rows(Procedure procedure, List<ProcedureCases.Item> items) {
        Map<String, String> statuses = cases.statuses(procedure);
        Map<String, List<String>> open = tasks.openOf(items.stream().map(ProcedureCases.Item::caseNo).toList()).stream()
                .collect(Collectors.groupingBy(OpenTask::caseNo, Collectors.mapping(OpenTask::name, Collectors.toList())));
        return items.stream().map(item -> new Row(item.caseNo(), procedure.key(), item.status(), procedure.manifest().statusText(item.status(), statuses.get(item.status()), item.values()), item.subject(),
                regions.nameOf(item.regionCode()), item.startedOn(),
                procedure.manifest().keys(Manifest.Field::list).stream().filter(key -> item.values().get(key) != null)
                        .map(key -> new Named(procedure.title(key), text(ProcedureLedger.shown(procedure, key, item.values().get(key))))).toList(),
                open.getOrDefault(item.caseNo(), List.of()).stream().distinct().toList(), dueOf(item.caseNo()))).toList();
    }

    private Due dueOf(String caseNo) {
        return deadlines.of(caseNo).stream().filter(Limit::isPressing).findFirst().map(limit -> {
            LimitState state = limit.state(clock.instant());
            return new Due(limit.dueOn(), state.name(), state.title());
        }).orElse(null);
    }

    @GetMapping("/{key}/ledger")
    ModelAndView ledger(@PathVariable String key, @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to,
                        @RequestParam(defaultValue = "") String region, @RequestParam(required = false) String cursor,
                        @RequestParam(defaultValue = "") String cursorTrail) {
        Procedure procedure = visible(key);
        List<String> header = ProcedureLedger.header(procedure);
        List<FieldError> errors = new ArrayList<>();
        FieldErrors days = new FieldErrors();
        ProcedureCases.Filter filter = new ProcedureCases.Filter(null, region, days.day("from", "起始日期", from), days.day("to", "截止日期", to), Map.of());
        Page<ProcedureCases.Item> page = sound(() -> {
            days.throwIfAny();
            return cases.page(procedure, filter, cursor, PageRequest.MOST);
        }, errors);
        boolean begun = cursor != null && !cursor.isBlank();
        long first = begun ? 1L + PageRequest.MOST * (cursorTrail.isBlank() ? 1L : cursorTrail.split(",").length + 1L) : 1L;
        Map<String, BigDecimal> sums = errors.isEmpty() ? figures.sums(procedure, filter) : Map.of();
        List<Ledger.Column> columns = procedure.manifest().ledger().columns();
        List<Integer> leading = leading(columns);
        return page("procedure-ledger", procedure, region, errors).addObject("header", leading.stream().map(header::get).toList())
                .addObject("rows", ledger.rows(procedure, page, first).stream().map(row -> ledgerRow(header, leading, row)).toList())
                .addObject("sums", columns.stream().filter(column -> sums.containsKey(column.value()))
                        .map(column -> new Named(column.title(), text(sums.get(column.value())))).toList())
                .addObject("uncounted", ProcedureFigures.uncountedText(procedure))
                .addObject("figures", figures.of(procedure, sums).stream().map(figure -> new FigureText(figure.title(), figure.value() == null ? "—"
                        : Decimals.grouped(figure.value()) + (figure.share() ? "%" : ""), figure.warning())).toList())
                .addObject("total", errors.isEmpty() ? Page.amount(cases.count(procedure, filter)) : null)
                .addObject("from", from).addObject("to", to)
                .addObject("paging", Paging.of("/procedures/" + key + "/ledger", cursor, page).with("from", from).with("to", to).with("region", region));
    }

    /** Returns the places of the columns that stand side by side: all, or, of many, the number and those that tell the cases apart. */
    private static List<Integer> leading(List<Ledger.Column> columns) {
        List<String> values = columns.stream().map(Ledger.Column::value).toList();
        IntStream places = columns.size() <= MOST_COLUMNS ? IntStream.rangeClosed(1, columns.size())
                : LEADING.stream().filter(values::contains).mapToInt(value -> values.indexOf(value) + 1);
        return IntStream.concat(IntStream.of(0), places).boxed().toList();
    }

    private static LedgerRow ledgerRow(List<String> header, List<Integer> leading, List<Object> row) {
        return new LedgerRow(leading.stream().map(place -> new Named(header.get(place), text(row.get(place)))).toList(),
                IntStream.range(0, row.size()).filter(place -> !leading.contains(place) && row.get(place) != null)
                        .mapToObj(place -> new Named(header.get(place), text(row.get(place)))).toList());
    }

    @GetMapping("/{key}/circular")
    ModelAndView circular(@PathVariable String key, @RequestParam(defaultValue = "") String month) {
        Procedure procedure = visible(key);
        List<FieldError> errors = new ArrayList<>();
        YearMonth asked = circular.lastMonth();
        try {
            asked = month.isBlank() ? asked : YearMonth.parse(month.strip());
        } catch (DateTimeException e) {
            errors.add(new FieldError("month", "月份", "须为月份，如 2026-03"));
        }
        return page("procedure-circular", procedure, null, errors).addObject("month", asked).addObject("header", ProcedureCircular.header(procedure))
                .addObject("rows", errors.isEmpty() ? circular.rows(procedure, asked) : List.of());
    }

    private ModelAndView page(String view, Procedure procedure, String region, List<FieldError> errors) {
        return new ModelAndView(view, errors.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST).addObject("procedure", procedure.manifest())
                .addObject("mayStart", procedure.mayBeStartedBy(users.get(), null)).addObject("errors", errors)
                .addObject("region", region).addObject("regions", choices.below(region));
    }

    /** Returns a page, or an empty one if a condition cannot be. */
    private static Page<ProcedureCases.Item> sound(Supplier<Page<ProcedureCases.Item>> page, List<FieldError> errors) {
        try {
            return page.get();
        } catch (InvalidInputException e) {
            errors.addAll(e.errors());
            return new Page<>(null, List.of(), null, null);
        }
    }

    /** Returns a procedure that is something for the user; for whoever neither starts nor sees cases of it there is none. */
    private Procedure visible(String key) {
        Procedure procedure = procedures.get(key);
        if (!reach.isSeen(procedure) && !procedure.mayBeStartedBy(users.get(), null)) {
            throw new NotFoundException("没有流程“" + key + "”");
        }
        return procedure;
    }

    private static String text(Object value) {
        return value == null ? null : value instanceof BigDecimal number ? Decimals.grouped(number) : value.toString();
    }
}
