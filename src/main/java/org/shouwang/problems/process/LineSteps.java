package org.shouwang.problems.process;

import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFICATION_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFY_RECTIFICATION;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.engine.Step;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.TwoPeople;
import org.shouwang.problems.IssueDualAssignmentProcess;
import org.shouwang.problems.Problem;
import org.shouwang.problems.ProblemFacts;
import org.shouwang.problems.ProblemLine;
import org.shouwang.problems.Problems;
import org.shouwang.problems.Rectification;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks on the lines of a problem: plan, rectification, and the county's verification. */
@Configuration(proxyBeanMethods = false)
class LineSteps {

    /** DA-2; the last report counts. */
    private static final TwoPeople.Pair RECTIFICATION = new TwoPeople.Pair("整改结果由您本人报告，须由另一人核查",
            "select reported_by from shouwang.line_report where line_id = :reference order by id desc limit 1");

    private final ProblemFacts facts;
    private final Problems problems;
    private final Rectification rectification;
    private final AdjustableClock clock;

    LineSteps(ProblemFacts facts, Problems problems, Rectification rectification, AdjustableClock clock) {
        this.facts = facts;
        this.problems = problems;
        this.rectification = rectification;
        this.clock = clock;
    }

    private enum Plan { PLANNED, PASSED_ON }

    private enum Verification { PASSED, STAGE, RETURNED }

    /** A step of one line; the task's reference is the line's id. */
    private Step at(String elementId) {
        return Step.at(IssueDualAssignmentProcess.KEY, elementId, task -> facts.of(task.caseNo(), task.reference()));
    }

    /** The step 制定整改方案: the unit files its plan, or the county passes its line to a township (DA-7). */
    @Bean
    TaskStep planRectificationStep(Regions regions) {
        return at(PLAN_RECTIFICATION).showing(task -> {
            Problem problem = problems.get(task.caseNo());
            ProblemLine line = problems.line(task.reference());
            Map<String, Object> shown = new HashMap<>();
            shown.put(PLAN_OUTCOME, Plan.PLANNED.name());
            shown.put("measures", line.measures() == null ? problem.measures() : line.measures());
            shown.put("plannedOn", problem.dueOn().isBefore(clock.today()) ? clock.today() : problem.dueOn());
            shown.put("townships", regions.childrenOf(problem.countyCode()).stream()
                    .map(each -> Map.of("label", each.name(), "value", each.code())).toList());
            return shown;
        }).checking((task, submission) -> {
            submission.notInPast("plannedOn", clock.today());
            if (submission.option(PLAN_OUTCOME, Plan.class) == Plan.PASSED_ON) {
                checkPassingOn(problems.line(task.reference()), submission,
                        regions.childrenOf(problems.get(task.caseNo()).countyCode()));
            }
        }).doing((task, submission) -> {
            if (submission.option(PLAN_OUTCOME, Plan.class) == Plan.PASSED_ON) {
                return Map.of(PLAN_OUTCOME, Plan.PASSED_ON.name(), "lineGroup",
                        rectification.passOn(task.caseNo(), task.reference(), submission.text("township")));
            }
            rectification.plan(task.caseNo(), task.reference(), submission.text("plan"), submission.text("measures"),
                    submission.date("plannedOn", problems.get(task.caseNo()).dueOn()));
            return Map.of(PLAN_OUTCOME, Plan.PLANNED.name());
        });
    }

    private void checkPassingOn(ProblemLine line, Submission submission, List<Region> townships) {
        if (line.role() != Role.COUNTY) {
            submission.reject(PLAN_OUTCOME, "只有县级线可以交乡镇（街道）办理");
        }
        String township = submission.text("township");
        if (township == null) {
            return;
        }
        if (townships.stream().noneMatch(each -> each.code().equals(township))) {
            submission.reject("township", "须为本县的乡镇（街道）");
        } else if (problems.linesOf(line.problemId()).stream().anyMatch(each -> ("township" + township).equals(each.group()))) {
            submission.reject("township", "已有这个乡镇（街道）的线");
        }
    }

    /**
     * The step 整改并报告结果: the unit reports the whole rectification, or a stage with a day for the rest or with a lasting
     * mechanism (DA-5, M18).
     */
    @Bean
    TaskStep rectifyStep() {
        return at(RECTIFY).showing(task -> {
            Map<String, Object> shown = new HashMap<>();
            shown.put("measures", problems.line(task.reference()).measures());
            shown.put("rectifiedOn", clock.today());
            return shown;
        }).checking((task, submission) -> {
            submission.notInFuture("rectifiedOn", clock.today());
            LocalDate until = submission.date("longTermUntil");
            if (submission.flag("timeLimited") && until == null) {
                submission.reject("longTermUntil", "为必填项，不能立行立改的，须写明期限");
            } else if (until != null && !until.isAfter(clock.today())) {
                submission.reject("longTermUntil", "须晚于今天（" + clock.today() + "）");
            }
        }).doing((task, submission) -> {
            boolean longTerm = submission.flag("longTerm");
            boolean dated = longTerm || submission.flag("timeLimited");
            rectification.report(task.caseNo(), task.reference(), new Rectification.Report(submission.text("measures"),
                    submission.text("result"), submission.date("rectifiedOn"), submission.text("evidence"),
                    dated ? submission.date("longTermUntil") : null, longTerm ? submission.text("mechanism") : null));
            return Map.of();
        });
    }

    /** The step 县级核查: the county verifies each line by itself. */
    @Bean
    TaskStep verifyRectificationStep() {
        return at(VERIFY_RECTIFICATION).deciding(VERIFICATION_OUTCOME).second(RECTIFICATION).checking((task, submission) -> {
            if (submission.option(VERIFICATION_OUTCOME, Verification.class) == Verification.RETURNED) {
                submission.reasonNeeded("退回须说明理由");
            }
        }).doing((task, submission) -> {
            boolean passed = submission.option(VERIFICATION_OUTCOME, Verification.class) == Verification.PASSED;
            boolean done = rectification.verify(task.caseNo(), task.reference(), passed, submission.text(Submission.OPINION));
            return Map.of(VERIFICATION_OUTCOME, (done ? Verification.PASSED : passed ? Verification.STAGE : Verification.RETURNED).name());
        });
    }
}
