package org.shouwang.elimination.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.elimination.LookBack;
import org.shouwang.elimination.LookBackCases;
import org.shouwang.elimination.LookBackHouseholds;
import org.shouwang.elimination.LookBackPlan;
import org.shouwang.elimination.LookBackRights;
import org.shouwang.elimination.LookBackStart;
import org.shouwang.elimination.LookBacks;
import org.shouwang.export.TableDownloads;
import org.shouwang.export.TableFormat;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of look-back campaigns. */
@PageController
@RequestMapping("/look-backs")
class LookBackPages {

    private static final int PAGE_SIZE = 20;
    private static final int EXPORT_PAGE = 200;
    private static final String NAME = "回头看名单";
    private static final List<String> HEADER = List.of("户编号", "户主", "乡镇", "村", "案件编号", "状态", "核查结果", "核查日期", "后续案件");

    private final LookBacks lookBacks;
    private final LookBackRights rights;
    private final LookBackHouseholds households;
    private final LookBackStart start;
    private final LookBackCases kind;
    private final CaseKinds kinds;
    private final Regions regions;
    private final CurrentUsers users;
    private final TableDownloads downloads;
    private final AdjustableClock clock;

    LookBackPages(LookBacks lookBacks, LookBackRights rights, LookBackHouseholds households, LookBackStart start,
                  LookBackCases kind, CaseKinds kinds, Regions regions, CurrentUsers users,
                  TableDownloads downloads, AdjustableClock clock) {
        this.lookBacks = lookBacks;
        this.rights = rights;
        this.households = households;
        this.start = start;
        this.kind = kind;
        this.kinds = kinds;
        this.regions = regions;
        this.users = users;
        this.downloads = downloads;
        this.clock = clock;
    }

    record CampaignRow(LookBack item, String regionsText) {
    }

    record HouseholdRow(LookBackHouseholds.Row row, String statusText, List<String> following) {
    }

    @GetMapping
    String list(@RequestParam(required = false) String cursor, @RequestParam(required = false) String unseen, Model model) {
        rights.requireViewer();
        Page<LookBack> page = lookBacks.find(cursor, PAGE_SIZE);
        model.addAttribute("rows", page.items().stream().map(item -> new CampaignRow(item, regionsText(item))).toList());
        model.addAttribute("paging", Paging.of("/look-backs", cursor, page));
        Page<LookBackHouseholds.Unseen> others = households.unseen(unseen, PAGE_SIZE);
        model.addAttribute("unseen", others);
        model.addAttribute("unseenPaging", Paging.of("/look-backs", unseen, others).by("unseen"));
        model.addAttribute("mayMake", rights.isMaker());
        return "look-backs";
    }

    @GetMapping("/new")
    ModelAndView ask() {
        rights.requireMaker();
        return form(new LookBackPlan("", List.of(), "", clock.today().plusMonths(1).toString(), ""), HttpStatus.OK, List.of());
    }

    @PostMapping
    ModelAndView create(@RequestParam(defaultValue = "") String name, @RequestParam(required = false) List<String> regions,
                        @RequestParam(defaultValue = "") String sharePercent, @RequestParam(defaultValue = "") String dueOn,
                        @RequestParam(defaultValue = "") String seed, RedirectAttributes redirect) {
        rights.requireMaker();
        LookBackPlan plan = new LookBackPlan(name, regions == null ? List.of() : regions, sharePercent, dueOn, seed);
        try {
            long id = lookBacks.create(plan);
            redirect.addFlashAttribute("done", "已抽取。请核对名单，确认后再启动。");
            return new ModelAndView("redirect:/look-backs/" + id);
        } catch (InvalidInputException e) {
            return form(plan, HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    private ModelAndView form(LookBackPlan plan, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("look-back-new", status).addObject("plan", plan)
                .addObject("choices", rights.regionsOfMaker()).addObject("errors", errors);
    }

    @GetMapping("/{lookBackId}")
    String show(@PathVariable long lookBackId, @RequestParam(required = false) String cursor,
                @RequestParam(defaultValue = "false") boolean draw, Model model) {
        LookBack item = lookBacks.visible(lookBackId);
        Page<LookBackHouseholds.Row> page = households.rowsOf(item, cursor, PAGE_SIZE);
        model.addAttribute("item", item);
        model.addAttribute("regionsText", regionsText(item));
        model.addAttribute("createdBy", users.displayName(item.createdBy()));
        model.addAttribute("shares", households.sharesOf(item));
        model.addAttribute("progress", households.progressOf(item));
        model.addAttribute("late", item.status() == LookBack.Status.BEGUN && item.dueOn().isBefore(clock.today()));
        model.addAttribute("mayManage", rights.mayManage(item));
        model.addAttribute("discardedBefore", lookBacks.discardedBefore(item));
        model.addAttribute("redraw", draw ? lookBacks.drawAgain(item) : null);
        model.addAttribute("rows", page.items().stream().map(this::row).toList());
        model.addAttribute("paging", Paging.of("/look-backs/" + item.id(), cursor, page));
        return "look-back";
    }

    @PostMapping("/{lookBackId}/begin")
    String begin(@PathVariable long lookBackId, RedirectAttributes redirect) {
        start.begin(lookBackId);
        redirect.addFlashAttribute("done", "回头看已启动，各村已收到“入户核查”任务；户多的在几秒内陆续派出。");
        return "redirect:/look-backs/" + lookBackId;
    }

    @PostMapping("/{lookBackId}/discard")
    String discard(@PathVariable long lookBackId, RedirectAttributes redirect) {
        lookBacks.move(lookBackId, LookBack.Status.DISCARDED);
        redirect.addFlashAttribute("done", "这次回头看已作废。");
        return "redirect:/look-backs/" + lookBackId;
    }

    @GetMapping("/{lookBackId}/export")
    ResponseEntity<byte[]> export(@PathVariable long lookBackId, @RequestParam(required = false) String format) {
        LookBack item = lookBacks.visible(lookBackId);
        TableFormat wanted = TableFormat.of(format, "文件格式");
        List<List<?>> rows = new ArrayList<>();
        String next = "";
        while (next != null) {
            Page<LookBackHouseholds.Row> page = households.rowsOf(item, next, EXPORT_PAGE);
            for (LookBackHouseholds.Row row : page.items()) {
                rows.add(Arrays.asList(row.householdNo(), row.headName(), row.townshipName(), row.villageName(), row.caseNo(),
                        statusText(row), row.outcome() == null ? null : row.outcome().title(), row.checkedOn(), row.following()));
            }
            next = page.nextCursor();
        }
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, wanted.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(NAME + "-" + clock.today() + "." + wanted.extension(), StandardCharsets.UTF_8).build().toString())
                .body(downloads.write(NAME, "编号：" + item.id(), HEADER, rows, wanted));
    }

    private String regionsText(LookBack item) {
        Map<String, String> names = item.regions().stream().collect(Collectors.toMap(code -> code,
                code -> regions.find(code).map(Region::name).orElse(code)));
        return item.regions().stream().map(names::get).collect(Collectors.joining("、"));
    }

    private HouseholdRow row(LookBackHouseholds.Row row) {
        return new HouseholdRow(row, statusText(row), row.following() == null ? List.of() : List.of(row.following().split("、")));
    }

    private String statusText(LookBackHouseholds.Row row) {
        if (row.skipReason() != null) {
            return "未核查：" + row.skipReason();
        }
        if (row.status() == null) {
            return "未派出";
        }
        CaseStatus status = kinds.status(kind.process(), row.status());
        return status.isInProgress() && row.outcome() == null ? "待入户核查" : kind.titleOf(status);
    }
}
