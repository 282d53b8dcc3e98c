package org.shouwang.casefile.process;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.notice.Notice;
import org.shouwang.notice.Notices;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.NotFoundException;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;

/** Tells a user who has just completed a task or opened a case what comes next and who has to do it. */
@NamedInterface("next-steps")
@Service
public class NextSteps {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final StepsToCome stepsToCome;
    private final Notices notices;
    private final CaseTasks tasks;
    private final TaskDecisions decisions;
    private final CurrentUsers users;

    NextSteps(CaseFiles cases, CaseKinds kinds, StepsToCome stepsToCome, Notices notices, CaseTasks tasks,
              TaskDecisions decisions, CurrentUsers users) {
        this.cases = cases;
        this.kinds = kinds;
        this.stepsToCome = stepsToCome;
        this.notices = notices;
        this.tasks = tasks;
        this.decisions = decisions;
        this.users = users;
    }

    /**
     * The next steps after a completed task.
     *
     * @param caseNo the number of the case, or of another subject of the task, such as a problem
     * @param about  the Chinese name of the case: the household, the kind of case and the number
     * @param text   the next steps in Chinese, beginning with 已办结
     * @param steps  the open tasks; empty at the end of the case and while only time has to pass
     */
    @NamedInterface("next-steps")
    public record Next(String caseNo, String about, String text, List<Step> steps) {
    }

    /**
     * An open task.
     *
     * @param name   the task's name
     * @param holder the Chinese name of the post that has to do the task
     * @param taskId the engine's id of the task if the task is the user's, otherwise null
     */
    @NamedInterface("next-steps")
    public record Step(String name, String holder, String taskId) {
    }

    /**
     * @param taskId the engine's id of a task that the user who has signed in has completed
     * @return the next steps
     * @throws NotFoundException if the user has not completed such a task
     */
    public Next afterTask(String taskId) {
        TaskDecision done = decisions.ofTask(taskId).filter(each -> each.decidedBy().equals(users.get().id()))
                .orElseThrow(() -> new NotFoundException("没有您办结的这项待办"));
        return next(done.caseNo(), done.elementName(), tasks.openBeside(taskId));
    }

    /**
     * @param caseNo the number of a case that the user who has signed in may see
     * @return the next steps
     * @throws NotFoundException if the user may see no such case
     */
    public Next ofCase(String caseNo) {
        return next(cases.visible(caseNo).caseNo(), null, tasks.openOf(List.of(caseNo)));
    }

    private Next next(String caseNo, String done, List<OpenTask> open) {
        Optional<CaseFile> item = cases.findVisible(caseNo);
        List<String> own = users.get().groups();
        Map<String, String> names = users.postNames(open.stream().map(OpenTask::group).toList());
        List<Step> steps = open.stream().map(task -> new Step(task.name(), names.getOrDefault(task.group(), task.group()),
                own.contains(task.group()) ? task.id() : null)).toList();
        String about = item.map(each -> kinds.of(each).nameOf(each) + " · " + kinds.of(each).title() + " · " + caseNo).orElse(caseNo);
        String text = steps.isEmpty() ? item.map(this::withoutTask).orElse("已办结，本事项没有后续待办")
                : "已办结，下一步：" + inWords(steps);
        return new Next(caseNo, done == null ? about : about + " · " + done, text, steps);
    }

    private static String inWords(List<Step> steps) {
        return steps.stream().collect(Collectors.groupingBy(Step::name, LinkedHashMap::new,
                        Collectors.mapping(Step::holder, Collectors.joining("、")))).entrySet().stream()
                .map(step -> step.getKey() + "（" + step.getValue() + "）").collect(Collectors.joining("；"));
    }

    /** Returns the text for a case without an open task: the notice has to hang for its time, or the case has ended. */
    private String withoutTask(CaseFile item) {
        List<StepsToCome.StepToCome> coming = stepsToCome.of(item);
        if (coming.isEmpty()) {
            return "已办结，本案已结束：" + kinds.of(item).titleOf(item.status());
        }
        LocalDate until = notices.latestOf(item.caseNo()).filter(Notice::isOpen)
                .map(Notice::endsOn).orElse(null);
        return "已办结，下一步：" + (until == null ? "" : "公示至" + DAY.format(until) + "，期满后") + coming.get(0).name();
    }
}
