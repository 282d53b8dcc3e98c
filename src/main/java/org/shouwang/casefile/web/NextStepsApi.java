package org.shouwang.casefile.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.shouwang.casefile.process.NextSteps;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of the next steps, for a user who has just sent a form. */
@RestController
@Tag(name = "案件")
class NextStepsApi {

    private final NextSteps nextSteps;

    NextStepsApi(NextSteps nextSteps) {
        this.nextSteps = nextSteps;
    }

    @GetMapping("/api/tasks/{taskId}/next-steps")
    @Operation(summary = "本人办结的待办之后的下一步", description = "下一步由谁办什么；公示期间、办结以后没有待办，以文字说明。")
    NextSteps.Next afterTask(@PathVariable String taskId) {
        return nextSteps.afterTask(taskId);
    }

    @GetMapping("/api/cases/{caseNo}/next-steps")
    @Operation(summary = "案件的下一步", description = "下一步由谁办什么；公示期间、办结以后没有待办，以文字说明。")
    NextSteps.Next ofCase(@PathVariable String caseNo) {
        return nextSteps.ofCase(caseNo);
    }
}
