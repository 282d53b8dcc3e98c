package org.shouwang.microloan;

import java.time.LocalDate;
import java.util.List;
import org.shouwang.deadline.LimitCounting;
import org.shouwang.deadline.LimitRule;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Component;

/** The policy parameters of microloans. */
@Component
public class LoanParameters implements LimitCounting {

    private static final String PREFIX = "LOAN_";

    private final PolicyParameters parameters;

    LoanParameters(PolicyParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the parameters as they hold on a day.
     *
     * @param day a day
     */
    public LoanTerms on(LocalDate day) {
        return new LoanTerms(parameters.all(PREFIX, day));
    }

    /** Only the first check of a loan is counted in days from a day that the limit keeps. */
    @Override
    public List<Counted> counted() {
        return List.of(new Counted(LimitRule.LOAN_USE_CHECK.name(), "1", null, "LOAN_FIRST_CHECK_DAYS", false));
    }
}
