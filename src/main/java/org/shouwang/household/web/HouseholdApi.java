package org.shouwang.household.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.shouwang.household.Category;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.MonitoringStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Households for other systems. */
@RestController
@RequestMapping("/api/households")
@Tag(name = "户")
class HouseholdApi {

    private final HouseholdSearch search;
    private final HouseholdViews views;

    HouseholdApi(HouseholdSearch search, HouseholdViews views) {
        this.search = search;
        this.views = views;
    }

    record HouseholdItem(String householdNo, MonitoringStatus monitoringStatus, Category category, String villageCode,
                         String headName) {
    }

    record HouseholdPage(List<HouseholdItem> items, String nextCursor) {
    }

    @GetMapping
    @Operation(summary = "查询户", description = "只返回本辖区的户，最近登记的在前。status：MONITORED、ELIMINATED、NOT_MONITORED。")
    HouseholdPage list(@RequestParam(required = false) String status, @RequestParam(required = false) String region,
                       @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        HouseholdSearch.Page page = search.find(status, region, null, cursor, limit);
        return new HouseholdPage(page.items().stream().map(household -> new HouseholdItem(household.householdNo(),
                household.status(), household.category(), household.villageCode(), household.headName())).toList(),
                page.nextCursor());
    }

    @GetMapping("/{householdNo}")
    @Operation(summary = "查看一户：成员、风险、案件、公示、标注和状态变化")
    HouseholdView get(@PathVariable String householdNo) {
        return views.of(search.visible(householdNo));
    }
}
