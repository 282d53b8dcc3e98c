package org.shouwang.household;

import java.util.Optional;
import java.util.function.Function;
import org.shouwang.casefile.CaseKind;

/**
 * A process that staff begin for a household in the register. A bean of this type brings the address
 * {@code POST /api/households/{householdNo}/<process>} and a button on the household's page.
 *
 * @param kind     the kind of case it makes
 * @param from     how a household has to stand for it
 * @param action   what the button says, such as 发起风险消除
 * @param hint     what has to be said as the reason
 * @param obstacle what else stands in the way for a household, in words; empty if nothing does
 */
public record HouseholdProcess(CaseKind kind, MonitoringStatus from, String action, String hint,
                               Function<Household, Optional<String>> obstacle) {

    /**
     * A process for which nothing but the household's status counts.
     *
     * @param kind   the kind of case it makes
     * @param from   how a household has to stand for it
     * @param action what the button says
     * @param hint   what has to be said as the reason
     */
    public HouseholdProcess(CaseKind kind, MonitoringStatus from, String action, String hint) {
        this(kind, from, action, hint, household -> Optional.empty());
    }
}
