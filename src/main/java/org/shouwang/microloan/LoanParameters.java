package org.shouwang.microloan;

import java.time.LocalDate;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Component;

/** The policy parameters of microloans. */
@Component
public class LoanParameters {

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
}
