package org.shouwang.colleague.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Set;
import org.shouwang.colleague.CaseNote;
import org.shouwang.colleague.CaseNotes;
import org.shouwang.colleague.Handover;
import org.shouwang.colleague.TakeBack;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.engine.TaskClaims;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
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

/** The API by which tasks are handed over, steps taken back and notes written. */
@RestController
@RequestMapping("/api")
class ColleagueApi {

    private final Handover handover;
    private final TakeBack takeBack;
    private final TaskClaims claims;
    private final CaseNotes notes;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    ColleagueApi(Handover handover, TakeBack takeBack, TaskClaims claims, CaseNotes notes, RepeatedRequests requests, JsonBodies bodies) {
        this.handover = handover;
        this.takeBack = takeBack;
        this.claims = claims;
        this.notes = notes;
        this.requests = requests;
        this.bodies = bodies;
    }

    record HandoverRequest(@Schema(description = "同岗位同事的账号") String user,
                           @Schema(description = "转办原因，最多200字", example = "下乡，今天办不了") String reason) {
    }

    record TakeBackRequest(@Schema(description = "撤回原因，最多200字", example = "选错了意见") String reason) {
    }

    record NoteRequest(@Schema(description = "备注，最多500字；不能有证件号") String text,
                       @Schema(description = "提醒的岗位的组，须能看到本案；可以不填", example = "township411081101") String mention) {
    }

    record NoteAdded(long id, String caseNo) {
    }

    @PostMapping("/tasks/{taskId}/handover")
    @Tag(name = "待办")
    @Operation(summary = "转办给同岗位的同事", description = "对方直接签收并收到消息，经过记入案件的 handovers。别人正在办理的答 409。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = HandoverRequest.class))))
    TaskClaims.Claim handOver(@PathVariable String taskId, @RequestBody(required = false) String body,
                              @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        claims.requireMayHandOver(taskId);
        Map<String, Object> fields = bodies.fields(body, Set.of("user", "reason"));
        requests.done(key, "POST /api/tasks/" + taskId + "/handover " + bodies.write(fields),
                () -> handover.handOver(taskId, JsonBodies.text(fields, "user", "转给"), JsonBodies.text(fields, "reason", "转办原因")));
        return claims.of(taskId);
    }

    @PostMapping(value = "/cases/{caseNo}/take-back", produces = MediaType.APPLICATION_JSON_VALUE)
    @Tag(name = "案件")
    @Operation(summary = "撤回本人办结的上一步", description = "案件仍在办理中、下一环节还没有人办理时；原来的决定留在记录里，标明已撤回。"
            + "已张贴公示的、已作决定的、下一环节有人正在办理的和不能撤回的环节答 409。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = TakeBackRequest.class))))
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TakeBack.Again.class)))
    String takeBack(@PathVariable String caseNo, @RequestBody(required = false) String body,
                    @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        // The first request changes what may be taken back, so the right is asked for only where the request is carried out.
        return requests.once(key, "POST /api/cases/" + caseNo + "/take-back " + body, () -> {
            takeBack.requireRight(caseNo);
            return bodies.write(takeBack.takeBack(caseNo, bodies.text(body, "reason", "撤回原因")));
        }).body();
    }

    @GetMapping("/cases/{caseNo}/notes")
    @Tag(name = "案件")
    @Operation(summary = "查询案件的备注", description = "县、乡、村看到全部，内容只有一部分岗位能看的案件（如控辍保学、信访）只有这些岗位看到全部；银行和业务系统只看到自己写的、提醒自己岗位的。新的在前，limit 最多 200。")
    Page<CaseNote> notes(@PathVariable String caseNo, @RequestParam(required = false) String cursor,
                         @RequestParam(defaultValue = "50") int limit) {
        return notes.of(caseNo, cursor, limit);
    }

    @PostMapping("/cases/{caseNo}/notes")
    @ResponseStatus(HttpStatus.CREATED)
    @Tag(name = "案件")
    @Operation(summary = "写备注", description = "只能增加，不能修改、删除；mention 的岗位收到消息。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = NoteRequest.class))))
    ResponseEntity<NoteAdded> addNote(@PathVariable String caseNo, @RequestBody(required = false) String body,
                                      @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        notes.requireVisible(caseNo);
        Map<String, Object> fields = bodies.fields(body, Set.of("text", "mention"));
        return requests.created(key, "POST /api/cases/" + caseNo + "/notes " + bodies.write(fields),
                () -> notes.add(caseNo, JsonBodies.text(fields, "text", "备注"), JsonBodies.text(fields, "mention", "提醒谁")),
                id -> new NoteAdded(Long.parseLong(id), caseNo));
    }
}
