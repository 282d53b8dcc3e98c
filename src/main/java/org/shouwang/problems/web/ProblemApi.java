package org.shouwang.problems.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.export.TableDownloads;
import org.shouwang.export.TableFormat;
import org.shouwang.problems.Ledgers;
import org.shouwang.problems.Problem;
import org.shouwang.problems.ProblemEntry;
import org.shouwang.problems.ProblemImport;
import org.shouwang.problems.ProblemRights;
import org.shouwang.problems.ProblemSearch;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.problems.Problems;
import org.shouwang.problems.Rounds;
import org.shouwang.problems.UnitMapping;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The REST interface of problems for other systems. */
@RestController
@RequestMapping("/api/problems")
@Tag(name = "问题双交办")
class ProblemApi {

    private static final Set<String> FIELDS = Set.of("round", "aspect", "title", "description", "dueOn", "departments", "county", "foundIn");

    private final ProblemEntry entry;
    private final ProblemSearch search;
    private final Problems problems;
    private final ProblemViews views;
    private final ProblemImport imports;
    private final UnitMapping mapping;
    private final ProblemRights rights;
    private final Ledgers ledgers;
    private final TableDownloads downloads;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    ProblemApi(ProblemEntry entry, ProblemSearch search, Problems problems, ProblemViews views, ProblemImport imports, UnitMapping mapping,
               ProblemRights rights, Ledgers ledgers, TableDownloads downloads, RepeatedRequests requests, JsonBodies bodies) {
        this.entry = entry;
        this.search = search;
        this.problems = problems;
        this.views = views;
        this.imports = imports;
        this.mapping = mapping;
        this.rights = rights;
        this.ledgers = ledgers;
        this.downloads = downloads;
        this.requests = requests;
        this.bodies = bodies;
    }

    record ProblemRequest(@Schema(description = "轮次", example = "2026") String round,
                          @Schema(description = "方面", example = "政策落实") String aspect,
                          @Schema(description = "具体问题") String title,
                          @Schema(description = "问题表现") String description,
                          @Schema(description = "整改时限", example = "2026-07-20") LocalDate dueOn,
                          @Schema(description = "责任单位：部门代码（yibao）、岗位（dept411081yibao）或名称（市医保局）") List<String> departments,
                          @Schema(description = "整改的县（市、区），6位代码；县级用户可不填，为本县；责任单位写的都是一个县的岗位（如 dept411081yibao）的可不填；市级其他情形必填", example = "411081") String county,
                          @Schema(description = "发现地，在别处发现、对照整改的填写") String foundIn) {
    }

    record ProblemRegistered(String problemNo) {
    }

    record ProblemItem(String problemNo, String round, String county, String aspect, String title, LocalDate dueOn,
                       ProblemStatus status, String statusText) {
    }

