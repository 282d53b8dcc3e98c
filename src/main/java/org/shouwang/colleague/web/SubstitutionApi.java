package org.shouwang.colleague.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.shouwang.colleague.Leave;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.security.Substitution;
import org.shouwang.security.Substitutions;
import org.shouwang.security.Term;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API of substitutions. */
@RestController
@RequestMapping("/api/substitutions")
@Tag(name = "代理")
class SubstitutionApi {

    private final Leave leave;
    private final Substitutions substitutions;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;
    private final AdjustableClock clock;

    SubstitutionApi(Leave leave, Substitutions substitutions, RepeatedRequests requests, JsonBodies bodies, AdjustableClock clock) {
        this.leave = leave;
        this.substitutions = substitutions;
        this.requests = requests;
        this.bodies = bodies;
        this.clock = clock;
    }

    record SubstitutionRequest(@Schema(description = "岗位的组", example = "township411081101") String post,
                               @Schema(description = "代理人的账号，须为本县的人") String substitute,
                               @Schema(description = "开始日期（含）") LocalDate from,
                               @Schema(description = "结束日期（含）") LocalDate until) {
    }

    record SubstitutionView(long id, String post, String postName, String represents, String representsName, String substitute,
                            String substituteName, LocalDate from, LocalDate until, Term.State state, String stateText,
                            String text, String namedBy, Instant namedAt, String endedBy, Instant endedAt) {
    }

    @GetMapping
    @Operation(summary = "查询代理", description = "本人的、本岗位的；县级乡村振兴部门另看到全县的，系统管理员看到全部。新的在前；current=true 只列没有结束的。")
    Page<SubstitutionView> list(@RequestParam(defaultValue = "false") boolean current, @RequestParam(required = false) String cursor,
                                @RequestParam(defaultValue = "50") int limit) {
        return substitutions.find(current, cursor, limit).map(this::view);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "指定代理人（本人的岗位；县级乡村振兴部门为本县县、乡、村、行业部门的岗位）",
            description = "到期自动结束。代理人不能再请别人代理；县级领导小组的岗位由领导小组本人指定；同一岗位这段时间已有代理的答 409。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = SubstitutionRequest.class))))
    ResponseEntity<SubstitutionView> name(@RequestBody(required = false) String body,
                                          @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        substitutions.requireMayName();
        Map<String, Object> fields = bodies.fields(body, Set.of("post", "substitute", "from", "until"));
        return requests.created(key, "POST /api/substitutions " + bodies.write(fields), () -> leave.name(new Substitutions.Wish(
                JsonBodies.text(fields, "post", "岗位"), JsonBodies.text(fields, "substitute", "代理人"),
                JsonBodies.day(fields, "from", "开始日期"), JsonBodies.day(fields, "until", "结束日期"))).id(),
                id -> view(substitutions.visible(Long.parseLong(id))));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "提前结束代理（本人、代理人、县级乡村振兴部门）", description = "代理人正在办理的待办退回岗位。已经结束的答 409。")
    void end(@PathVariable long id) {
        leave.end(id);
    }

    private SubstitutionView view(Substitution item) {
        LocalDate today = clock.today();
        return new SubstitutionView(item.id(), item.post(), item.postName(), item.represents(), item.representsName(), item.substitute(),
                item.substituteName(), item.from(), item.until(), item.state(today), item.stateText(today), item.text(), item.namedBy(), item.namedAt(),
                item.endedBy(), item.endedAt());
    }
}
