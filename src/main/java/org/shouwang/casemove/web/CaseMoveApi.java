package org.shouwang.casemove.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.shouwang.casemove.CaseMoves;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface with which administrators move open cases to the present version of their procedure. */
@RestController
@RequestMapping("/api/procedures/{key}/moves")
@Tag(name = "流程")
record CaseMoveApi(CaseMoves moves, RepeatedRequests requests, JsonBodies bodies) {

    record MoveRequest(@Schema(description = "案件编号，最多200个") List<String> caseNos,
                       @Schema(description = "理由，记入操作记录，最多200字") String reason) {
    }

    record MoveResult(List<CaseMoves.Moved> items) {
    }

    @GetMapping
    @Operation(summary = "试换新版本", description = "仅系统管理员。列出仍按原版本办理的在办案件，并逐一试换（情形相同的只试一件）、不保存；problems 为空的可以换。")
    Page<CaseMoves.Moved> behind(@PathVariable String key, @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        return moves.behind(key, cursor, limit);
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "换用新版本", description = "仅系统管理员。不能换的案件保持原样，problems 写明原因。带 Idempotency-Key 重发的，答复相同。",
            responses = @ApiResponse(responseCode = "200", description = "OK", content = @Content(schema = @Schema(implementation = MoveResult.class))))
    String move(@PathVariable String key,
                @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(implementation = MoveRequest.class)))
                @RequestBody(required = false) String body,
                @RequestHeader(name = "Idempotency-Key", required = false) String once) {
        moves.requireAdministrator();
        Map<String, Object> fields = bodies.fields(body, Set.of("caseNos", "reason"));
        // A case that is null is none, as if it were not there.
        fields.computeIfPresent("caseNos", (name, value) -> value instanceof List<?> list ? list.stream().filter(Objects::nonNull).toList() : value);
        List<String> caseNos = JsonBodies.texts(fields, "caseNos", "案件");
        MoveRequest asked = new MoveRequest(caseNos, JsonBodies.text(fields, "reason", "理由"));
        return requests.once(once, "POST /api/procedures/" + key + "/moves " + bodies.write(asked), () -> bodies.write(new MoveResult(
                moves.move(key, caseNos == null ? List.of() : caseNos, asked.reason())))).body();
    }
}
