package org.shouwang.desk.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import org.shouwang.desk.DeskTask;
import org.shouwang.desk.TaskList;
import org.shouwang.desk.TaskQuery;
import org.shouwang.desk.TaskState;
import org.shouwang.shared.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The address under which other programs of a user read the list of open tasks. */
@RestController
@Tag(name = "待办")
class DeskApi {

    private final TaskList tasks;

    DeskApi(TaskList tasks) {
        this.tasks = tasks;
    }

    record TaskItem(String taskId, @Schema(description = "案件、问题或轮次的编号") String caseNo, String process, String task, String name,
                    @Schema(description = "户主姓名，或问题和责任单位") String subject, @Schema(description = "所在村，前面是乡镇") String village,
                    String villageCode, @Schema(description = "时限的最后一天；没有时限的为 null") LocalDate dueOn,
                    @Schema(description = "OVERDUE、UNREACHABLE、WARNING、ON_TRACK；没有时限的为 null") TaskState state,
                    @Schema(description = "已签收的用户，没有人签收的为 null") String assignee, Instant since) {
    }

    @GetMapping("/api/tasks")
    @Operation(summary = "查询待办", description = "本岗位的待办，系统管理员查询全部。sort：DUE（最急的在前，缺省）、OLDEST、NEWEST、VILLAGE。"
            + "search 为案号的一部分、户主姓名的开头、村名或问题的一部分；姓名不宜写在地址中，按姓名查找请用 POST /api/tasks/search。")
    Page<TaskItem> list(@RequestParam(required = false) String process, @RequestParam(required = false) String task,
                        @RequestParam(required = false) String region, @RequestParam(required = false) String state,
                        @RequestParam(required = false) String due, @RequestParam(required = false) String dueFrom,
                        @RequestParam(required = false) String dueBefore, @RequestParam(required = false) String search,
                        @RequestParam(required = false) String sort, @RequestParam(required = false) String cursor,
                        @RequestParam(defaultValue = "50") int limit) {
        return tasks.page(new TaskQuery(process, task, region, state, due, dueFrom, dueBefore, search, sort), cursor, limit)
                .map(DeskApi::item);
    }

    private static TaskItem item(DeskTask task) {
        return new TaskItem(task.taskId(), task.caseNo(), task.process(), task.task(), task.name(), task.subject(), task.village(),
                task.villageCode(), task.dueOn(), task.state() == TaskState.NONE ? null : task.state(), task.assignee(), task.since());
    }
}
