package org.shouwang.comparison.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.shouwang.comparison.DatasetKind;
import org.shouwang.comparison.Datasets;
import org.shouwang.export.TableFormat;
import org.shouwang.export.TableWriter;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Paging;
import org.shouwang.table.LeftOut;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page 部门数据: which data sets comparisons use, how old they are, who imported them, and the import of another one. */
@PageController
@RequestMapping("/datasets")
class DatasetPages {

    private static final int PAGE_SIZE = 20;
    private static final int SHOWN_LEFT_OUT = 5;
    /** Data sets that are older than this get a warning; the documents demand none of a certain age. */
    private static final int OLD_AFTER_DAYS = 31;

    private final DatasetApi api;
    private final Datasets datasets;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    DatasetPages(DatasetApi api, Datasets datasets, Regions regions, CurrentUsers users, AdjustableClock clock) {
        this.api = api;
        this.datasets = datasets;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    /**
     * A kind of data sets as the page shows it.
     *
     * @param key     the kind's name in addresses
     * @param title   the kind's name in Chinese
     * @param columns the names of the columns
     * @param used    the data sets that comparisons use now
     */
    record KindRow(String key, String title, List<String> columns, List<UsedRow> used) {
    }

    /**
     * A data set that comparisons use.
     *
     * @param place    the county, or the whole city
     * @param asOf     the day of the data
     * @param rowCount the number of rows
     * @param old      whether the data are more than a month old
     */
    record UsedRow(String place, LocalDate asOf, int rowCount, boolean old) {
    }

    /**
     * A data set that was imported.
     *
     * @param set    the data set
     * @param place  the county, or the whole city
     * @param loader the name of the user who imported it
     */
    record LoadedRow(Datasets.Recorded set, String place, String loader) {
    }

    @GetMapping
    ModelAndView show(@RequestParam(required = false) String cursor) {
        return page(cursor, HttpStatus.OK, "", "", List.of());
    }

    private ModelAndView page(String cursor, HttpStatus status, String kind, String asOf, List<FieldError> errors) {
        CurrentUser user = api.requireRight();
        String county = DatasetApi.county(user);
        List<Datasets.Loaded> latest = datasets.latest(county);
        Page<Datasets.Recorded> recorded = datasets.recorded(county, PageRequest.of(cursor, PAGE_SIZE));
        return new ModelAndView("datasets", status)
                .addObject("kinds", Arrays.stream(DatasetKind.values()).map(each -> row(each, latest)).toList())
                .addObject("recorded", recorded.items().stream().map(set -> new LoadedRow(set, place(set.countyCode()),
                        users.displayName(set.loadedBy()))).toList())
                .addObject("paging", Paging.of("/datasets", cursor, recorded).at("recorded"))
                .addObject("place", place(county)).addObject("kind", kind).addObject("asOf", asOf).addObject("errors", errors);
    }

    private KindRow row(DatasetKind kind, List<Datasets.Loaded> latest) {
        return new KindRow(kind.key(), kind.title(), columns(kind), latest.stream().filter(set -> set.kind().equals(kind.key()))
                .map(set -> new UsedRow(place(set.countyCode()), set.asOf(), set.rowCount(),
                        ChronoUnit.DAYS.between(set.asOf(), clock.today()) > OLD_AFTER_DAYS)).toList());
    }

    private static List<String> columns(DatasetKind kind) {
        List<String> columns = new ArrayList<>(List.of("身份证号"));
        columns.addAll(kind.columns().values());
        return columns;
    }

    private String place(String countyCode) {
        return countyCode == null ? "全市" : regions.find(countyCode).map(Region::name).orElse(countyCode);
    }

    @PostMapping
    ModelAndView load(@RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "") String asOf,
                      @RequestParam(required = false) MultipartFile file, RedirectAttributes redirect) throws IOException {
        api.requireRight();
        try {
            FieldErrors errors = new FieldErrors();
            if (DatasetKind.ofKey(kind).isEmpty()) {
                errors.add("kind", "种类", "请选择");
            }
            if (file == null || file.isEmpty()) {
                errors.add("file", "文件", "没有选择，或是空的");
            }
            errors.throwIfAny();
            Datasets.Taken taken = api.take(kind, asOf, file.getBytes());
            redirect.addFlashAttribute("done", "已导入" + taken.title() + "，数据日期 " + taken.asOf() + "，" + taken.rowCount() + "行。" + told(taken.leftOut()));
            return new ModelAndView("redirect:/datasets");
        } catch (InvalidInputException e) {
            return page(null, HttpStatus.BAD_REQUEST, kind, asOf, e.errors());
        }
    }

    private static String told(List<LeftOut> leftOut) {
        return leftOut.isEmpty() ? "" : "没有用到的内容 " + leftOut.size() + " 处：" + String.join("；", leftOut.stream().limit(SHOWN_LEFT_OUT)
                .map(each -> each.place() + "，" + each.why()).toList()) + "。";
    }

    @GetMapping("/{kind}/template")
    ResponseEntity<byte[]> template(@PathVariable String kind) throws IOException {
        api.requireRight();
        DatasetKind wanted = DatasetKind.ofKey(kind).orElseThrow(() -> new NotFoundException("没有这一类数据"));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        String name = wanted.title() + "模板";
        try (TableWriter table = new TableWriter(TableFormat.XLSX, file, name, columns(wanted))) {
            table.add(List.of());
        }
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, TableFormat.XLSX.contentType())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(name + "." + TableFormat.XLSX.extension(), StandardCharsets.UTF_8).build().toString())
                .body(file.toByteArray());
    }
}
