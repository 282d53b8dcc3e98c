package org.shouwang.rounds.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.problems.ProblemEntry;
import org.shouwang.problems.ProblemRights;
import org.shouwang.problems.Round;
import org.shouwang.problems.Rounds;
import org.shouwang.shared.JsonBodies;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of rounds for other systems. */
@RestController
@RequestMapping("/api/problems/rounds")
@Tag(name = "问题双交办")
class RoundApi {

    private final ProblemEntry entry;
    private final ProblemRights rights;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    RoundApi(ProblemEntry entry, ProblemRights rights, RepeatedRequests requests, JsonBodies bodies) {
        this.entry = entry;
        this.rights = rights;
        this.requests = requests;
        this.bodies = bodies;
    }

    record RoundRequest(@Schema(description = "年份，如 2026；同一年有几轮的，如 2026-2", example = "2026") String round,
                        @Schema(description = "开始日期", example = "2026-06-26") LocalDate startsOn,
                        @Schema(description = "结束日期", example = "2026-07-20") LocalDate endsOn) {
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "建立轮次（市级）", description = "县级只能把问题登记、导入到已有的轮次。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = RoundRequest.class))))
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RoundRequest.class)))
    ResponseEntity<String> open(@RequestBody(required = false) String body,
                                @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rights.requireRoundOpener();
        Map<String, Object> fields = bodies.fields(body, Set.of("round", "startsOn", "endsOn"));
        return requests.created(key, "POST /api/problems/rounds " + bodies.write(fields), () -> {
            Round made = entry.open(Rounds.codeIn(fields), JsonBodies.text(fields, "startsOn", "开始日期"), JsonBodies.text(fields, "endsOn", "结束日期"));
            return bodies.write(new RoundRequest(made.code(), made.startsOn(), made.endsOn()));
        });
    }
}
