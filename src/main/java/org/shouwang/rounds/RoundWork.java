package org.shouwang.rounds;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import org.shouwang.problems.Problem;
import org.shouwang.problems.Problems;
import org.shouwang.problems.Rectification;
import org.shouwang.problems.Round;
import org.shouwang.problems.Rounds;
import org.shouwang.shared.Locks;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The city's work on a whole round, in the transaction of the step that records it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RoundWork {

    private static final int SEED_BYTES = 8;

    private final Rounds rounds;
    private final Sampling sampling;
    private final Problems problems;
    private final Rectification rectification;
    private final Locks locks;
    private final SecureRandom random = new SecureRandom();

    RoundWork(Rounds rounds, Sampling sampling, Problems problems, Rectification rectification, Locks locks) {
        this.rounds = rounds;
        this.sampling = sampling;
        this.problems = problems;
        this.rectification = rectification;
        this.locks = locks;
    }

    /**
     * @param number the business key of a round's process
     * @return the round
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Round of(String number) {
        return rounds.get(number.substring(Round.PREFIX.length()));
    }

    /**
     * @param round a round
     * @return the number of problems that can be drawn ({@code drawable}), and of those that wait for a re-check
     *     ({@code underRecheck})
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, Long> figures(Round round) {
        return Map.of("drawable", (long) sampling.drawable(round.code()).size(), "underRecheck", sampling.underRecheck(round.code()));
    }

    /**
     * Draws a sample.
     *
     * @param round the round
     * @param seed  the beginning of the seed, or null; the rest is random, so that nobody chooses the sample
     */
    public void draw(Round round, String seed) {
        byte[] bytes = new byte[SEED_BYTES];
        random.nextBytes(bytes);
        sampling.draw(round.code(), (seed == null ? "" : seed + "-") + HexFormat.of().formatHex(bytes));
    }

    /**
     * Records the city's re-check of a problem. The problem is struck off, or its lines go back and the sample of its units
     * grows.
     *
     * @param problemNo the problem's number
     * @param passed    whether the rectification holds
     * @param opinion   the city's opinion, or null
     * @param rectifyBy the new due day of the lines, or null if the problem passed
     */
    public void recheck(String problemNo, boolean passed, String opinion, LocalDate rectifyBy) {
        Problem problem = problems.get(problemNo);
        locks.lock(Round.PREFIX + problem.round());
        rectification.recheck(problem, passed, opinion, rectifyBy);
        sampling.rechecked(problem, passed);
    }

    /**
     * Issues the circular. From then on the city re-checks every problem of the round that is verified and not struck off.
     *
     * @param round      the round
     * @param circularNo the circular's number
     * @param conclusion the circular's conclusion
     */
    public void issue(Round round, String circularNo, String conclusion) {
        sampling.recheckTheRest(round.code());
        rounds.close(round.code(), circularNo, conclusion);
    }
}
