package org.shouwang.microloan.process;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.Loans;

/** A task of a loan's process: whoever decides against the household, or finds something, says why (ID-6, LN-1). */
class LoanStep implements TaskStep {

    private final String elementId;
    private final String outcomeKey;
    private final Set<String> needsReason;
    private final CaseFacts facts;
    private final Loans loans;
    private final BiConsumer<Loan, Submission> check;
    private final BiFunction<Loan, Decision, Map<String, Object>> accept;

    /**
     * What was decided.
     *
     * @param submission the checked form
     * @param outcome    the decision, null for a task without one
     * @param reference  what the task is about besides the loan, or null
     */
    record Decision(Submission submission, String outcome, Long reference) {

        String opinion() {
            return submission.text(CaseVariables.OPINION);
        }
    }

    LoanStep(String elementId, String outcomeKey, Set<String> needsReason, CaseFacts facts, Loans loans,
             BiConsumer<Loan, Submission> check, BiFunction<Loan, Decision, Map<String, Object>> accept) {
        this.elementId = elementId;
        this.outcomeKey = outcomeKey;
        this.needsReason = needsReason;
        this.facts = facts;
        this.loans = loans;
        this.check = check;
        this.accept = accept;
    }

    @Override
    public String processKey() {
        return LoanCases.PROCESS;
    }

    @Override
    public String elementId() {
        return elementId;
    }

    @Override
    public String outcomeKey() {
        return outcomeKey;
    }

    @Override
    public Map<String, Object> project(TaskContext task) {
        return facts.of(task.caseNo());
    }

    @Override
    public void check(TaskContext task, Submission submission) {
        String outcome = outcomeKey == null ? null : submission.text(outcomeKey);
        if (outcome != null && needsReason.contains(outcome) && submission.text(CaseVariables.OPINION) == null) {
            submission.reject(CaseVariables.OPINION,
                    "为必填项：" + submission.optionLabel(outcomeKey).orElse(outcome) + "须说明理由");
        }
        check.accept(loans.get(task.caseNo()), submission);
    }

    @Override
    public Map<String, Object> accept(TaskContext task, Submission submission) {
        String outcome = outcomeKey == null ? null : submission.text(outcomeKey);
        Map<String, Object> variables = new HashMap<>();
        if (outcome != null) {
            variables.put(outcomeKey, outcome);
        }
        variables.putAll(accept.apply(loans.get(task.caseNo()), new Decision(submission, outcome, task.reference())));
        return variables;
    }

    /** Says what is wrong with a day that is not between the first and the present day; nothing if it is left out. */
    static void checkDay(Submission submission, String key, LocalDate first, LocalDate today) {
        LocalDate day = submission.date(key);
        if (day != null && day.isAfter(today)) {
            submission.reject(key, "不能晚于今天（" + today + "）");
        } else if (day != null && day.isBefore(first)) {
            submission.reject(key, "不能早于 " + first);
        }
    }
}
