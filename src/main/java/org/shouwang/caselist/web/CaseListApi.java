package org.shouwang.caselist.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.caselist.CaseList;
import org.shouwang.caselist.CaseListPapers;
import org.shouwang.caselist.CaseLists;
import org.shouwang.caselist.ListKind;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.paper.web.DocumentFiles;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
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

/** The REST interface of lists of cases. */
@RestController
@RequestMapping("/api/case-lists")
@Tag(name = "名单")
class CaseListApi {

    private final CaseLists lists;
    private final CaseListPapers papers;
    private final RepeatedRequests requests;
    private final CurrentUsers users;
    private final JsonBodies bodies;
    private final AdjustableClock clock;

    CaseListApi(CaseLists lists, CaseListPapers papers, RepeatedRequests requests, CurrentUsers users, JsonBodies bodies, AdjustableClock clock) {
        this.lists = lists;
        this.papers = papers;
        this.requests = requests;
        this.users = users;
        this.bodies = bodies;
        this.clock = clock;
    }

    record CaseListRequest(@Schema(description = "名单种类", example = "admission") String kind,
                           @Schema(description = "案号，按名单的顺序，最多500件；须都在这种名单的环节上") List<String> caseNos,
                           @Schema(description = "名单日期；不填为今天", example = "2026-03-02") LocalDate madeOn) {
    }

    /** A list; {@code caseNos} is null where many are listed. */
    record CaseListView(@Schema(example = "MD-411081101-admission-2026-3") String number, String kind,
                        @Schema(example = "顺店镇拟纳入名单〔2026〕3号") String name, String region, String regionName, LocalDate madeOn,
                        String madeBy, Instant madeAt, int cases, List<String> caseNos) {
    }

    @GetMapping
    @Operation(summary = "查询名单", description = "乡镇、县级和市级看到本辖区的，新的在前。kind：名单种类；county：6位县代码。")
    Page<CaseListView> list(@RequestParam(required = false) String kind, @RequestParam(required = false) String county,
                            @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        return lists.find(kind, county, cursor, limit).map(list -> view(list, null));
    }

    @GetMapping("/{number}")
    @Operation(summary = "查看一份名单及其案件")
    CaseListView get(@PathVariable String number) {
        CaseList list = lists.visible(number);
        return view(list, lists.casesOf(list));
    }

    @GetMapping("/{number}/document")
    @Operation(summary = "下载名单的文书", description = "format：docx（默认）或 pdf（服务器装有 LibreOffice 时）。统一报送、未录入、未标注名单没有文书。")
    ResponseEntity<byte[]> document(@PathVariable String number, @RequestParam(defaultValue = "docx") String format) {
        return DocumentFiles.answer(papers.take(lists.visible(number), DocumentFiles.format(format)));
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "生成名单（乡镇、县级）", description = "名单按年编号，生成以后不改，只作记录；案件仍由各环节的待办推进。"
            + "有案件不在这种名单的环节上的，答 409，不生成。带 Idempotency-Key 重发的，答 200 和原来的名单。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = CaseListRequest.class))))
    ResponseEntity<CaseListView> make(@RequestBody(required = false) String body,
                                      @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        lists.requireMaker();
        Map<String, Object> fields = bodies.fields(body, Set.of("kind", "caseNos", "madeOn"));
        ListKind kind = lists.named(JsonBodies.text(fields, "kind", "名单种类"));
        List<String> caseNos = Optional.ofNullable(JsonBodies.texts(fields, "caseNos", "案件")).orElse(List.of());
        LocalDate day = Optional.ofNullable(JsonBodies.day(fields, "madeOn", "名单日期")).orElseGet(clock::today);
        return requests.created(key, "POST /api/case-lists " + bodies.write(fields), () -> lists.make(kind, caseNos, day).listNo(), this::get);
    }

    private CaseListView view(CaseList list, List<String> caseNos) {
        return new CaseListView(list.listNo(), list.kind(), list.name(lists.kind(list.kind()).title()), list.regionCode(), list.regionName(),
                list.madeOn(), users.displayName(list.madeBy()), list.madeAt(), list.cases(), caseNos);
    }
}
