package org.shouwang.identification.process;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.identification.CaseStatus;
import org.shouwang.identification.Identification;
import org.shouwang.identification.process.IdentificationProcess.Variables;

/**
 * A level's decision on a case: it goes on, goes back or is refused. Whoever sends back, refuses, or decides otherwise
 * than the table of ID-2 suggests says why (ID-6).
 */
abstract class DecisionStep implements TaskStep {

    private static final Set<String> NEEDS_REASON = Set.of("RETURN", "REJECT", "DISCREPANT");

    private final Identification identification;
    private final CaseFormFacts caseFacts;
    private final String elementId;
    private final String outcomeKey;
    private final Set<String> admitting;

    /**
     * @param elementId  the task
     * @param outcomeKey the field with the decision
     * @param admitting  the outcomes that take the household for one at risk
     */
    DecisionStep(Identification identification, CaseFormFacts caseFacts, String elementId, String outcomeKey,
                 Set<String> admitting) {
        this.identification = identification;
        this.caseFacts = caseFacts;
        this.elementId = elementId;
        this.outcomeKey = outcomeKey;
        this.admitting = admitting;
    }

    @Override
    public final String processKey() {
        return IdentificationProcess.KEY;
    }

    @Override
    public final String elementId() {
        return elementId;
    }

    @Override
    public final String outcomeKey() {
        return outcomeKey;
    }

    @Override
    public final Map<String, Object> project(TaskContext task) {
        return caseFacts.of(task.caseNo());
    }

    @Override
    public final void check(TaskContext task, Submission submission) {
        String outcome = submission.text(outcomeKey);
        if (outcome == null || submission.text(Variables.OPINION) != null) {
            return;
        }
        if (NEEDS_REASON.contains(outcome)) {
            submission.reject(Variables.OPINION, "为必填项：" + submission.optionLabel(outcomeKey).orElse(outcome) + "须说明理由");
        } else if (admitting.contains(outcome) && !identification.surveyOf(task.caseNo()).weighing().atRisk()) {
            submission.reject(Variables.OPINION, "为必填项：您的意见与研判参考不一致，须说明理由");
        }
    }

    @Override
    public final Map<String, Object> accept(TaskContext task, Submission submission) {
        String outcome = submission.text(outcomeKey);
        Map<String, Object> variables = new HashMap<>();
        variables.put(outcomeKey, outcome);
        if (submission.text(Variables.RETURN_TO) != null) {
            variables.put(Variables.RETURN_TO, submission.text(Variables.RETURN_TO));
        }
        if ("REJECT".equals(outcome)) {
            identification.refuse(task.caseNo(), CaseStatus.REJECTED, submission.text(Variables.OPINION));
            variables.put(Variables.CASE_STATUS, CaseStatus.REJECTED.name());
        } else {
            decided(task.caseNo(), outcome, variables);
        }
        return variables;
    }

    /**
     * What else a level does once it has decided.
     *
     * @param caseNo    the case
     * @param outcome   the decision, not a refusal
     * @param variables the engine's variables; may be added to
     */
    void decided(String caseNo, String outcome, Map<String, Object> variables) {
        // Most levels only pass the case on.
    }

    final Identification identification() {
        return identification;
    }
}
