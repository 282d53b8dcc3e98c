package org.shouwang.authorisation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.security.Authorisation;
import org.shouwang.security.Authorisations;
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

/** The REST interface of authorisations. */
@RestController
@RequestMapping("/api/authorisations")
@Tag(name = "授权批准")
class AuthorisationApi {

    private final Authorisations authorisations;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;
    private final AdjustableClock clock;

    AuthorisationApi(Authorisations authorisations, RepeatedRequests requests, JsonBodies bodies, AdjustableClock clock) {
        this.authorisations = authorisations;
        this.requests = requests;
        this.bodies = bodies;
        this.clock = clock;
    }

    record AuthorisationRequest(@Schema(description = "县（市、区），6位代码；不填为本县", example = "411081") String county,
                                @Schema(description = "开始日期（含）") LocalDate from,
                                @Schema(description = "结束日期（含）") LocalDate until,
                                @Schema(description = "授权文件的文号、名称，最多200字") String document) {
    }

    record AuthorisationView(long id, String county, String countyName, LocalDate from, LocalDate until, String document,
                             Term.State state, String stateText, String givenBy, Instant givenAt, String endedBy, Instant endedAt) {
    }

    @GetMapping
    @Operation(summary = "查询授权批准", description = "本县的；市级和系统管理员看到全部。新的在前。")
    Page<AuthorisationView> list(@RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        return authorisations.find(cursor, limit).map(this::view);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "登记授权批准（本县领导小组）",
            description = "有效期内，县级乡村振兴部门以领导小组名义办理县级审批，包括已经在办的；审核过本案的人不能批准；不带领导小组的其他权限。到期自动结束，可以提前结束。开始日期不早于今天；与已有的授权时间重叠的答 409。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = AuthorisationRequest.class))))
    ResponseEntity<AuthorisationView> give(@RequestBody(required = false) String body,
                                           @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        authorisations.requireMayGive();
        Map<String, Object> fields = bodies.fields(body, Set.of("county", "from", "until", "document"));
        return requests.created(key, "POST /api/authorisations " + bodies.write(fields), () -> authorisations.give(new Authorisations.Wish(
                JsonBodies.text(fields, "county", "县"), JsonBodies.day(fields, "from", "开始日期"),
                JsonBodies.day(fields, "until", "结束日期"), JsonBodies.text(fields, "document", "授权文件"))).id(),
                id -> view(authorisations.visible(Long.parseLong(id))));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "提前结束授权批准（本县领导小组）", description = "已经结束的答 409。")
    void end(@PathVariable long id) {
        authorisations.end(id);
    }

    private AuthorisationView view(Authorisation item) {
        LocalDate today = clock.today();
        return new AuthorisationView(item.id(), item.countyCode(), item.countyName(), item.from(), item.until(), item.document(), item.state(today),
                item.stateText(today), item.givenBy(), item.givenAt(), item.endedBy(), item.endedAt());
    }
}
