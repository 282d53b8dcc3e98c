package org.shouwang.household;

import java.util.Optional;
import java.util.function.Function;
import org.shouwang.casefile.CaseKind;

/**
 * A process that staff start for a household in the register. A bean of this type adds a button on the household's page and the
 * address {@code POST /api/households/{householdNo}/<process>}.
 *
 * @param kind     the kind of the cases that the process makes
 * @param from     the monitoring status that the household must have
 * @param action   the button's text, such as 发起风险消除
 * @param hint     a hint about what the reason has to contain
 * @param obstacle returns the Chinese reason why the process cannot be started for a household; empty if nothing stands in its
 *     way
 */
public record HouseholdStart(CaseKind kind, MonitoringStatus from, String action, String hint,
                             Function<Household, Optional<String>> obstacle) {

    /**
     * Makes a process that depends on nothing but the household's monitoring status.
     *
     * @param kind   the kind of the cases that the process makes
     * @param from   the monitoring status that the household must have
     * @param action the button's text
     * @param hint   a hint about what the reason has to contain
     */
    public HouseholdStart(CaseKind kind, MonitoringStatus from, String action, String hint) {
        this(kind, from, action, hint, household -> Optional.empty());
    }
}
