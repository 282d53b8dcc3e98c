package org.shouwang.household.web;

import java.util.List;
import java.util.Map;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdChapters;
import org.shouwang.household.HouseholdStart;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.HouseholdStarts;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.region.Regions;
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

/** The pages with the list of households and with the history of one household. */
@PageController
@RequestMapping("/households")
class HouseholdPages {

    private static final int PAGE_SIZE = 20;

    private final HouseholdSearch search;
    private final HouseholdViews views;
    private final HouseholdStarts starts;
    private final LabourChanges labour;
    private final ProcessDoor door;
    private final HouseholdChapters chapters;
    private final Regions regions;

    HouseholdPages(HouseholdSearch search, HouseholdViews views, HouseholdStarts starts, LabourChanges labour,
                   ProcessDoor door, HouseholdChapters chapters, Regions regions) {
        this.search = search;
        this.views = views;
        this.starts = starts;
        this.labour = labour;
        this.door = door;
        this.chapters = chapters;
        this.regions = regions;
    }

    record HouseholdRow(String householdNo, MonitoringStatus status, String categoryText, String headName, String villageName) {
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String status, @RequestParam(required = false) String cursor, Model model) {
        return find("", status, cursor, model);
    }

    /**
     * Lists households. A search is no GET request, since browsers and proxies keep addresses, and names do not belong there.
     */
    @PostMapping
    String find(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String status,
                @RequestParam(required = false) String cursor, Model model) {
        Page<Household> page = search.find(status, null, q, cursor, PAGE_SIZE);
        model.addAttribute("q", q.strip());
        model.addAttribute("total", Page.amount(search.count(status, q)));
        model.addAttribute("status", status);
        model.addAttribute("statuses", MonitoringStatus.values());
        model.addAttribute("paging", Paging.of("/households", cursor, page).with("q", q).with("status", status));
        model.addAttribute("rows", page.items().stream().map(this::row).toList());
        return "households";
    }

    @GetMapping("/{householdNo}")
    String show(@PathVariable String householdNo, Model model) {
        Household household = search.visible(householdNo);
        model.addAttribute("household", views.of(household));
        model.addAttribute("startable", starts.startable(household));
        model.addAttribute("mayRecordLabour", labour.isMyPost(household));
        model.addAttribute("chapterActions", chapters.actionsFor(household));
        return "household";
    }

    @GetMapping("/{householdNo}/{process}")
    ModelAndView askForReason(@PathVariable String householdNo, @PathVariable String process) {
        Household household = search.visible(householdNo);
        HouseholdStart asked = starts.process(process);
        starts.requireRight(household);
        return ask(household, asked, "", HttpStatus.OK, List.of());
    }

    @PostMapping("/{householdNo}/{process}")
    ModelAndView start(@PathVariable String householdNo, @PathVariable String process,
                       @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        Household household = search.visible(householdNo);
        HouseholdStart asked = starts.process(process);
        starts.requireRight(household);
        try {
            String caseNo = door.start(asked.kind().process(), Map.of("householdNo", householdNo, "reason", reason));
            redirect.addFlashAttribute("done", asked.kind().title() + "已发起，村里已收到“入户核查”任务。");
            return new ModelAndView("redirect:/cases/" + caseNo);
        } catch (InvalidInputException e) {
            return ask(household, asked, reason, HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    private ModelAndView ask(Household household, HouseholdStart process, String reason, HttpStatus status,
                             List<FieldError> errors) {
        return new ModelAndView("household-start", status).addObject("household", household)
                .addObject("villageName", regions.findVillage(household.villageCode()).orElseThrow().fullName())
                .addObject("process", process).addObject("reason", reason).addObject("errors", errors);
    }

    private HouseholdRow row(Household household) {
        return new HouseholdRow(household.householdNo(), household.status(),
                household.category() == null ? "—" : household.category().title(), household.headName(),
                regions.findVillage(household.villageCode()).orElseThrow().fullName());
    }
}
