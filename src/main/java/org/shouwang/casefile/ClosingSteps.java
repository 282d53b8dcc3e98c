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

/** Makes the tasks after the decision: they record what was done and decide nothing. */
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
     * 结果公告：the township announces the result in the village (ID-4, step 7).
     *
     * @param kind a kind of case
     * @return its step
     */
    public TaskStep announceResult(CaseKind kind) {
        return new Recording(kind, ANNOUNCE_RESULT, "announcedOn", item -> Map.of(),
                (caseNo, submission) -> cases.announced(caseNo, submission.text("announcedAt"), day(submission, "announcedOn")),
                Map.of());
    }

    /**
     * The village enters in the national system what was approved: the case is done.
     *
     * @param kind      a kind of case
     * @param elementId the task
     * @param dayKey    the field with the day
     * @param status    how the case stands then
     * @param then      what else is done, with the case and the day
     * @return its step
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
     * A level takes note of what was decided below it; it neither approves nor refuses.
     *
     * @param kind      a kind of case
     * @param elementId the task
     * @param dayKey    the field with the day
     * @param store     keeps what was filled in, with the case and the day
     * @return its step
     */
    public TaskStep takeNote(CaseKind kind, String elementId, String dayKey, NoteStore store) {
        return new Recording(kind, elementId, dayKey, item -> Map.of(),
                (caseNo, submission) -> store.keep(caseNo, submission, day(submission, dayKey)), Map.of());
    }

    /** Keeps what a level that takes note fills in. */
    @FunctionalInterface
    public interface NoteStore {

        /**
         * @param caseNo     the case
         * @param submission what was filled in
         * @param day        the day it took note
         */
        void keep(String caseNo, Submission submission, LocalDate day);
    }

    /**
     * 告知农户：the village tells the household of the refusal, and why (ID-6).
     *
     * @param kind a kind of case
     * @return its step
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

    /** A day left out is the present day. */
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
