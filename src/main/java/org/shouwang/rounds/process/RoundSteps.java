package org.shouwang.rounds.process;

import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_SAMPLE;
import static org.shouwang.problems.RectificationRoundProcess.ISSUE_CIRCULAR;

import java.util.HashMap;
import java.util.Map;
import org.shouwang.engine.Step;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.TwoPeople;
import org.shouwang.problems.IssueDualAssignmentProcess;
import org.shouwang.problems.ProblemFacts;
import org.shouwang.problems.RectificationRoundProcess;
import org.shouwang.problems.Round;
import org.shouwang.rounds.RoundWork;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The city's tasks in a round: the samples, the re-check of the drawn problems, and the circular at the end (DA-2). */
@Configuration(proxyBeanMethods = false)
class RoundSteps {

    private static final TwoPeople.Pair SAMPLE = new TwoPeople.Pair("复核样本由您本人抽取，须由另一人复核", """
            select d.drawn_by from shouwang.sample_draw d join shouwang.sample_item i on i.draw_id = d.id
            join shouwang.problem p on p.id = i.problem_id
            where p.problem_no = :caseNo and i.drawn order by d.id desc limit 1
            """);
    /**
     * The days to the new due day if the city names none: as many as document X5 gave after the circular. The default is the
     * product's own.
     */
    private static final int MORE_DAYS = 15;

    private final RoundWork work;
    private final AdjustableClock clock;

    RoundSteps(RoundWork work, AdjustableClock clock) {
        this.work = work;
        this.clock = clock;
    }

    private enum Draw { DRAW, FINISH }

    private enum Recheck { PASSED, FAILED }

    private Step at(String elementId) {
        return Step.at(RectificationRoundProcess.KEY, elementId, task -> {
            Round round = work.of(task.caseNo());
            Map<String, Object> facts = new HashMap<>();
            facts.put("roundName", round.name());
            facts.put("roundLink", "/problems/rounds/" + round.code());
            facts.put("roundDays", round.startsOn() + " 至 " + round.endsOn());
            work.figures(round).forEach((name, amount) -> facts.put(name, amount.toString()));
            return facts;
        });
    }

    /** The step 抽取复核样本: the city draws samples as long as there is something to draw, and then goes on to the circular. */
    @Bean
    TaskStep drawSampleStep() {
        return at(DRAW_SAMPLE).deciding(DRAW_OUTCOME).checking((task, submission) -> {
            Map<String, Long> figures = work.figures(work.of(task.caseNo()));
            Draw outcome = submission.option(DRAW_OUTCOME, Draw.class);
            if (outcome == Draw.DRAW && figures.get("drawable") == 0) {
                submission.reject(DRAW_OUTCOME, "：没有县级核查通过、待抽查的问题");
            } else if (outcome == Draw.FINISH && figures.get("drawable") > 0) {
                submission.reject(DRAW_OUTCOME, "：还有" + figures.get("drawable") + "个问题待抽查，须先抽取");
            } else if (outcome == Draw.FINISH && figures.get("underRecheck") > 0) {
                submission.reject(DRAW_OUTCOME, "：还有" + figures.get("underRecheck") + "个问题正在复核，须先复核完毕");
            }
        }).doing((task, submission) -> {
            if (submission.option(DRAW_OUTCOME, Draw.class) == Draw.DRAW) {
                work.draw(work.of(task.caseNo()), submission.text("seed"));
            }
            return Map.of();
        });
    }

    /** The step 印发通报: the round ends. */
    @Bean
    TaskStep issueCircularStep() {
        return at(ISSUE_CIRCULAR).doing((task, submission) -> {
            work.issue(work.of(task.caseNo()), submission.text("circularNo"), submission.text(Submission.OPINION));
            return Map.of();
        });
    }

    /** The step 市级复核: the city re-checks problems that were drawn or sent back before. */
    @Bean
    TaskStep recheckStep(ProblemFacts facts) {
        return Step.at(IssueDualAssignmentProcess.KEY, RECHECK, task -> facts.withAllLines(task.caseNo())).deciding(RECHECK_OUTCOME)
                .second(SAMPLE).checking((task, submission) -> {
                    if (submission.option(RECHECK_OUTCOME, Recheck.class) == Recheck.FAILED) {
                        submission.reasonNeeded("复核不通过须说明理由");
                        submission.notInPast("rectifyBy", clock.today());
                    }
                }).doing((task, submission) -> {
                    boolean passed = submission.option(RECHECK_OUTCOME, Recheck.class) == Recheck.PASSED;
                    work.recheck(task.caseNo(), passed, submission.text(Submission.OPINION),
                            passed ? null : submission.date("rectifyBy", clock.today().plusDays(MORE_DAYS)));
                    return Map.of();
                });
    }
}
