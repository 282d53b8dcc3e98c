package org.shouwang.caselist.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.shouwang.batch.CaseBriefs;
import org.shouwang.batch.CaseBriefs.CaseBrief;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.caselist.CaseList;
import org.shouwang.caselist.CaseListPapers;
import org.shouwang.caselist.CaseLists;
import org.shouwang.caselist.ListKind;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.paper.web.DocumentFiles;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of lists of cases: all of them, a new one, one to print and to decide, and those of one case. */
@PageController
class CaseListPages {

    private static final int PAGE_SIZE = 20;

    private final CaseLists lists;
    private final CaseFiles cases;
    private final CaseBriefs briefs;
    private final CaseTasks tasks;
    private final CaseListPapers papers;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    CaseListPages(CaseLists lists, CaseFiles cases, CaseBriefs briefs, CaseTasks tasks, CaseListPapers papers, CurrentUsers users, AdjustableClock clock) {
        this.lists = lists;
        this.cases = cases;
        this.briefs = briefs;
        this.tasks = tasks;
        this.papers = papers;
        this.users = users;
        this.clock = clock;
    }

    /** A list with its name and who made it. */
    record Row(CaseList list, String name, String madeBy) {
    }

    /** A case that may stand on a list. */
    record Choice(CaseBrief brief, String onBefore, boolean ticked) {
    }

    /** A kind with the number of cases that wait for such a list. */
    record Waiting(ListKind kind, long cases) {
    }

    @GetMapping("/case-lists")
    ModelAndView list(@RequestParam(defaultValue = "") String kind, @RequestParam(required = false) String cursor) {
        Page<CaseList> page = lists.find(kind, null, cursor, PAGE_SIZE);
        return new ModelAndView("case-lists").addObject("rows", page.items().stream().map(this::row).toList())
                .addObject("mine", lists.mine().stream().map(each -> new Waiting(each, lists.waiting(each)))
                        .sorted(Comparator.comparing(each -> each.cases() == 0)).toList())
                .addObject("paging", Paging.of("/case-lists", cursor, page).with("kind", kind));
    }

    @GetMapping("/case-lists/new")
    ModelAndView ask(@RequestParam(defaultValue = "") String kind) {
        return form(lists.kind(kind), null, clock.today().toString(), HttpStatus.OK, List.of());
    }

    @PostMapping("/case-lists")
    ModelAndView make(@RequestParam(defaultValue = "") String kind, @RequestParam(required = false) List<String> caseNo,
                      @RequestParam(defaultValue = "") String madeOn, RedirectAttributes redirect) {
        ListKind wanted = lists.kind(kind);
        List<String> ticked = caseNo == null ? List.of() : caseNo;
        try {
            CaseList made = lists.make(wanted, ticked, day(madeOn));
            redirect.addFlashAttribute("done", "已生成" + made.name(wanted.title()) + "，" + made.cases() + " 户。");
            return new ModelAndView("redirect:/case-lists/" + made.id());
        } catch (InvalidInputException e) {
            return form(wanted, Set.copyOf(ticked), madeOn, HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    /** Shows a list, to print and, if tasks of its cases wait for the user, to decide them at once. */
    @GetMapping("/case-lists/{listId}")
    ModelAndView show(@PathVariable long listId) {
        CaseList list = lists.visible(listId);
        ListKind kind = lists.kind(list.kind());
        List<String> caseNos = lists.casesOf(list);
        return new ModelAndView("case-list").addObject("row", row(list)).addObject("kind", kind)
                .addObject("paper", papers.of(list).orElse(null))
                .addObject("lines", caseNos.stream().map(briefs::of).toList())
                .addObject("taskIds", tasks.mineAt(caseNos, kind.process(), kind.element()).stream().map(OpenTask::id).toList());
    }

    /** Answers with a list in Word or PDF, as one paper with its cases. */
    @GetMapping("/case-lists/{listId}/paper")
    ResponseEntity<byte[]> paper(@PathVariable long listId, @RequestParam(defaultValue = "docx") String format) {
        return DocumentFiles.answer(papers.take(lists.visible(listId), DocumentFiles.format(format)));
    }

    /** Shows the lists on which a case stands; with the header {@code HX-Request} only the part for inside another page. */
    @GetMapping("/cases/{caseNo}/lists")
    ModelAndView ofCase(@PathVariable String caseNo, @RequestHeader(name = "HX-Request", required = false) String inside) {
        CaseFile item = cases.visible(caseNo);
        return new ModelAndView(inside == null ? "case-lists-of-case" : "case-lists-of-case :: lists").addObject("caseNo", item.caseNo())
                .addObject("rows", lists.of(item.caseNo()).stream().map(this::row).toList());
    }

    private ModelAndView form(ListKind kind, Set<String> ticked, String madeOn, HttpStatus status, List<FieldError> errors) {
        List<Choice> rows = lists.candidates(kind).stream().map(candidate -> new Choice(briefs.of(candidate.caseNo()), candidate.onBefore(),
                ticked == null ? candidate.onBefore() == null : ticked.contains(candidate.caseNo()))).toList();
        return new ModelAndView("case-list-new", status).addObject("kind", kind).addObject("rows", rows).addObject("madeOn", madeOn)
                .addObject("errors", errors);
    }

    private Row row(CaseList list) {
        return new Row(list, list.name(lists.kind(list.kind()).title()), users.displayName(list.madeBy()));
    }

    private static LocalDate day(String text) {
        try {
            return text.isBlank() ? null : ChinaTime.parseDay(text.strip());
        } catch (DateTimeException e) {
            return null;
        }
    }
}
