package org.shouwang.casefile;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;

/**
 * The decision of a level: the case goes on, goes back or is refused. A level that sends back, refuses or decides otherwise
 * than the decision table suggests has to give a reason (ID-6).
 */
public class DecisionStep implements TaskStep {

    private static final Set<String> NEEDS_REASON = Set.of("RETURN", "REJECT", "DISCREPANT");

    private final CaseKind kind;
    private final CaseFiles cases;
    private final CaseFacts facts;
    private final String elementId;
    private final String outcomeKey;
    private final Set<String> furthering;

    /**
     * @param kind       the kind of case
     * @param cases      the files of the cases
     * @param facts      the facts that forms show
     * @param elementId  the element id of the task
     * @param outcomeKey the form field with the decision
     * @param furthering the outcomes that agree to the result for which the case was opened
     */
    public DecisionStep(CaseKind kind, CaseFiles cases, CaseFacts facts, String elementId, String outcomeKey,
                        Set<String> furthering) {
        this.kind = kind;
        this.cases = cases;
        this.facts = facts;
        this.elementId = elementId;
        this.outcomeKey = outcomeKey;
        this.furthering = furthering;
    }

    @Override
    public final String processKey() {
        return kind.process();
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
        return facts.of(task.caseNo());
    }

    @Override
    public final void check(TaskContext task, Submission submission) {
        String outcome = submission.text(outcomeKey);
        if (outcome == null || submission.text(CaseVariables.OPINION) != null) {
            return;
        }
        if (NEEDS_REASON.contains(outcome)) {
            submission.reject(CaseVariables.OPINION,
                    "为必填项：" + submission.optionLabel(outcomeKey).orElse(outcome) + "须说明理由");
        } else if (furthering.contains(outcome) && kind.isAdvisedAgainst(cases.get(task.caseNo()))) {
            submission.reject(CaseVariables.OPINION, "为必填项：您的意见与研判参考不一致，须说明理由");
        }
    }

    @Override
    public final Map<String, Object> accept(TaskContext task, Submission submission) {
        String outcome = submission.text(outcomeKey);
        Map<String, Object> variables = new HashMap<>();
        variables.put(outcomeKey, outcome);
        if (submission.text(CaseVariables.RETURN_TO) != null) {
            variables.put(CaseVariables.RETURN_TO, submission.text(CaseVariables.RETURN_TO));
        }
        if ("REJECT".equals(outcome)) {
            cases.refuse(task.caseNo(), CaseStatus.REJECTED, submission.text(CaseVariables.OPINION));
            variables.put(CaseVariables.CASE_STATUS, CaseStatus.REJECTED.code());
        } else {
            decided(task.caseNo(), outcome, variables);
        }
        return variables;
    }

    /**
     * Does further work after the level's decision.
     *
     * @param caseNo    the case's number
     * @param outcome   the decision; not a refusal
     * @param variables the process variables, to which variables may be added
     */
    protected void decided(String caseNo, String outcome, Map<String, Object> variables) {
        // Most levels only pass the case on.
    }
}