    record UnitRequest(@Schema(description = "县（市、区），6位代码；不填则为对应岗位所在的县") String county,
                       @Schema(description = "文件中的责任单位", example = "市某中心") String unit,
                       @Schema(description = "对应的岗位，一个或几个", example = "[\"dept411081nongye\"]") List<String> groups) {
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "登记问题，同时交办责任部门和县（市、区）", description = "市级写的轮次不存在的，一并建立；县级只能登记到已有的轮次。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = ProblemRequest.class))))
    ResponseEntity<String> register(@RequestBody(required = false) String body,
                                    @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rights.requireRegistrar();
        Map<String, Object> fields = bodies.fields(body, FIELDS);
        return requests.created(key, "POST /api/problems " + bodies.write(fields), () -> register(fields));
    }

    private String register(Map<String, Object> fields) {
        return bodies.write(new ProblemRegistered(entry.register(new ProblemEntry.Entry(
                Rounds.codeIn(fields),
                JsonBodies.text(fields, "aspect", "方面"),
                JsonBodies.text(fields, "title", "具体问题"), JsonBodies.text(fields, "description", "问题表现"),
                JsonBodies.text(fields, "dueOn", "整改时限"), JsonBodies.texts(fields, "departments", "责任单位"), county(fields),
                JsonBodies.text(fields, "foundIn", "发现地")))));
    }

    /**
     * Returns the county of the problem, or the county of the named posts if the request has none. A user who sees several
     * counties has to name one of the two.
     */
    private String county(Map<String, Object> fields) {
        String named = JsonBodies.text(fields, "county", "县");
        if (named != null || !rights.ownCounty().isEmpty()) {
            return named;
        }
        return ProblemRights.countyOf(JsonBodies.texts(fields, "departments", "责任单位")).orElse(null);
    }

    @GetMapping
    @Operation(summary = "查询问题", description = "市、县看到本级全部问题，部门和乡镇只看到交给自己的；limit 最多 200。")
    Page<ProblemItem> list(@RequestParam(required = false) String round, @RequestParam(required = false) String status,
                     @RequestParam(required = false) String county, @RequestParam(required = false) String cursor,
                     @RequestParam(defaultValue = "50") int limit) {
        return search.find(round, status, county, cursor, limit).map(item -> new ProblemItem(item.problemNo(), item.round(),
                item.countyCode(), item.aspect(), item.title(), item.dueOn(), item.status(), item.status().title()));
    }

    @GetMapping("/{problemNo}")
    @Operation(summary = "查看问题", description = "两条线并列；部门和乡镇只看到自己的线。")
    ProblemView get(@PathVariable String problemNo) {
        Problem problem = problems.visible(problemNo);
        return views.of(problem);
    }

    @PostMapping(value = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "导入问题（附件1、附件2 的列；表格或文本文件）",
            description = "confirm=false 只预览，不保存；confirm=true 按预览保存，有一行不对则全部不保存。已有的问题按轮次、县和题目（不计序号、空格、句号）对应，"
                    + "列出逐项更改；同一问题的几行合并，各行的责任单位各有一条线；不再列明的单位保留它的线。errors 按行、列列出错误，leftOut 列出没有采用的行、列、工作表。"
                    + "未识别的责任单位只影响它自己的线。")
    ProblemImport.Result load(
            @RequestParam(required = false) @Parameter(description = "轮次；没有的，市级导入时建立，县级不能导入", example = "2026") String round,
            @RequestParam(defaultValue = "false") boolean confirm,
            @RequestParam(required = false) @Parameter(description = "县（市、区），6位代码；县级用户可不填，其他用户必填", example = "411081") String county,
            @RequestParam(required = false) @Parameter(description = "附件2 的乡镇或村") String region,
            @RequestParam(required = false) @Parameter(description = "新建轮次的开始日期；“7月20日前”指这一天起的第一个7月20日；已有的轮次不填，与已定的不同的答 400", example = "2026-06-26") String startsOn,
            @RequestParam(required = false) @Parameter(description = "新建轮次的结束日期；没有写日期的整改时限为这一天；已有的轮次同上", example = "2026-07-20") String endsOn,
            @RequestParam(required = false) @Parameter(description = "预览答复中的 planToken；填写的，与现在的预览不同时答 409，不保存") String seen,
            @RequestParam(required = false) @Parameter(description = "与已有问题相近的行（items 的 similar）：“行号:问题编号”是更正它，“行号:NEW”是另一个问题；"
                    + "填写的，须逐行选定；不填的，都作为新的问题", example = "3:WT-411081-2026-000001") List<String> corrections,
            @RequestParam(required = false) MultipartFile file) throws IOException {
        return imports.read(new ProblemImport.Purpose(round, county, region, startsOn, endsOn), file == null ? null : file.getBytes(),
                new ProblemImport.Decision(confirm, seen, corrections));
    }

    @PostMapping("/units")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "指明责任单位是谁（一次指明，以后照此识别，等待的线随即开始）",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = UnitRequest.class))))
    void map(@RequestBody(required = false) String body,
             @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rights.requireRegistrar();
        Map<String, Object> fields = bodies.fields(body, Set.of("county", "unit", "groups"));
        requests.done(key, "POST /api/problems/units " + bodies.write(fields), () -> mapping.map(JsonBodies.text(fields, "county", "县"),
                JsonBodies.text(fields, "unit", "责任单位"), JsonBodies.texts(fields, "groups", "对应单位")));
    }

    @GetMapping("/ledger")
    @Operation(summary = "台账（附件1、附件2）", description = "region 为乡镇或村，unit 为部门岗位（如 dept411081yibao）。")
    ResponseEntity<byte[]> ledger(@RequestParam(required = false) String round, @RequestParam(defaultValue = "1") String form,
                                  @RequestParam(defaultValue = "xlsx") String format,
                                  @RequestParam(required = false) String county, @RequestParam(required = false) String region,
                                  @RequestParam(required = false) String unit) {
        TableFormat table = TableFormat.of(format, "格式");
        Ledgers.Ledger ledger = ledgers.of(round, form, county, region, unit);
        String name = "问题整改台账附件" + form;
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(name + "-" + round.strip() + "." + table.extension(), StandardCharsets.UTF_8).build().toString())
                .contentType(MediaType.parseMediaType(table.contentType())).body(downloads.write(name, ledger.header(), ledger.rows(), table));
    }
}
