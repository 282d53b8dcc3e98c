package org.shouwang.paper.web;

import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PageController;
import org.shouwang.subject.Subjects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Leads from a task in Tasklist, which knows no numbers, to the papers of what the task is about. */
@PageController
class TaskDocumentPages {

    private final CaseTasks tasks;
    private final CaseFiles cases;
    private final Subjects subjects;
    private final CurrentUsers users;

    TaskDocumentPages(CaseTasks tasks, CaseFiles cases, Subjects subjects, CurrentUsers users) {
        this.tasks = tasks;
        this.cases = cases;
        this.subjects = subjects;
        this.users = users;
    }

    @GetMapping("/tasks/{taskId}/documents")
    String show(@PathVariable String taskId) {
        String number = tasks.openBeside(taskId).stream().filter(task -> task.id().equals(taskId) && users.get().groups().contains(task.group()))
                .map(OpenTask::caseNo).findFirst().orElseThrow(() -> new NotFoundException("没有这项待办，或者它已经办结"));
        return "redirect:" + cases.findVisible(number).map(item -> "/cases/" + item.caseNo() + "/documents").or(() -> subjects.pathOf(number))
                .orElseThrow(() -> new NotFoundException("这项待办没有文书"));
    }
}
