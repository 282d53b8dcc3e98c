package org.shouwang.household;

import java.time.LocalDate;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Component;

/** The reference lines of the years. */
@Component
public class ReferenceLines {

    /** The name of the dated parameter with the lines. */
    public static final String PARAMETER = "REFERENCE_LINE";

    private final PolicyParameters parameters;

    ReferenceLines(PolicyParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the line of a day's year, or the latest before it if the year has none yet.
     *
     * @param day a day
     * @throws PolicyParameters.NotInForceException if the day lies before the first line
     */
    public ReferenceLine on(LocalDate day) {
        PolicyParameters.InForce line = parameters.on(PARAMETER, day);
        return new ReferenceLine(Decimals.exact(line.value().stripTrailingZeros(), 2), line.validFrom(), line.source());
    }
}
