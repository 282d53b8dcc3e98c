package org.shouwang.engine.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.Map;
import org.shouwang.engine.EngineTasks;
import org.shouwang.shared.AdjustableClock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of the number of the user's open tasks in each filter of Tasklist. */
@RestController
@Tag(name = "待办")
class TaskCountApi {

    private final EngineTasks tasks;
    private final AdjustableClock clock;

    TaskCountApi(EngineTasks tasks, AdjustableClock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    record TaskCounts(LocalDate today, Map<String, Long> filters) {
    }

    @GetMapping("/api/tasks/counts")
    @Operation(summary = "本岗位待办的数量", description = "today 为业务日期，filters 为每个筛选（编号）下的待办数量。")
    TaskCounts get() {
        return new TaskCounts(clock.today(), tasks.countByFilter());
    }
}
