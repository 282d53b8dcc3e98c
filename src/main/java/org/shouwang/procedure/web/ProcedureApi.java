package org.shouwang.procedure.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.Deployments;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.export.TableDownloads;
import org.shouwang.export.TableFormat;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureCases;
import org.shouwang.procedure.ProcedureCircular;
import org.shouwang.procedure.ProcedureFigures;
import org.shouwang.procedure.ProcedureLedger;
import org.shouwang.procedure.Procedures;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of procedures. */
@RestController
@RequestMapping("/api/procedures")
@Tag(name = "流程")
record ProcedureApi(Procedures procedures, FolderFaults folders, ProcedureCases cases, ProcedureLedger ledger, ProcedureFigures figures,
                    ProcedureCircular circular, ProcessDoor door, TableDownloads downloads, Deployments engine, RepeatedRequests requests,
                    JsonBodies bodies) {

    private static final Set<String> OWN = Set.of("status", "region", "cursor", "limit");

    record ProcedureItem(String key, @Schema(example = "临时救助") String title, @Schema(description = "部署过几次有变化的版本") int version,
                         @Schema(description = "您的岗位可否发起") boolean mayStart) {
    }

    record ProcedureItems(List<ProcedureItem> items) {
    }

    @GetMapping
    @Operation(summary = "全部流程", description = "包括程序自带的和以文件夹加入的。")
    ProcedureItems all() {
        return new ProcedureItems(engine.present().stream().filter(each -> !PublicNoticeProcess.KEY.equals(each.key()))
                .map(each -> new ProcedureItem(each.key(), each.title(), each.version(), door.mayStart(each.key()))).toList());
    }

    record Started(String caseNo) {
    }

    @PostMapping(value = "/{key}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "发起流程", description = "正文为发起表单的各字段，另加 subject：{householdNo}、{householdNo, memberNo}、"
            + "{name, idNumber, villageCode}、{villageCode}、{projectNo}、新项目的 {projectName, projectYear, villageCode} 或 {unit, villageCode}。")
    ResponseEntity<String> start(@PathVariable String key, @RequestBody(required = false) String body,
                                 @RequestHeader(name = "Idempotency-Key", required = false) String once) {
        Map<String, Object> fields = bodies.fields(body);
        return requests.created(once, "POST /api/procedures/" + key + " " + bodies.write(fields), () -> bodies.write(new Started(door.start(key, fields))));
    }

    @GetMapping("/faults")
    @Operation(summary = "未能启用的流程文件夹", description = "仅系统管理员。列出 shouwang.procedures.folder 中每个未能启用的流程：文件、行号、问题和改法。")
    Page<FolderFaults.Item> faults() {
        return new Page<>(null, folders.faults(), null, null);
    }

    record CaseItem(String caseNo, String status, String subject, String region, LocalDate startedOn, LocalDate decidedOn, Map<String, Object> data) {
    }

    @GetMapping("/{key}/cases")
    @Operation(summary = "查询一个流程的案件", description = "除 status、region、cursor、limit 外，还可以按流程清单中注明可查询的字段筛选。")
    Page<CaseItem> list(@PathVariable String key, @RequestParam Map<String, String> query, @RequestParam(defaultValue = "50") int limit) {
        Procedure procedure = procedures.get(key);
        Map<String, String> fields = new LinkedHashMap<>(query);
        OWN.forEach(fields::remove);
        return cases.page(procedure, new ProcedureCases.Filter(query.get("status"), query.get("region"), null, null, fields),
                query.get("cursor"), limit)
                .map(item -> new CaseItem(item.caseNo(), item.status(), item.subject(), item.regionCode(), item.startedOn(), item.decidedOn(),
                        item.values()));
    }

    @GetMapping("/{key}/circular")
    @Operation(summary = "月度通报", description = "month 为月份，如 2026-03，默认上月；format 为 json（默认）、xlsx 或 csv。")
    ResponseEntity<?> circular(@PathVariable String key, @RequestParam(required = false) YearMonth month,
                               @RequestParam(defaultValue = "json") String format) {
        Procedure procedure = procedures.get(key);
        List<String> header = ProcedureCircular.header(procedure);
        List<List<Object>> rows = circular.rows(procedure, month == null ? circular.lastMonth() : month);
        if ("json".equals(format)) {
            return ResponseEntity.ok(new Page<>(null, rows.stream().map(row -> named(header, row)).toList(), null, null));
        }
        return file(key + "-circular", procedure.manifest().circular().title(), Map.of(), header, rows, TableFormat.of(format, "格式"));
    }

    private ResponseEntity<byte[]> file(String name, String title, Map<String, String> about, List<String> header, List<List<Object>> rows, TableFormat format) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(format.contentType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + format.extension() + "\"")
                .body(downloads.write(title, about, header, rows, format));
    }

    private static Map<String, Object> named(List<String> header, List<Object> row) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            named.put(header.get(i), row.get(i));
        }
        return named;
    }

    record FigureItem(String title, @Schema(description = "合计，或者占比（%）；没有可比的数时为 null") BigDecimal value,
                      @Schema(description = "是否为占比（%）") boolean share, @Schema(description = "低于它即预警") BigDecimal least,
                      @Schema(description = "预警；没有时为 null") String warning) {
    }

    @GetMapping("/{key}/figures")
    @Operation(summary = "台账的总数和占比", description = "按您看得到的案件计算；案件超过10000件时没有，请缩小地区或日期。")
    Page<FigureItem> figures(@PathVariable String key, @RequestParam(required = false) LocalDate from,
                             @RequestParam(required = false) LocalDate to, @RequestParam(required = false) String region) {
        Procedure procedure = procedures.get(key);
        ProcedureCases.Filter filter = new ProcedureCases.Filter(null, region, from, to, Map.of());
        return new Page<>(null, figures.of(procedure, figures.sums(procedure, filter)).stream().map(figure -> new FigureItem(figure.title(), figure.value(),
                figure.share(), figure.least(), figure.warning())).toList(), null, null);
    }

    @GetMapping("/{key}/ledger")
    @Operation(summary = "台账", description = "format 为 json（默认）、xlsx 或 csv。")
    ResponseEntity<?> ledger(@PathVariable String key, @RequestParam(required = false) LocalDate from,
                             @RequestParam(required = false) LocalDate to, @RequestParam(required = false) String region,
                             @RequestParam(defaultValue = "json") String format, @RequestParam(required = false) String cursor,
                             @RequestParam(defaultValue = "200") int limit) {
        Procedure procedure = procedures.get(key);
        ProcedureCases.Filter filter = new ProcedureCases.Filter(null, region, from, to, Map.of());
        List<String> header = ProcedureLedger.header(procedure);
        if ("json".equals(format)) {
            Page<ProcedureCases.Item> page = cases.page(procedure, filter, cursor, limit);
            return ResponseEntity.ok(new Page<>(null, ledger.rows(procedure, page, 1).stream().map(row -> named(header, row)).toList(), null,
                    page.nextCursor()));
        }
        TableFormat wanted = TableFormat.of(format, "格式");
        List<List<Object>> rows = new ArrayList<>();
        String next = null;
        do {
            Page<ProcedureCases.Item> page = cases.page(procedure, filter, next, PageRequest.MOST);
            rows.addAll(ledger.rows(procedure, page, rows.size() + 1L));
            next = page.nextCursor();
        } while (next != null);
        return file(key, procedure.manifest().ledger().title(), figures.about(procedure, filter, rows.size()), header, rows, wanted);
    }
}
