package org.shouwang.desk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.TimeLeft;
import org.shouwang.desk.DeskTask;
import org.shouwang.desk.RegionChoices;
import org.shouwang.desk.SavedFilters;
import org.shouwang.desk.TaskList;
import org.shouwang.desk.TaskQuery;
import org.shouwang.desk.TaskSort;
import org.shouwang.desk.TaskState;
import org.shouwang.engine.BatchSteps;
import org.shouwang.export.TableDownloads;
import org.shouwang.export.TableFormat;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.SearchTexts;
import org.shouwang.subject.Subjects;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The desk (办件台): the list of open tasks, its file and its printed sheet, and the filters that users keep. */
@PageController
@RequestMapping("/tasks")
class DeskPages {

    private static final int PAGE_SIZE = 20;
    /** The rows of a list of one step whose cases are decided at once: what a reviewer does in one go. */
    private static final int BATCH_PAGE_SIZE = 100;
    private static final int MAX_SEARCH = 50;
    private static final int MOST_EXPORTED = 10_000;
    private static final int MOST_PRINTED = 500;
    /** The name under which the session keeps the address of the list that the user has seen last. */
    private static final String PLACE = "desk.place";
    private static final String NAME = "待办清单";
    private static final List<String> HEADER = List.of("编号", "户主或问题", "所在村", "流程", "环节", "到期日", "状态", "等待自", "办理岗位", "谁在办");

    private final TaskList tasks;
    private final SavedFilters saved;
    private final BatchSteps batches;
    private final RegionChoices choices;
    private final Subjects subjects;
    private final Deadlines deadlines;
    private final SearchTexts texts;
    private final TableDownloads downloads;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    DeskPages(TaskList tasks, SavedFilters saved, BatchSteps batches, RegionChoices choices, Subjects subjects, Deadlines deadlines,
              SearchTexts texts, TableDownloads downloads, CurrentUsers users, AdjustableClock clock) {
        this.tasks = tasks;
        this.saved = saved;
        this.batches = batches;
        this.choices = choices;
        this.subjects = subjects;
        this.deadlines = deadlines;
        this.texts = texts;
        this.downloads = downloads;
        this.users = users;
        this.clock = clock;
    }

    record Line(DeskTask task, String process, String path, String days) {
    }

    record Step(String code, String name, String amount) {
    }

    record Figure(String state, String title, String amount, String address) {
    }

    @GetMapping
    ModelAndView show(DeskQuery query, @RequestParam(required = false) String search, @RequestParam(required = false) String cursor,
                      HttpSession session) {
        if (search != null) {
            return new ModelAndView("redirect:" + query.withFind(texts.seal(search)).at(DeskQuery.LIST));
        }
        ModelAndView list = list(query, cursor);
        String place = query.at(DeskQuery.LIST, "cursor", cursor);
        if (!place.equals(session.getAttribute(PLACE))) {
            session.setAttribute(PLACE, place);
        }
        return list;
    }

    private ModelAndView list(DeskQuery query, String cursor) {
        String text = texts.open(query.find());
        Page<DeskTask> page = tasks.page(query.searching(text), cursor, sizeOf(query));
        return page(query, text).addObject("lines", lines(page.items())).addObject("paging", query.turning(cursor, page))
                .addObject("batch", isOneBatch(page.items()))
                .addObject("notice", mayPost(page.items())).addObject("total", Page.amount(tasks.count(query.searching(text))));
    }

    /** Takes the conditions from the form and redirects to the address of the list, which does not contain anybody's name. */
    @PostMapping("/search")
    ModelAndView search(DeskQuery query, @RequestParam(defaultValue = "") String step, @RequestParam(defaultValue = "") String q) {
        String[] parts = step.split("/", 2);
        DeskQuery asked = new DeskQuery(parts[0], parts.length > 1 ? parts[1] : null, query.region(), query.state(), query.due(),
                query.dueFrom(), query.dueBefore(), null, query.sort());
        if (q.strip().length() > MAX_SEARCH) {
            ModelAndView page = page(asked, q).addObject("lines", List.of()).addObject("batch", false).addObject("notice", false)
                    .addObject("total", "0")
                    .addObject("paging", asked.turning(null, new Page<>(null, List.of(), null, null)))
                    .addObject("errors", List.of(new FieldError("q", "查找", "最多" + MAX_SEARCH + "个字")));
            page.setStatus(HttpStatus.BAD_REQUEST);
            return page;
        }
        return new ModelAndView("redirect:" + asked.withFind(texts.seal(q)).at(DeskQuery.LIST) + "#list");
    }

    /** Leads back to the list as the user has seen it last. */
    @GetMapping("/place")
    String place(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object place = session == null ? null : session.getAttribute(PLACE);
        return "redirect:" + (place == null ? DeskQuery.LIST : place);
    }

    @PostMapping("/filters")
    ModelAndView save(DeskQuery query, @RequestParam(defaultValue = "") String name, RedirectAttributes shown) {
        tasks.count(query.searching(null));
        try {
            shown.addFlashAttribute("done", "已保存筛选“" + saved.save(name, query.withFind(null).at("")) + "”");
        } catch (InvalidInputException e) {
            ModelAndView list = list(query, null).addObject("errors", e.errors());
            list.setStatus(HttpStatus.BAD_REQUEST);
            return list;
        }
        return new ModelAndView("redirect:" + query.at(DeskQuery.LIST));
    }

