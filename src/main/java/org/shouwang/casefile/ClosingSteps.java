package org.shouwang.casefile;

import static org.shouwang.casefile.SharedSteps.ANNOUNCE_RESULT;
import static org.shouwang.casefile.SharedSteps.INFORM_HOUSEHOLD;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** Makes the tasks after the decision. They record what was done and decide nothing. */
@Component
public class ClosingSteps {

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final CaseFacts facts;
    private final AdjustableClock clock;

    ClosingSteps(CaseFiles cases, CaseKinds kinds, CaseFacts facts, AdjustableClock clock) {
        this.cases = cases;
        this.kinds = kinds;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Makes the step 结果公告: the township announces the result in the village (ID-4, step 7).
     *
     * @param kind a kind of case
     */
    public TaskStep announceResult(CaseKind kind) {
        return new Recording(kind, ANNOUNCE_RESULT, "announcedOn", item -> Map.of(),
                (caseNo, submission) -> cases.announced(caseNo, submission.text("announcedAt"), day(submission, "announcedOn")),
                Map.of());
    }

    /**
     * Makes the step in which the village enters the approval in the national system, with which the case ends.
     *
     * @param kind      a kind of case
     * @param elementId the element id of the task
     * @param dayKey    the form field with the day
     * @param status    the status of the case after the step
     * @param then      further work, with the case and the day
     */
    public TaskStep enterInSystem(CaseKind kind, String elementId, String dayKey, CaseStatus status,
                                  BiConsumer<CaseFile, LocalDate> then) {
        return new Recording(kind, elementId, dayKey, item -> Map.of(), (caseNo, submission) -> {
            LocalDate day = day(submission, dayKey);
            cases.entered(caseNo, status, submission.text("systemHouseholdCode"), day);
            then.accept(cases.get(caseNo), day);
        }, Map.of(CaseVariables.CASE_STATUS, status.code()));
    }

    /**
     * Makes the step in which a level takes note of a decision below it. The level neither approves nor refuses.
     *
     * @param kind      a kind of case
     * @param elementId the element id of the task
     * @param dayKey    the form field with the day
     * @param store     stores the form's data
     */
    public TaskStep takeNote(CaseKind kind, String elementId, String dayKey, NoteStore store) {
        return new Recording(kind, elementId, dayKey, item -> Map.of(),
                (caseNo, submission) -> store.keep(caseNo, submission, day(submission, dayKey)), Map.of());
    }

    /** Stores the data of a level that takes note. */
    @FunctionalInterface
    public interface NoteStore {

        /**
         * @param caseNo     the case's number
         * @param submission the form's data
         * @param day        the day on which the level took note
         */
        void keep(String caseNo, Submission submission, LocalDate day);
    }

    /**
     * Makes the step 告知农户: the village tells the household of the refusal and its reason (ID-6).
     *
     * @param kind a kind of case
     */
    public TaskStep informHousehold(CaseKind kind) {
        return new Recording(kind, INFORM_HOUSEHOLD, "informedOn", item -> {
            Map<String, Object> shown = new HashMap<>();
            shown.put("refusalText", kinds.statusText(item)
                    + (item.refusalReason() == null ? "" : "，理由：" + item.refusalReason()));
            shown.put("refusalReason", item.refusalReason());
            return shown;
        }, (caseNo, submission) -> cases.informed(caseNo, submission.text("informedBy"), submission.date("informedOn"),
                submission.text("refusalReason")), Map.of());
    }

    /** Returns the day of a form field, or today if the field is empty. */
    private LocalDate day(Submission submission, String key) {
        return submission.date(key) == null ? clock.today() : submission.date(key);
    }

    private final class Recording implements TaskStep {

        private final CaseKind kind;
        private final String elementId;
        private final String dayKey;
        private final Function<CaseFile, Map<String, Object>> shown;
        private final BiConsumer<String, Submission> store;
        private final Map<String, Object> variables;

        private Recording(CaseKind kind, String elementId, String dayKey, Function<CaseFile, Map<String, Object>> shown,
                          BiConsumer<String, Submission> store, Map<String, Object> variables) {
            this.kind = kind;
            this.elementId = elementId;
            this.dayKey = dayKey;
            this.shown = shown;
            this.store = store;
            this.variables = variables;
        }

        @Override
        public String processKey() {
            return kind.process();
        }

        @Override
        public String elementId() {
            return elementId;
        }

        @Override
        public String outcomeKey() {
            return null;
        }

        @Override
        public Map<String, Object> project(TaskContext task) {
            Map<String, Object> all = new HashMap<>(facts.of(task.caseNo()));
            all.put(dayKey, clock.today());
            all.putAll(shown.apply(cases.get(task.caseNo())));
            return all;
        }

        @Override
        public void check(TaskContext task, Submission submission) {
            LocalDate day = submission.date(dayKey);
            if (day != null && day.isAfter(clock.today())) {
                submission.reject(dayKey, "不能晚于今天（" + clock.today() + "）");
            }
        }

        @Override
        public Map<String, Object> accept(TaskContext task, Submission submission) {
            store.accept(task.caseNo(), submission);
            return variables;
        }
    }
}
