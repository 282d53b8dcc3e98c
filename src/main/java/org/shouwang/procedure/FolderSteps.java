package org.shouwang.procedure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.ProcessModel;
import org.shouwang.engine.ProcessSteps;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.engine.TaskStep;
import org.shouwang.security.CurrentUser;
import org.springframework.stereotype.Component;

/** The steps of procedures. What has to come before a step follows from the model of the case's version. */
@Component
record FolderSteps(Procedures procedures, ProcedureTask.Parts tasks, ProcedureStart.Parts starts, TaskDecisions decisions, CaseFiles cases,
                   ForEach posts) implements ProcessSteps {

    @Override
    public boolean has(String processKey) {
        return procedures.find(processKey).isPresent();
    }

    @Override
    public StartStep starting(String processKey) {
        return starts.start(processKey);
    }

    @Override
    public TaskStep at(String processKey, String elementId) {
        return tasks.task(processKey, elementId);
    }

    @Override
    public boolean owns(String caseNo) {
        return procedures.owns(caseNo);
    }

    @Override
    public boolean isBarred(String caseNo, CurrentUser user) {
        return cases.isBarred(caseNo, user);
    }

    @Override
    public List<String> barredTo(Collection<String> groups) {
        return cases.barredTo(groups);
    }

    @Override
    public Optional<String> missingBefore(String processKey, String elementId, String caseNo) {
        return missingBefore(procedures.ofCase(caseNo), elementId, elementId, caseNo);
    }

    @Override
    public Optional<String> missingBeforeCall(String called, String first, String caseNo) {
        Procedure procedure = procedures.ofCase(caseNo);
        return procedure.model().calling(called).flatMap(element -> missingBefore(procedure, element, first, caseNo));
    }

    /** Tells what is missing before a task or a called process, of which the last time is told by a task of the record. */
    private Optional<String> missingBefore(Procedure procedure, String elementId, String recorded, String caseNo) {
        List<TaskDecision> standing = decisions.of(caseNo).stream().filter(TaskDecision::stands).toList();
        if (procedure.model().isForEach(elementId)) {
            // What the other posts have done already belongs to the same time.
            int round = standing.size();
            while (round > 0 && standing.get(round - 1).elementId().equals(elementId)) {
                round--;
            }
            standing = standing.subList(0, round);
        }
        int last = standing.stream().map(TaskDecision::elementId).toList().lastIndexOf(recorded);
        // With the last time itself, since a step may follow itself.
        List<TaskDecision> since = standing.subList(Math.max(last, 0), standing.size());
        List<ProcessModel.Before> before = procedure.model().before(elementId);
        // A notice that is not needed again was clear before.
        boolean afterNotice = before.stream().anyMatch(each -> each.outcomes().values().stream().anyMatch(outcomes -> outcomes.contains("CLEAR")));
        if (afterNotice && !cases.isNoticeClear(caseNo)) {
            return Optional.of("公示期满");
        }
        if (before.isEmpty() || before.stream().anyMatch(each -> isOnRecord(procedure, each, last >= 0, since, caseNo))) {
            return Optional.empty();
        }
        Map<String, String> names = procedure.model().tasks().stream().collect(Collectors.toMap(ProcessModel.Task::id, ProcessModel.Task::name));
        return Optional.of(before.stream().map(each -> names.getOrDefault(each.element(), "公示期满")).distinct().collect(Collectors.joining("，或")));
    }

    /** Tells whether what leads to a step happened since the step was last done, or by that itself. */
    private boolean isOnRecord(Procedure procedure, ProcessModel.Before before, boolean begun, List<TaskDecision> since, String caseNo) {
        if (before.element() == null) {
            return !begun;
        }
        if (!before.element().startsWith("userTask_")) {
            return before.outcomes().values().stream().noneMatch(outcomes -> outcomes.contains("OBJECTION_UPHELD")) || cases.get(caseNo).objectionUpheld();
        }
        String decides = procedure.manifest().step(before.element()).decides();
        Set<String> outcomes = decides == null ? Set.of() : before.outcomes().getOrDefault(decides, Set.of());
        if (procedure.model().isForEach(before.element()) && !posts.of(procedure, caseNo, before.element()).stream()
                .allMatch(post -> since.stream().anyMatch(decision -> decision.elementId().equals(before.element())
                        && post.equals(decision.decidedAs())))) {
            return false;
        }
        return since.stream().anyMatch(decision -> decision.elementId().equals(before.element())
                && (outcomes.isEmpty() || outcomes.contains(decision.outcome())));
    }
}
