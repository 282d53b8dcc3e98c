package org.shouwang.deadline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.deadline.Extension;
import org.shouwang.deadline.ExtensionOutcome;
import org.shouwang.deadline.Extensions;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.Urgings;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of extensions (延期) and urging (催办) for other systems. */
@RestController
@RequestMapping("/api")
@Tag(name = "时限")
class ExtensionApi {

    private final Extensions extensions;
    private final Urgings urgings;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    ExtensionApi(Extensions extensions, Urgings urgings, RepeatedRequests requests, JsonBodies bodies) {
        this.extensions = extensions;
        this.urgings = urgings;
        this.requests = requests;
        this.bodies = bodies;
    }

    record ExtensionRequest(LimitRule rule, LocalDate until, String reason) {
    }

    record DecisionRequest(ExtensionOutcome outcome, LocalDate until, String opinion) {
    }

    record UrgingRequest(String note) {
    }

    record ExtensionAsked(long extensionId, String caseNo) {
    }

    record Urged(int holders) {
    }

    record ExtensionView(long extensionId, String caseNo, LimitRule rule, LocalDate until, String reason,
                         ExtensionOutcome outcome, LocalDate grantedUntil, LocalDate oldDueOn, String opinion,
                         Instant askedAt, Instant decidedAt) {
    }

    @PostMapping("/cases/{caseNo}/extensions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "申请延期（村、乡镇，或者正在办理的单位）", description = "原因各级都能看到，不要写个人信息。", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true, content = @Content(schema = @Schema(implementation = ExtensionRequest.class))))
    ResponseEntity<ExtensionAsked> ask(@PathVariable String caseNo, @RequestBody(required = false) String body,
                                       @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        extensions.requireAsker(caseNo);
        Map<String, Object> fields = bodies.fields(body, Set.of("rule", "until", "reason"));
        return requests.created(key, "POST /api/cases/" + caseNo + "/extensions " + bodies.write(fields),
                () -> extensions.ask(caseNo, JsonBodies.text(fields, "rule", "时限"), JsonBodies.day(fields, "until", "延期至"),
                        JsonBodies.text(fields, "reason", "延期原因")), id -> new ExtensionAsked(Long.parseLong(id), caseNo));
    }

    @GetMapping("/extensions/{id}")
    @Operation(summary = "查看延期申请")
    ExtensionView get(@PathVariable long id) {
        return view(extensions.visible(id));
    }

    @GetMapping("/extensions")
    @Operation(summary = "待本人决定的延期申请（县级乡村振兴部门）")
    List<ExtensionView> toDecide() {
        return extensions.toDecide().stream().map(ExtensionApi::view).toList();
    }

    @PostMapping("/extensions/{id}/decision")
    @Operation(summary = "决定延期申请（县级乡村振兴部门）", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true, content = @Content(schema = @Schema(implementation = DecisionRequest.class))))
    ExtensionView decide(@PathVariable long id, @RequestBody(required = false) String body,
                         @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        extensions.requireDecider(id);
        Map<String, Object> fields = bodies.fields(body, Set.of("outcome", "until", "opinion"));
        requests.done(key, "POST /api/extensions/" + id + "/decision " + bodies.write(fields),
                () -> extensions.decide(id, outcome(JsonBodies.text(fields, "outcome", "决定")),
                        JsonBodies.day(fields, "until", "延期至"), JsonBodies.text(fields, "opinion", "意见")));
        return view(extensions.visible(id));
    }

    @PostMapping("/cases/{caseNo}/urgings")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "催办（上级）", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true, content = @Content(schema = @Schema(implementation = UrgingRequest.class))))
    ResponseEntity<Urged> urge(@PathVariable String caseNo, @RequestBody(required = false) String body,
                               @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        urgings.requireRight(caseNo);
        String note = bodies.text(body, "note", "催办内容");
        return requests.created(key, "POST /api/cases/" + caseNo + "/urgings " + note, () -> urgings.urge(caseNo, note),
                holders -> new Urged(Integer.parseInt(holders)));
    }

    private static ExtensionView view(Extension item) {
        return new ExtensionView(item.id(), item.caseNo(), item.rule(), item.askedUntil(), item.reason(), item.outcome(),
                item.grantedUntil(), item.oldDueOn(), item.opinion(), item.askedAt(), item.decidedAt());
    }

    private static ExtensionOutcome outcome(String value) {
        try {
            return value == null || value.isBlank() ? null : ExtensionOutcome.valueOf(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("outcome", "决定", "须为 " + List.of(ExtensionOutcome.values()) + " 之一");
        }
    }
}
