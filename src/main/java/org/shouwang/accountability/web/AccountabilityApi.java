package org.shouwang.accountability.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.accountability.TownshipRankings;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.engine.RepeatedRequests;
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

/** REST interface for the quarterly ranking of townships (乡镇季度排名). */
@RestController
@RequestMapping("/api/accountability")
@Tag(name = "乡镇季度排名")
class AccountabilityApi {

    private final TownshipRankings rankings;
    private final SupervisorRights supervisors;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    AccountabilityApi(TownshipRankings rankings, SupervisorRights supervisors, RepeatedRequests requests, JsonBodies bodies) {
        this.rankings = rankings;
        this.supervisors = supervisors;
        this.requests = requests;
        this.bodies = bodies;
    }

    record Ranking(String quarter, List<TownshipRankings.Place> places, List<TownshipRankings.Step> steps) {
    }

    @GetMapping("/{quarter}")
    @Operation(summary = "查看一个季度的排名和处理建议", description = "只返回本辖区的乡镇（街道）。")
    Ranking get(@PathVariable String quarter) {
        supervisors.require();
        return new Ranking(quarter, rankings.of(quarter), rankings.stepsOf(quarter));
    }

    @PostMapping("/{quarter}")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "对已结束的季度排名（市级）")
    ResponseEntity<Ranking> rank(@PathVariable String quarter,
                                 @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        return requests.created(key, "POST /api/accountability/" + quarter, () -> {
            rankings.rank(quarter);
            return quarter;
        }, this::get);
    }

    @PostMapping("/steps/{stepId}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "决定是否采取建议的处理（市级）", description = "outcome = CONFIRMED 或 DISMISSED，opinion 必填。")
    void decide(@PathVariable long stepId, @RequestBody(required = false) String body,
                @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        rankings.requireDecider();
        Map<String, Object> fields = bodies.fields(body, Set.of("outcome", "opinion"));
        requests.done(key, "POST /api/accountability/steps/" + stepId + "/decision " + bodies.write(fields),
                () -> rankings.decide(stepId, JsonBodies.text(fields, "outcome", "决定"), JsonBodies.text(fields, "opinion", "理由")));
    }
}
