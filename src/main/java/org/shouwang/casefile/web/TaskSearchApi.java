package org.shouwang.casefile.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.casefile.TaskSearch;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Finds open tasks and names their subjects. The requests are POST so that no name stands in an address; they change nothing.
 */
@RestController
@Tag(name = "待办")
class TaskSearchApi {

    private final TaskSearch search;
    private final JsonBodies bodies;

    TaskSearchApi(TaskSearch search, JsonBodies bodies) {
        this.search = search;
        this.bodies = bodies;
    }

    record TaskSearchRequest(@Schema(description = "案号、户主姓名、村名、问题或责任单位的一部分，可用空格隔开几个", example = "顺店东村") String text) {
    }

    record TaskLabelsRequest(List<String> taskIds) {
    }

    record TaskLabels(@Schema(description = "每项待办关于谁：户主姓名和村，或问题和责任单位") Map<String, String> labels,
                      @Schema(description = "其中按期已来不及的待办") List<String> tooLate,
                      @Schema(description = "各项待办时限的最后一天，没有时限的不列") Map<String, LocalDate> lastDays,
                      @Schema(description = "时限按工作日计算的待办：到期日和还剩的工作日") Map<String, Map<LocalDate, Long>> workingDays) {
    }

    record FoundTasks(List<String> caseNos, List<String> taskIds) {
    }

    @PostMapping("/api/tasks/search")
    @Operation(summary = "按案号、户主姓名、村名、问题或责任单位查找本岗位的待办", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = TaskSearchRequest.class))))
    FoundTasks find(@RequestBody(required = false) String body) {
        List<TaskSearch.Found> found = search.find(bodies.text(body, "text", "查找内容"));
        return new FoundTasks(found.stream().map(TaskSearch.Found::caseNo).distinct().toList(),
                found.stream().map(TaskSearch.Found::taskId).toList());
    }

    @PostMapping("/api/tasks/labels")
    @Operation(summary = "查看本岗位的待办各是哪一户或哪个问题", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = TaskLabelsRequest.class))))
    TaskLabels label(@RequestBody(required = false) String body) {
        Object taskIds = bodies.fields(body, Set.of("taskIds")).get("taskIds");
        if (!(taskIds instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw new InvalidInputException("taskIds", "待办", "须为待办标识的列表");
        }
        List<String> asked = list.stream().map(String.class::cast).toList();
        return new TaskLabels(search.labels(asked), search.tooLate(asked), search.lastDays(asked), search.workingDays(asked));
    }
}
