package org.shouwang.engine.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.shouwang.engine.Sweeps;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of rows that a job could not handle and tries again, for administrators' programs. */
@RestController
@Tag(name = "后台事项")
class HeldRowApi {

    private final Sweeps sweeps;
    private final CurrentUsers users;

    HeldRowApi(Sweeps sweeps, CurrentUsers users) {
        this.sweeps = sweeps;
        this.users = users;
    }

    record HeldRow(String sweep, String sweepText, String subject, int attempts, Instant firstFailedAt, Instant failedAt,
                   Instant againAt, String failure) {
    }

    record HeldRows(List<HeldRow> items) {
    }

    @GetMapping("/api/held-rows")
    @Operation(summary = "系统自动办理时出错的事项（管理员）", description = "出错的一条不影响其他，系统会按越来越长的间隔自动再试，办成后不再列出。"
            + "subject 为案件、贷款或户的编号，failure 为出错的类型和程序位置，不含个人信息。")
    HeldRows list() {
        return new HeldRows(held().stream().map(row -> new HeldRow(row.sweep().name(), row.sweep().title(), row.subject(),
                row.attempts(), row.firstFailedAt(), row.failedAt(), row.againAt(), row.failure())).toList());
    }

    /** Returns the rows, also for the page. */
    List<Sweeps.Held> held() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("由系统管理员查看");
        }
        return sweeps.held();
    }
}