    @PostMapping("/filters/{filterId}/removal")
    String remove(@PathVariable long filterId, RedirectAttributes shown) {
        saved.remove(filterId);
        shown.addFlashAttribute("done", "已删除这个筛选");
        return "redirect:" + DeskQuery.LIST;
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> export(DeskQuery query, @RequestParam(required = false) String format) {
        TableFormat wanted = TableFormat.of(format, "文件格式");
        Map<String, String> processes = tasks.processNames();
        List<List<?>> rows = tasks.first(query.searching(texts.open(query.find())), MOST_EXPORTED).stream()
                .<List<?>>map(task -> Arrays.asList(task.caseNo(), task.subject(), task.village(), processes.get(task.process()),
                        task.name(), task.dueOn(), task.state().title(), ChinaTime.dayOf(task.since()), task.post(), task.assigneeName())).toList();
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, wanted.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(NAME + "-" + clock.today() + "." + wanted.extension(), StandardCharsets.UTF_8).build().toString())
                .body(downloads.write(NAME, HEADER, rows, wanted));
    }

    /** Shows the list as a sheet to be printed; what comes due this week unless something else is asked for. */
    @GetMapping("/print")
    ModelAndView print(DeskQuery asked) {
        DeskQuery query = asked.due() == null && asked.state() == null && asked.dueBefore() == null ? asked.dueIn("WEEK") : asked;
        TaskQuery search = query.searching(texts.open(query.find()));
        return new ModelAndView("tasks-print").addObject("lines", lines(tasks.first(search, MOST_PRINTED)))
                .addObject("week", "WEEK".equals(query.due())).addObject("total", Page.amount(tasks.count(search)))
                .addObject("most", MOST_PRINTED).addObject("now", clock.instant());
    }

    private ModelAndView page(DeskQuery query, String text) {
        List<TaskList.Kind> kinds = tasks.kinds();
        ModelAndView page = new ModelAndView("tasks");
        page.addObject("query", query).addObject("q", text).addObject("steps", steps(kinds)).addObject("states", TaskState.values())
                .addObject("sorts", TaskSort.values()).addObject("regions", choices.below(query.region())).addObject("saved", saved.own())
                .addObject("figures", figures(kinds)).addObject("formats", TableFormat.values()).addObject("mostExported", MOST_EXPORTED)
                .addObject("mixed", users.get().groups().stream().flatMap(group -> Post.ofGroup(group).stream())
                        .filter(post -> post.role().isRegional()).count() != 1);
        return page.addObject("errors", List.of());
    }

    private List<Figure> figures(List<TaskList.Kind> kinds) {
        return List.of(figure("OVERDUE", "已超期", kinds.stream().mapToLong(TaskList.Kind::overdue).sum(), "?state=OVERDUE"),
                figure("TODAY", "今天到期", kinds.stream().mapToLong(TaskList.Kind::today).sum(), "?due=TODAY"),
                figure("WEEK", "本周到期（含已超期）", kinds.stream().mapToLong(kind -> kind.overdue() + kind.today() + kind.week()).sum(), "?due=WEEK"),
                figure("ALL", "全部", kinds.stream().mapToLong(TaskList.Kind::total).sum(), ""));
    }

    private Figure figure(String state, String title, long amount, String query) {
        return new Figure(state, title, tasks.amount(amount), DeskQuery.LIST + query);
    }

    /** Returns the steps with tasks by the name of their process; each process as a whole comes first. */
    private Map<String, List<Step>> steps(List<TaskList.Kind> kinds) {
        Map<String, String> processes = tasks.processNames();
        Map<String, List<Step>> steps = new LinkedHashMap<>();
        kinds.forEach(kind -> {
            String process = processes.getOrDefault(kind.process(), kind.process());
            steps.computeIfAbsent(process, key -> new ArrayList<>(List.of(new Step(kind.process(), process + "：全部环节", tasks.amount(
                    kinds.stream().filter(each -> each.process().equals(kind.process())).mapToLong(TaskList.Kind::total).sum())))))
                    .add(new Step(kind.process() + "/" + kind.task(), kind.name(), tasks.amount(kind.total())));
        });
        return steps;
    }

    private int sizeOf(DeskQuery query) {
        return query.process() != null && query.task() != null && batches.isOn(query.process(), query.task()) ? BATCH_PAGE_SIZE : PAGE_SIZE;
    }

    private boolean isOneBatch(List<DeskTask> found) {
        return found.stream().map(task -> task.process() + "/" + task.task()).distinct().count() == 1
                && batches.isOn(found.get(0).process(), found.get(0).task());
    }

    /** Tells whether one notice may be posted for some of the tasks: the village's, all of them at the step of posting. */
    private boolean mayPost(List<DeskTask> found) {
        return users.get().is(Role.VILLAGE) && !found.isEmpty() && found.stream().allMatch(task -> task.task().equals(PublicNoticeProcess.POST_NOTICE));
    }

    private List<Line> lines(List<DeskTask> found) {
        Map<String, String> processes = tasks.processNames();
        LocalDate today = clock.today();
        Map<String, Map<LocalDate, Long>> working = deadlines.workingDaysLeft(found.stream().filter(task -> task.dueOn() != null).map(DeskTask::caseNo).distinct().toList());
        return found.stream().map(task -> new Line(task, processes.getOrDefault(task.process(), task.process()),
                subjects.pathOf(task.caseNo()).orElse(null), task.dueOn() == null ? ""
                : TimeLeft.of(today, task.dueOn(), working.getOrDefault(task.caseNo(), Map.of()).get(task.dueOn())).text())).toList();
    }
}
