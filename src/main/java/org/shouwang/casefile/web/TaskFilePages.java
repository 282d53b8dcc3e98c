package org.shouwang.casefile.web;

import org.shouwang.casefile.TaskSearch;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Leads from a task, which is all that Tasklist knows, to the files of its case or problem. */
@PageController
class TaskFilePages {

    private final TaskSearch search;

    TaskFilePages(TaskSearch search) {
        this.search = search;
    }

    @GetMapping("/tasks/{taskId}/files")
    String files(@PathVariable String taskId) {
        return "redirect:" + search.pathOf(taskId).orElseThrow(() -> new NotFoundException("没有这项待办")) + "/files";
    }
}
