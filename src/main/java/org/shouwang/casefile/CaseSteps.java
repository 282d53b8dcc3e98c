package org.shouwang.casefile;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.shouwang.engine.Step;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.TwoPeople;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** Makes the steps that many kinds of cases share: decisions of the levels, and records of what was done afterwards. */
@Component
public class CaseSteps {

    private static final Decision[] REASONED = Stream.of(Decision.values()).filter(Decision::isReasoned).toArray(Decision[]::new);
    private static final TwoPeople.Pair PROPOSAL = new TwoPeople.Pair("本案由您本人发起，须由另一人决定",
            "select registered_by from shouwang.case_file where case_no = :caseNo");

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final CaseFacts facts;
    private final AdjustableClock clock;

    CaseSteps(CaseFiles cases, CaseKinds kinds, CaseFacts facts, AdjustableClock clock) {
        this.cases = cases;
        this.kinds = kinds;
        this.facts = facts;
        this.clock = clock;
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
     * @param kind a kind of case
     * @return what makes its steps
     */
    public OfKind of(CaseKind kind) {
        return new OfKind(kind);
    }

    /** Makes the steps of one kind of case. */
    public final class OfKind {

        private final CaseKind kind;

        private OfKind(CaseKind kind) {
            this.kind = kind;
        }

        /**
         * A level's decision, which only passes the case on.
         *
         * @param elementId  the task
         * @param outcomeKey the field with the decision
         * @param furthering the decision that agrees to what the case was begun for, or null if none does
         * @return its step
         */
        public Step decision(String elementId, String outcomeKey, Decision furthering) {
            return decision(elementId, outcomeKey, furthering, (caseNo, decision) -> Map.of()).reversible();
        }

        /**
         * A level's decision on a case: it goes on, goes back or is refused. Whoever sends back, refuses, or decides otherwise
         * than the product's table suggests says why (ID-6).
         *
         * @param elementId  the task
         * @param outcomeKey the field with the decision
         * @param furthering the decision that agrees to what the case was begun for, or null if none does
         * @param then       what else the level does with the case and its decision, which is not a refusal; returns further
         *                   variables for the engine
         * @return its step
         */
        public Step decision(String elementId, String outcomeKey, Decision furthering,
                             BiFunction<String, Decision, Map<String, Object>> then) {
            return at(elementId).deciding(outcomeKey).checking((task, submission) -> {
                Decision decision = submission.option(outcomeKey, Decision.class);
                submission.reasonWhen(outcomeKey, REASONED);
                if (decision != null && decision == furthering && submission.text(Submission.OPINION) == null
                        && kind.isAdvisedAgainst(cases.get(task.caseNo()))) {
                    submission.reasonNeeded("您的意见与研判参考不一致，须说明理由");
                }
            }).doing((task, submission) -> {
                Decision decision = submission.option(outcomeKey, Decision.class);
                Map<String, Object> variables = new HashMap<>();
                if (submission.text(Submission.RETURN_TO) != null) {
                    variables.put(Submission.RETURN_TO, submission.text(Submission.RETURN_TO));
                }
                variables.putAll(decision == Decision.REJECT
                        ? refused(task.caseNo(), CaseStatus.REJECTED, submission.text(Submission.OPINION))
                        : then.apply(task.caseNo(), decision));
                return variables;
            });
        }

        /**
         * 村级初选：the village's own decision, which settles whether a notice has to be posted (again).
         *
         * @param notice what is posted of the cases
         * @return its step
         */
        public TaskStep preselection(CaseNotice notice) {
            return decision(SharedSteps.PRESELECT_AT_VILLAGE, SharedSteps.PRESELECTION_OUTCOME, Decision.PRESELECT,
                    (caseNo, decision) -> Map.of(CaseVariables.NOTICE_REQUIRED, notice.settle(caseNo))).reversible();
        }

        /**
         * 县级审批：the county's leading group decides, and what its approval does to the register happens at once.
         *
         * @param inRegister carries the approval out in the register and returns the household's id
         * @return its step
         */
        public TaskStep approval(ToLongFunction<CaseFile> inRegister) {
            return approval(SharedSteps.APPROVE_AT_COUNTY, SharedSteps.COUNTY_APPROVAL_OUTCOME, inRegister);
        }

        /**
         * The decision of another level that has the last word.
         *
         * @param elementId  the task
         * @param outcomeKey the field with the decision
         * @param inRegister carries the approval out in the register and returns the household's id
         * @return its step
         */
        public TaskStep approval(String elementId, String outcomeKey, ToLongFunction<CaseFile> inRegister) {
            return decision(elementId, outcomeKey, Decision.APPROVE, (caseNo, decision) -> {
                if (decision != Decision.APPROVE) {
                    return Map.of();
                }
                cases.approve(caseNo, inRegister.applyAsLong(cases.get(caseNo)));
                return status(CaseStatus.APPROVED);
            }).second(PROPOSAL).reversible();
        }

        /**
         * 结果公告：the township announces the result in the village (ID-4, step 7).
         *
         * @return its step
         */
        public TaskStep announcement() {
            return note(SharedSteps.ANNOUNCE_RESULT, "announcedOn",
                    (caseNo, submission, day) -> cases.announced(caseNo, submission.text("announcedAt"), day));
        }

        /**
         * The village enters in the national system what was approved: the case is done.
         *
         * @param elementId the task
         * @param dayKey    the field with the day
         * @param status    how the case stands then
         * @param then      what else is done, with the case and the day
         * @return its step
         */
        public TaskStep entry(String elementId, String dayKey, CaseStatus status, BiConsumer<CaseFile, LocalDate> then) {
            return recording(elementId, dayKey).doing((task, submission) -> {
                LocalDate day = submission.date(dayKey, clock.today());
                cases.entered(task.caseNo(), status, submission.text("systemHouseholdCode"), day);
                then.accept(cases.get(task.caseNo()), day);
                return status(status);
            });
        }

        /**
         * A level takes note of what was decided or done; it neither approves nor refuses.
         *
         * @param elementId the task
         * @param dayKey    the field with the day
         * @param store     keeps what was filled in
         * @return its step
         */
        public TaskStep note(String elementId, String dayKey, NoteStore store) {
            return recording(elementId, dayKey).doing((task, submission) -> {
                store.keep(task.caseNo(), submission, submission.date(dayKey, clock.today()));
                return Map.of();
            });
        }

        /**
         * 告知农户：the village tells the household of the refusal, and why (ID-6).
         *
         * @return its step
         */
        public TaskStep informing() {
            return recording(SharedSteps.INFORM_HOUSEHOLD, "informedOn").showing(task -> {
                CaseFile item = cases.get(task.caseNo());
                return FormRows.row("refusalText", kinds.statusText(item)
                        + (item.refusalReason() == null ? "" : "，理由：" + item.refusalReason()), "refusalReason", item.refusalReason());
            }).doing((task, submission) -> {
                cases.informed(task.caseNo(), submission.text("informedBy"), submission.date("informedOn"),
                        submission.text("refusalReason"));
                return Map.of();
            });
        }

        private Step recording(String elementId, String dayKey) {
            return at(elementId).showing(task -> Map.of(dayKey, clock.today()))
                    .checking((task, submission) -> submission.notInFuture(dayKey, clock.today()));
        }

        private Step at(String elementId) {
            return Step.at(kind.process(), elementId, task -> facts.of(task.caseNo()));
        }
    }

    /**
     * Ends a case without what it was begun for.
     *
     * @param caseNo  the case
     * @param status  how it stands then
     * @param opinion why, or null
     * @return what the engine has to know of it
     */
    public Map<String, Object> refused(String caseNo, CaseStatus status, String opinion) {
        cases.refuse(caseNo, status, opinion, false);
        return status(status);
    }

    private static Map<String, Object> status(CaseStatus status) {
        return Map.of(CaseVariables.CASE_STATUS, status.code());
    }
}
