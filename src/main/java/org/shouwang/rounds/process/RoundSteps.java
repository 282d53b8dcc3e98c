package org.shouwang.rounds.process;

import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_SAMPLE;
import static org.shouwang.problems.RectificationRoundProcess.ISSUE_CIRCULAR;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.TwoPeople;
import org.shouwang.problems.ProblemFacts;
import org.shouwang.problems.Problems;
import org.shouwang.problems.Round;
import org.shouwang.problems.Rounds;
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
    private static final String OPINION = "opinion";
    /**
     * The days to the new due day if the city names none: as many as document X5 gave after the circular. The default is the
     * product's own.
     */
    private static final int MORE_DAYS = 15;

    private abstract static class RoundStep implements TaskStep {

        private final String element;
        private final String outcome;
        private final RoundWork work;

        RoundStep(String element, String outcome, RoundWork work) {
            this.element = element;
            this.outcome = outcome;
            this.work = work;
        }

        @Override
        public String processKey() {
            return Rounds.PROCESS;
        }

        @Override
        public String elementId() {
            return element;
        }

        @Override
        public String outcomeKey() {
            return outcome;
        }

        @Override
        public Map<String, Object> project(TaskContext task) {
            Round round = work.of(task.caseNo());
            Map<String, Object> facts = new HashMap<>();
            facts.put("roundName", round.name());
            facts.put("roundLink", "/problems/rounds/" + round.code());
            facts.put("roundDays", round.startsOn() + " 至 " + round.endsOn());
            work.figures(round).forEach((name, amount) -> facts.put(name, amount.toString()));
            return facts;
        }
    }

    /** The step 抽取复核样本: the city draws samples as long as there is something to draw, and then goes on to the circular. */
    @Bean
    TaskStep drawSampleStep(RoundWork work) {
        return new RoundStep(DRAW_SAMPLE, DRAW_OUTCOME, work) {

            @Override
            public void check(TaskContext task, Submission submission) {
                Map<String, Long> figures = work.figures(work.of(task.caseNo()));
                String outcome = submission.text(DRAW_OUTCOME);
                if ("DRAW".equals(outcome) && figures.get("drawable") == 0) {
                    submission.reject(DRAW_OUTCOME, "：没有县级核查通过、待抽查的问题");
                } else if ("FINISH".equals(outcome) && figures.get("drawable") > 0) {
                    submission.reject(DRAW_OUTCOME, "：还有" + figures.get("drawable") + "个问题待抽查，须先抽取");
                } else if ("FINISH".equals(outcome) && figures.get("underRecheck") > 0) {
                    submission.reject(DRAW_OUTCOME, "：还有" + figures.get("underRecheck") + "个问题正在复核，须先复核完毕");
                }
            }

            @Override
            public Map<String, Object> accept(TaskContext task, Submission submission) {
                if ("DRAW".equals(submission.text(DRAW_OUTCOME))) {
                    work.draw(work.of(task.caseNo()), submission.text("seed"));
                }
                return Map.of(DRAW_OUTCOME, submission.text(DRAW_OUTCOME));
            }
        };
    }

    /** The step 印发通报: the round ends. */
    @Bean
    TaskStep issueCircularStep(RoundWork work) {
        return new RoundStep(ISSUE_CIRCULAR, null, work) {

            @Override
            public void check(TaskContext task, Submission submission) {
                // The form's own rules are enough.
            }

            @Override
            public Map<String, Object> accept(TaskContext task, Submission submission) {
                work.issue(work.of(task.caseNo()), submission.text("circularNo"), submission.text(OPINION));
                return Map.of();
            }
        };
    }

    /** The step 市级复核: the city re-checks problems that were drawn or sent back before. */
    @Bean
    TaskStep recheckStep(ProblemFacts facts, RoundWork work, AdjustableClock clock) {
        return new TaskStep() {

            @Override
            public String processKey() {
                return Problems.PROCESS;
            }

            @Override
            public String elementId() {
                return RECHECK;
            }

            @Override
            public String outcomeKey() {
                return RECHECK_OUTCOME;
            }

            @Override
            public Optional<TwoPeople.Pair> secondOf() {
                return Optional.of(SAMPLE);
            }

            @Override
            public Map<String, Object> project(TaskContext task) {
                return facts.withAllLines(task.caseNo());
            }

            @Override
            public void check(TaskContext task, Submission submission) {
                if (!"FAILED".equals(submission.text(RECHECK_OUTCOME))) {
                    return;
                }
                if (submission.text(OPINION) == null) {
                    submission.reject(OPINION, "为必填项：复核不通过须说明理由");
                }
                LocalDate by = submission.date("rectifyBy");
                if (by != null && by.isBefore(clock.today())) {
                    submission.reject("rectifyBy", "不能早于今天（" + clock.today() + "）");
                }
            }

            @Override
            public Map<String, Object> accept(TaskContext task, Submission submission) {
                boolean passed = "PASSED".equals(submission.text(RECHECK_OUTCOME));
                LocalDate by = submission.date("rectifyBy");
                work.recheck(task.caseNo(), passed, submission.text(OPINION),
                        passed ? null : by == null ? clock.today().plusDays(MORE_DAYS) : by);
                return Map.of(RECHECK_OUTCOME, submission.text(RECHECK_OUTCOME));
            }
        };
    }
}
