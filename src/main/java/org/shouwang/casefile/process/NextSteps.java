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
import org.springframework.stereotype.Service;

/** Tells whoever has just completed a task, or begun a case, what comes next and in whose hands it is. */
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
     * What comes after.
     *
     * @param caseNo the case, or what else the task belonged to, such as one problem
     * @param about  the case in words: the household, the kind of case, the number
     * @param text   what comes next in words, beginning with 已办结
     * @param steps  the open tasks; empty while only time has to pass, and at the end
     */
    public record Next(String caseNo, String about, String text, List<Step> steps) {
    }

    /**
     * An open task.
     *
     * @param name   its name
     * @param holder the post that has to do it, as people read it
     * @param taskId the engine's id of it where it is the user's own turn, otherwise null
     */
    public record Step(String name, String holder, String taskId) {
    }

    /**
     * @param taskId the engine's id of a task that the user who has signed in has completed
     * @return what comes next
     * @throws NotFoundException if that user has not completed it
     */
    public Next afterTask(String taskId) {
        TaskDecision done = decisions.ofTask(taskId).filter(each -> each.decidedBy().equals(users.get().id()))
                .orElseThrow(() -> new NotFoundException("没有您办结的这项待办"));
        return next(done.caseNo(), done.elementName(), tasks.openBeside(taskId));
    }

    /**
     * @param caseNo a case that the user who has signed in may see
     * @return what comes next
     * @throws NotFoundException if there is no such case for that user
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
        String about = item.map(each -> each.headName() + " · " + kinds.of(each).title() + " · " + caseNo).orElse(caseNo);
        String text = steps.isEmpty() ? item.map(this::withoutTask).orElse("已办结，本事项没有后续待办")
                : "已办结，下一步：" + inWords(steps);
        return new Next(caseNo, done == null ? about : about + " · " + done, text, steps);
    }

    private static String inWords(List<Step> steps) {
        return steps.stream().collect(Collectors.groupingBy(Step::name, LinkedHashMap::new,
                        Collectors.mapping(Step::holder, Collectors.joining("、")))).entrySet().stream()
                .map(step -> step.getKey() + "（" + step.getValue() + "）").collect(Collectors.joining("；"));
    }

    /** Either the notice has to hang for its days, or the case has ended. */
    private String withoutTask(CaseFile item) {
        List<StepsToCome.StepToCome> coming = stepsToCome.of(item);
        if (coming.isEmpty()) {
            return "已办结，本案已结束：" + kinds.of(item).titleOf(item.status());
        }
        LocalDate until = Optional.ofNullable(item.noticeNo()).flatMap(notices::find).filter(Notice::isOpen)
                .map(Notice::endsOn).orElse(null);
        return "已办结，下一步：" + (until == null ? "" : "公示至" + DAY.format(until) + "，期满后") + coming.get(0).name();
    }
}
