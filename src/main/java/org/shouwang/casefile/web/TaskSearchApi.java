package org.shouwang.casefile.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.shouwang.casefile.TaskSearch;
import org.shouwang.shared.JsonBodies;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Looks for open tasks; by POST, so that no name stands in an address. Changes nothing. */
@RestController
@Tag(name = "待办")
class TaskSearchApi {

    private final TaskSearch search;
    private final JsonBodies bodies;

    TaskSearchApi(TaskSearch search, JsonBodies bodies) {
        this.search = search;
        this.bodies = bodies;
    }

    record TaskSearchRequest(@Schema(description = "案号、户主姓名或村名的一部分，可用空格隔开几个", example = "顺店东村") String text) {
    }

    record FoundTasks(List<String> caseNos, List<String> taskIds) {
    }

    @PostMapping("/api/tasks/search")
    @Operation(summary = "按案号、户主姓名或村名查找本岗位的待办", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = TaskSearchRequest.class))))
    FoundTasks find(@RequestBody(required = false) String body) {
        List<TaskSearch.Found> found = search.find(bodies.text(body, "text", "查找内容"));
        return new FoundTasks(found.stream().map(TaskSearch.Found::caseNo).distinct().toList(),
                found.stream().map(TaskSearch.Found::taskId).toList());
    }
}
