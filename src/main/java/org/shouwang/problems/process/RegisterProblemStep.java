package org.shouwang.problems.process;

import java.util.List;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.Submission;
import org.shouwang.problems.IssueDualAssignmentProcess;
import org.shouwang.problems.ProblemEntry;
import org.shouwang.problems.ProblemRights;
import org.shouwang.problems.Round;
import org.shouwang.problems.Rounds;
import org.springframework.stereotype.Component;

/** The step 登记问题, in which a problem that somebody found goes to its units (DA-1). Without a round, it belongs to the latest open one. */
@Component
class RegisterProblemStep implements StartStep {

    private static final String ROUND = "round";

    private final ProblemEntry entry;
    private final ProblemRights rights;
    private final Rounds rounds;

    RegisterProblemStep(ProblemEntry entry, ProblemRights rights, Rounds rounds) {
        this.entry = entry;
        this.rights = rights;
        this.rounds = rounds;
    }

    @Override
    public String processKey() {
        return IssueDualAssignmentProcess.KEY;
    }

    @Override
    public boolean mayStart() {
        return rights.mayRegister();
    }

    @Override
    public void check(Submission submission) {
        rights.requireRegistrar();
        if (round(submission) == null) {
            submission.reject(ROUND, "：现在没有开放的整改轮次，请先请市级建立");
        }
    }

    private String round(Submission submission) {
        return submission.text(ROUND) != null ? submission.text(ROUND)
                : rounds.all().stream().filter(Round::open).map(Round::code).findFirst().orElse(null);
    }

    @Override
    public StartedCase accept(Submission submission) {
        return entry.store(new ProblemEntry.Entry(round(submission), submission.text("aspect"), submission.text("title"), submission.text("description"),
                submission.date("dueOn").toString(), List.of(submission.text("departments")), submission.text("county"), submission.text("foundIn")));
    }
}
