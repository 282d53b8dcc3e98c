package org.shouwang.engine.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.shouwang.engine.TaskClaims;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The REST interface of claims, for Tasklist and programs. Tasks are taken over and given back by the engine's own addresses.
 */
@RestController
@RequestMapping("/api/tasks")
@Tag(name = "待办")
class ClaimApi {

    private final TaskClaims claims;

    ClaimApi(TaskClaims claims) {
        this.claims = claims;
    }

    @GetMapping("/{taskId}/claim")
    @Operation(summary = "查看待办由谁正在办理", description = "签收只表示“正在办理”：同岗位的人可以直接签收（接手）或提交。"
            + "签收、退回使用 /engine-rest/task/{id}/claim 和 /unclaim。")
    TaskClaims.Claim get(@PathVariable String taskId) {
        return claims.of(taskId);
    }

    @PostMapping("/{taskId}/claim")
    @Operation(summary = "签收无人办理的待办", description = "已有人签收的不变，也不接手；返回由谁正在办理。已在另一层级办理过本案的答 409。")
    TaskClaims.Claim claimIfFree(@PathVariable String taskId) {
        return claims.claimIfFree(taskId);
    }
}
