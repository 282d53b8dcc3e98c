package org.shouwang.demonstration;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** REST interface to read and move the demonstration's clock. */
@RestController
@RequestMapping("/api/demo/clock")
@Profile("demo")
@Tag(name = "演示时钟")
class DemoClockApi {

    private static final int MAX_DAYS = 3660;

    private final DemoClock demoClock;
    private final AdjustableClock clock;
    private final CurrentUsers users;
    private final JsonBodies bodies;

    DemoClockApi(DemoClock demoClock, AdjustableClock clock, CurrentUsers users, JsonBodies bodies) {
        this.demoClock = demoClock;
        this.clock = clock;
        this.users = users;
        this.bodies = bodies;
    }

    @GetMapping
    @Operation(summary = "查看演示时钟（管理员）")
    DemoClock.Reading read() {
        requireAdmin();
        return demoClock.read();
    }

    @PostMapping
    @Operation(summary = "向前调整演示时钟（管理员）", description = "{\"advanceDays\":5} 或 {\"now\":\"2026-03-02T09:00:00+08:00\"}")
    DemoClock.Reading move(@RequestBody(required = false) String body) {
        requireAdmin();
        Map<String, Object> fields = bodies.fields(body);
        if (fields.size() == 1 && fields.get("advanceDays") instanceof Integer days) {
            if (days < 0 || days > MAX_DAYS) {
                throw new InvalidInputException("advanceDays", "天数", "须在0至" + MAX_DAYS + "之间");
            }
            return demoClock.moveTo(clock.instant().plus(Duration.ofDays(days)));
        }
        if (fields.size() == 1 && fields.get("now") instanceof String now) {
            try {
                return demoClock.moveTo(OffsetDateTime.parse(now).toInstant());
            } catch (DateTimeException e) {
                throw new InvalidInputException("now", "时间", "须为带时区的时间，如 2026-03-02T09:00:00+08:00");
            }
        }
        throw new InvalidInputException("advanceDays", "天数", "请给出 advanceDays（整数）或 now（带时区的时间）之一");
    }

    private void requireAdmin() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("只有系统管理员可以使用演示时钟");
        }
    }
}
