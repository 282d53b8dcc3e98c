package org.shouwang.casefile.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseSearch;
import org.shouwang.casefile.Unmasking;
import org.shouwang.casefile.process.Withdrawal;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of cases for other systems. */
@RestController
@RequestMapping("/api/cases")
@Tag(name = "案件")
class CaseApi {

    private final CaseFiles cases;
    private final CaseSearch search;
    private final CaseViews views;
    private final Withdrawal withdrawal;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;
    private final Unmasking unmasking;

    CaseApi(CaseFiles cases, CaseSearch search, CaseViews views, Withdrawal withdrawal, RepeatedRequests requests, JsonBodies bodies, Unmasking unmasking) {
        this.unmasking = unmasking;
        this.cases = cases;
        this.search = search;
        this.views = views;
        this.withdrawal = withdrawal;
        this.requests = requests;
        this.bodies = bodies;
    }

    record CaseItem(String caseNo, String process, String status, String villageCode, LocalDate foundOn, String externalReference) {
    }

    record WithdrawalRequest(@Schema(description = "撤回原因", example = "举家搬迁") String reason) {
    }

    @GetMapping
    @Operation(summary = "查询案件", description = "只返回本辖区的案件；业务系统只看到自己发起的案件。")
    Page<CaseItem> list(@RequestParam(required = false) String externalReference,
                  @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        return search.find(externalReference, null, cursor, limit).map(item -> new CaseItem(item.caseNo(), item.process(), item.status().code(),
                item.villageCode(), item.foundOn(), item.externalReference()));
    }

    @GetMapping("/{caseNo}")
    @Operation(summary = "查看案件")
    CaseView get(@PathVariable String caseNo) {
        return views.of(cases.visible(caseNo));
    }

    record IdNumbersRequest(@Schema(description = "查看理由；当天查看的完整证件号超过参数 ID_NUMBERS_SHOWN_PER_DAY 后必填，最多200字", example = "核对户口簿") String reason) {
    }

    record IdNumbers(List<CasePerson> persons) {
    }

    @PostMapping("/{caseNo}/id-numbers")
    @Operation(summary = "查看完整证件号（本案的村、乡镇、县级乡村振兴部门；每次记录）", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = IdNumbersRequest.class))))
    IdNumbers showIdNumbers(@PathVariable String caseNo, @RequestBody(required = false) String body) {
        return new IdNumbers(unmasking.show(caseNo, bodies.text(body, "reason", "查看理由")));
    }

    @PostMapping("/{caseNo}/withdrawal")
    @Operation(summary = "撤回终止（县级决定前，村或乡镇；发起的单位在还没有人办理时）", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = WithdrawalRequest.class))))
    CaseView withdraw(@PathVariable String caseNo, @RequestBody(required = false) String body,
                      @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        withdrawal.requireRight(caseNo);
        String reason = bodies.text(body, "reason", "撤回原因");
        requests.done(key, "POST /api/cases/" + caseNo + "/withdrawal " + reason, () -> withdrawal.withdraw(caseNo, reason));
        return views.of(cases.visible(caseNo));
    }
}
