package org.shouwang.elimination.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Set;
import org.shouwang.elimination.Proposal;
import org.shouwang.elimination.Proposals;
import org.shouwang.engine.RepeatedRequests;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of proposals of eliminations for other systems. */
@RestController
@RequestMapping("/api/elimination-proposals")
@Tag(name = "风险消除建议")
class ProposalApi {

    private final Proposals proposals;
    private final RepeatedRequests requests;
    private final JsonBodies bodies;

    ProposalApi(Proposals proposals, RepeatedRequests requests, JsonBodies bodies) {
        this.proposals = proposals;
        this.requests = requests;
        this.bodies = bodies;
    }

    record Dismissal(String reason) {
    }

    @GetMapping
    @Operation(summary = "可能已符合风险消除条件的户（本辖区）",
            description = "每天按系统中最近一次记录列出；发起用 POST /api/households/{householdNo}/risk-elimination。")
    Page<Proposal> list(@RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        return proposals.find(cursor, limit);
    }

    @PostMapping("/{proposalId}/dismissal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "不采纳一条建议（村、乡镇、县级乡村振兴部门）", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true, content = @io.swagger.v3.oas.annotations.media.Content(
                    schema = @io.swagger.v3.oas.annotations.media.Schema(implementation = Dismissal.class))))
    void dismiss(@PathVariable long proposalId, @RequestBody(required = false) String body,
                 @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        // A proposal that was dismissed is not seen any more, so the right is asked for only where the request is carried out.
        requests.done(key, "POST /api/elimination-proposals/" + proposalId + "/dismissal " + body, () -> {
            proposals.requireRight(proposals.visible(proposalId));
            proposals.dismiss(proposalId, bodies.text(body, "reason", "理由"));
        });
    }
}
