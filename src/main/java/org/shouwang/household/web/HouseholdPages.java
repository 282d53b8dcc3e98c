package org.shouwang.household.web;

import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.region.Regions;
import org.shouwang.shared.PageController;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of households, and one household's life, as pages. */
@PageController
@RequestMapping("/households")
class HouseholdPages {

    private static final int PAGE_SIZE = 20;

    private final HouseholdSearch search;
    private final HouseholdViews views;
    private final Regions regions;

    HouseholdPages(HouseholdSearch search, HouseholdViews views, Regions regions) {
        this.search = search;
        this.views = views;
        this.regions = regions;
    }

    record HouseholdRow(String householdNo, MonitoringStatus status, String categoryText, String headName, String villageName) {
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") String status, @RequestParam(required = false) String cursor, Model model) {
        return find("", status, cursor, model);
    }

    /** Searching is no GET, since names do not belong in addresses: browsers and proxies keep those. */
    @PostMapping
    String find(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String status,
                @RequestParam(required = false) String cursor, Model model) {
        HouseholdSearch.Page page = search.find(status, null, q, cursor, PAGE_SIZE);
        model.addAttribute("q", q.strip());
        model.addAttribute("status", status);
        model.addAttribute("statuses", MonitoringStatus.values());
        model.addAttribute("cursor", cursor);
        model.addAttribute("nextCursor", page.nextCursor());
        model.addAttribute("rows", page.items().stream().map(this::row).toList());
        return "households";
    }

    @GetMapping("/{householdNo}")
    String show(@PathVariable String householdNo, Model model) {
        model.addAttribute("household", views.of(search.visible(householdNo)));
        return "household";
    }

    private HouseholdRow row(Household household) {
        return new HouseholdRow(household.householdNo(), household.status(),
                household.category() == null ? "—" : household.category().title(), household.headName(),
                regions.findVillage(household.villageCode()).orElseThrow().fullName());
    }
}
