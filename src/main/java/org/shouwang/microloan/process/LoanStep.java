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

/** A task of a loan's process. Decisions against the household, and findings, need a reason (ID-6, LN-1). */
class LoanStep implements TaskStep {

    private final String elementId;
    private final String outcomeKey;
    private final Set<String> needsReason;
    private final CaseFacts facts;
    private final Loans loans;
    private final BiConsumer<Loan, Submission> check;
    private final BiFunction<Loan, Decision, Map<String, Object>> accept;

    /**
     * The user's decision in a task.
     *
     * @param submission the checked form
     * @param outcome    the outcome; null for a task without one
     * @param reference  the id of what the task concerns besides the loan, such as a finding; or null
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

    /** Rejects a day outside the time from the first to the present day; a missing day is accepted. */
    static void checkDay(Submission submission, String key, LocalDate first, LocalDate today) {
        LocalDate day = submission.date(key);
        if (day != null && day.isAfter(today)) {
            submission.reject(key, "不能晚于今天（" + today + "）");
        } else if (day != null && day.isBefore(first)) {
            submission.reject(key, "不能早于 " + first);
        }
    }
}
