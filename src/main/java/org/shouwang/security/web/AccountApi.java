package org.shouwang.security.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Set;
import org.shouwang.security.AccountLocks;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API by which administrators lock and unlock accounts. */
@RestController
@RequestMapping("/api/accounts")
@Tag(name = "账号")
class AccountApi {

    private final AccountLocks locks;
    private final JsonBodies bodies;

    AccountApi(AccountLocks locks, JsonBodies bodies) {
        this.locks = locks;
        this.bodies = bodies;
    }

    record LockRequest(@Schema(description = "停用原因", example = "借调外县半年") String reason) {
    }

    @GetMapping
    @Operation(summary = "查询账号（管理员）", description = "q 为账号、姓名或岗位名称的一部分；locked=true 只列已停用的；limit 最多 200。")
    Page<AccountLocks.Account> list(@RequestParam(required = false) String q, @RequestParam(defaultValue = "false") boolean locked,
                           @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        return locks.find(q, locked, cursor, limit);
    }

    @GetMapping("/{userId}")
    @Operation(summary = "查看账号（管理员）")
    AccountLocks.Account get(@PathVariable String userId) {
        return locks.get(userId);
    }

    @PostMapping("/{userId}/lock")
    @Operation(summary = "停用账号（管理员）", description = "立即退出所有会话，不能再登录，正在办理的待办退回岗位；岗位和办理记录保留。已停用的、本人的答 409。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = LockRequest.class))))
    AccountLocks.Account lock(@PathVariable String userId, @RequestBody(required = false) String body) {
        locks.get(userId);
        Map<String, Object> fields = bodies.fields(body, Set.of("reason"));
        return locks.lock(userId, JsonBodies.text(fields, "reason", "停用原因"));
    }

    @PostMapping("/{userId}/unlock")
    @Operation(summary = "启用账号（管理员）", description = "没有停用的答 409。")
    AccountLocks.Account unlock(@PathVariable String userId) {
        return locks.unlock(userId);
    }
}
