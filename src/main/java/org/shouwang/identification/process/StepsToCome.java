package org.shouwang.identification.process;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.identification.CaseStatus;
import org.shouwang.identification.IdentificationCase;
import org.shouwang.identification.process.IdentificationProcess.Elements;
import org.shouwang.notice.process.PublicNoticeProcess;
import org.shouwang.security.EngineAuthority;
import org.springframework.stereotype.Component;

/** Tells the latest safe day of each step that a case has still to take (ID-4, ID-5). */
@Component
public class StepsToCome {

    private static final List<Step> BEFORE_NOTICE = List.of(step(Elements.VERIFY_HOUSEHOLD),
            step(Elements.CONFIRM_COMPARISON), step(Elements.PRESELECT_AT_VILLAGE),
            new Step(PublicNoticeProcess.KEY, PublicNoticeProcess.Elements.POST_NOTICE));
    private static final List<Step> AFTER_NOTICE = List.of(
            new Step(PublicNoticeProcess.KEY, PublicNoticeProcess.Elements.RESOLVE_OBJECTION),
            step(Elements.REVIEW_AT_TOWNSHIP), step(Elements.CHECK_AT_COUNTY), step(Elements.APPROVE_AT_COUNTY));
    private static final List<Step> ENTRY = List.of(step(Elements.ANNOUNCE_RESULT), step(Elements.ENTER_SYSTEM));

    private final Deadlines deadlines;
    private final CaseTasks tasks;
    private final RepositoryService repositoryService;
    private final EngineAuthority authority;

    StepsToCome(Deadlines deadlines, CaseTasks tasks, RepositoryService repositoryService, EngineAuthority authority) {
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.repositoryService = repositoryService;
        this.authority = authority;
    }

    /**
     * A step that has still to be taken.
     *
     * @param task     the task's element id
     * @param name     its name
     * @param latestOn the last day on which it can be done so that its limit can still be met
     */
    public record StepToCome(String task, String name, LocalDate latestOn) {
    }

    private record Step(String process, String element) {
    }

    private static Step step(String element) {
        return new Step(IdentificationProcess.KEY, element);
    }

    /**
     * @param item a case
     * @return the steps from the open one on, if the case goes on without being sent back; none once it has ended
     */
    public List<StepToCome> of(IdentificationCase item) {
        if (item.status() != CaseStatus.IN_PROGRESS && item.status() != CaseStatus.APPROVED) {
            return List.of();
        }
        LimitRule rule = item.status() == CaseStatus.APPROVED ? LimitRule.ENTRY_10D : LimitRule.IDENTIFICATION_15D;
        Limit limit = deadlines.find(item.caseNo(), rule).orElseThrow();
        List<String> open = tasks.openOf(List.of(item.caseNo())).stream().map(OpenTask::element).toList();
        List<StepToCome> result = new ArrayList<>();
        if (rule == LimitRule.ENTRY_10D) {
            from(open, ENTRY).forEach(step -> result.add(named(step, limit.dueOn())));
            return result;
        }
        List<Step> before = BEFORE_NOTICE.stream().map(Step::element).anyMatch(open::contains)
                ? from(open, BEFORE_NOTICE) : List.of();
        LocalDate posting = Optional.ofNullable(limit.latestPosting()).orElse(limit.dueOn());
        before.stream().filter(step -> limit.latestPosting() != null || step.process().equals(IdentificationProcess.KEY))
                .forEach(step -> result.add(named(step, posting)));
        List<Step> after = from(open, AFTER_NOTICE);
        after.stream().filter(step -> step.process().equals(IdentificationProcess.KEY) || open.contains(step.element()))
                .forEach(step -> result.add(named(step, limit.dueOn())));
        return result;
    }

    /** The steps from the first open one on; all of them if none is open. */
    private static List<Step> from(List<String> open, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (open.contains(steps.get(i).element())) {
                return steps.subList(i, steps.size());
            }
        }
        return steps;
    }

    private StepToCome named(Step step, LocalDate latestOn) {
        return authority.asProgram(() -> {
            ProcessDefinition definition = repositoryService.createProcessDefinitionQuery()
                    .processDefinitionKey(step.process()).latestVersion().singleResult();
            FlowElement element = repositoryService.getBpmnModelInstance(definition.getId())
                    .getModelElementById(step.element());
            return new StepToCome(step.element(), element.getName(), latestOn);
        });
    }
}
