package org.shouwang.problems.process;

import java.util.Optional;
import org.shouwang.engine.StepFact;
import org.shouwang.problems.LineStatus;
import org.shouwang.problems.Problem;
import org.shouwang.problems.ProblemStatus;
import org.shouwang.problems.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The facts about a problem and its lines to which the table of steps refers (DA-1, DA-2). */
@Configuration(proxyBeanMethods = false)
class ProblemStepFacts {

    private final Problems problems;

    ProblemStepFacts(Problems problems) {
        this.problems = problems;
    }

    /** Tells whether no plan is filed for the line. */
    @Bean
    StepFact lineWithoutPlan() {
        return StepFact.standing("lineWithoutPlan", this::status, LineStatus.PLANNING);
    }

    /** Tells whether the unit works on the line by its plan, for the first time or again. */
    @Bean
    StepFact linePlanned() {
        return StepFact.standing("linePlanned", this::status, LineStatus.RECTIFYING, LineStatus.LONG_TERM);
    }

    /** Tells whether the unit has reported and nobody has verified the report yet. */
    @Bean
    StepFact lineReported() {
        return StepFact.standing("lineReported", this::status, LineStatus.VERIFYING);
    }

    /** Tells whether the county has verified every line and the city re-checks the problem. */
    @Bean
    StepFact allLinesVerified() {
        return new StepFact("allLinesVerified", (problemNo, reference) -> {
            Problem problem = problems.get(problemNo);
            return problem.status() == ProblemStatus.IN_RECHECK
                    && problems.linesOf(problem.id()).stream().allMatch(line -> line.status() == LineStatus.PASSED);
        });
    }

    private Optional<LineStatus> status(String problemNo, Long line) {
        return Optional.ofNullable(line).map(id -> problems.line(id).status());
    }
}
