package org.shouwang.supervision.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.export.TableDownloads;
import org.shouwang.export.TableFormat;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.shouwang.supervision.FarAboveLine;
import org.shouwang.supervision.Figures;
import org.shouwang.supervision.Scope;
import org.shouwang.supervision.Scopes;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The page 监测帮扶成效 with the numbers of admitted, monitored and eliminated households on any day. */
@PageController
@RequestMapping("/supervision/figures")
class FiguresPages {

    private static final String ADDRESS = "/supervision/figures";
    private static final String NAME = "监测帮扶成效";
    private static final int PAGE_SIZE = 20;
    private static final int MAX_PAGE = 10_000;
    private static final List<String> HEADER = List.of("地区", "累计纳入户数", "累计纳入人数", "监测中户数", "风险消除户数", "风险消除人数",
            "风险消除率（%）", "帮扶措施数", "户均措施");

    private final Figures figures;
    private final FarAboveLine farAbove;
    private final Scopes scopes;
    private final SupervisorRights rights;
    private final TableDownloads downloads;
    private final AdjustableClock clock;

    FiguresPages(Figures figures, FarAboveLine farAbove, Scopes scopes, SupervisorRights rights, TableDownloads downloads,
                 AdjustableClock clock) {
        this.figures = figures;
        this.farAbove = farAbove;
        this.scopes = scopes;
        this.rights = rights;
        this.downloads = downloads;
        this.clock = clock;
    }

    record Step(String name, String address) {
    }

    record Line(Figures.Item item, String address) {
    }

    @GetMapping
    ModelAndView show(@RequestParam(required = false) String on, @RequestParam(required = false) String by,
                      @RequestParam(required = false) String region, @RequestParam(defaultValue = "1") int page) {
        rights.require();
        Scope scope = scopes.of(region);
        ModelAndView shown = new ModelAndView("supervision-figures").addObject("scope", scope);
        Figures.Table table;
        try {
            table = figures.of(on, by, scope.isNothing() ? null : region);
            shown.addObject("errors", List.of());
        } catch (InvalidInputException e) {
            table = figures.of(null, null, null);
            shown.addObject("errors", e.errors()).setStatus(HttpStatus.BAD_REQUEST);
        }
        Figures.Table found = table;
        List<Step> path = new ArrayList<>();
        path.add(new Step(scope.rootName(), address(found, null, null)));
        scope.path().forEach(step -> path.add(new Step(step.name(), address(found, null, step.code()))));
        shown.addObject("path", path).addObject("table", found).addObject("today", clock.today())
                .addObject("lines", found.items().stream().map(item -> new Line(item, below(found, scope, item))).toList())
                .addObject("formats", TableFormat.values())
                .addObject("exportAddress", address(found, found.by(), region).replace(ADDRESS, ADDRESS + "/export"));
        return fillFarAbove(shown, found, scope, Math.max(1, Math.min(page, MAX_PAGE)));
    }

    @GetMapping("/export")
    ResponseEntity<byte[]> export(@RequestParam(required = false) String on, @RequestParam(required = false) String by,
                                  @RequestParam(required = false) String region, @RequestParam(required = false) String format) {
        rights.require();
        TableFormat wanted = TableFormat.of(format, "文件格式");
        Figures.Table table = figures.of(on, by, region);
        List<List<?>> rows = new ArrayList<>(table.items().stream().<List<?>>map(item -> cells(item, item.name())).toList());
        rows.add(cells(table.total(), "合计"));
        byte[] file = downloads.write(NAME, "地区：%s，日期：%s".formatted(table.total().name(), table.on()), HEADER, rows, wanted);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, wanted.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(NAME + "-" + table.on() + "." + wanted.extension(), StandardCharsets.UTF_8).build().toString())
                .body(file);
    }

    private ModelAndView fillFarAbove(ModelAndView shown, Figures.Table table, Scope scope, int page) {
        List<FarAboveLine.Row> found = farAbove.find(scope, (page - 1) * PAGE_SIZE, PAGE_SIZE + 1);
        Page<FarAboveLine.Row> rows = new Page<>(null, found.subList(0, Math.min(found.size(), PAGE_SIZE)),
                page > 1 ? String.valueOf(page - 1) : null, found.size() > PAGE_SIZE ? String.valueOf(page + 1) : null);
        return shown.addObject("threshold", farAbove.threshold()).addObject("farAbove", rows.items())
                .addObject("paging", Paging.of(ADDRESS, rows.previousCursor(), rows).by("page").with("on", table.on()).with("by", table.by())
                        .with("region", scope.regionCode()).at("far"));
    }

    private static List<?> cells(Figures.Item item, String name) {
        return Arrays.asList(name, item.admittedHouseholds(), item.admittedPeople(), item.monitoredHouseholds(),
                item.eliminatedHouseholds(), item.eliminatedPeople(), item.eliminationRate(), item.measures(),
                item.measuresPerHousehold());
    }

    /** Returns the address of the figures of a region's parts; null if the region has no parts in the table. */
    private static String below(Figures.Table table, Scope scope, Figures.Item item) {
        return "county".equals(table.by()) && !scope.codes().equals(List.of(item.region())) ? address(table, null, item.region()) : null;
    }

    private static String address(Figures.Table table, String by, String region) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(ADDRESS).queryParam("on", table.on());
        if (by != null) {
            address.queryParam("by", by);
        }
        if (region != null && !region.isBlank()) {
            address.queryParam("region", "{region}");
            return address.encode().buildAndExpand(region).toUriString();
        }
        return address.toUriString();
    }
}
