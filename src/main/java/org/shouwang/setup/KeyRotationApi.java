package org.shouwang.setup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API by which administrators encrypt stored personal data with the newest keys. */
@RestController
@RequestMapping("/api/personal-data/rotation")
@Tag(name = "密钥更换")
class KeyRotationApi {

    /** The batches of one request, few enough to end before the proxy's timeout. */
    private static final int BATCHES = 20;

    private final KeyRotation rotation;
    private final CurrentUsers users;
    private final Acts acts;

    KeyRotationApi(KeyRotation rotation, CurrentUsers users, Acts acts) {
        this.rotation = rotation;
        this.users = users;
        this.acts = acts;
    }

    @GetMapping
    @Operation(summary = "还有多少数据在用旧密钥（管理员）")
    KeyRotation.Progress progress() {
        requireAdmin();
        return rotation.progress();
    }

    @PostMapping
    @Operation(summary = "用新密钥重新加密（管理员）", description = "每次最多处理两万条，remaining 为0时完成，旧密钥即可撤下；中断后再调用即可继续。")
    KeyRotation.Progress run() {
        requireAdmin();
        KeyRotation.Progress progress = rotation.run(BATCHES);
        acts.add(Act.Kind.KEY_ROTATION, users.get().id(), "个人信息密钥", "DONE",
                "重新加密 " + progress.changed() + " 条，剩余 " + progress.remaining() + " 条");
        return progress;
    }

    private void requireAdmin() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("密钥由系统管理员更换");
        }
    }
}
