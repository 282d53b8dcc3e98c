package org.shouwang.elimination;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.household.AmountItem;
import org.shouwang.household.Guarantee;
import org.shouwang.household.Risk;
import org.shouwang.shared.Decimals;

/**
 * The findings at the home of a monitored or eliminated household.
 *
 * @param outcome               the village's conclusion
 * @param vanishedBy            the way in which the risks went away, or null if they did not
 * @param checkedOn             the day of the visit
 * @param memberCount           the number of the household's members
 * @param amounts               the amounts of the last twelve months in yuan by item; every item is present
 * @param incomePerHeadLastYear the income per head of last year in yuan, or null if it is not known
 * @param guarantees            the guarantees that are met
 * @param answers               the findings about the recorded risks
 * @param newRisks              the risks that were not recorded before
 */
public record RiskCheckFacts(CheckOutcome outcome, VanishedBy vanishedBy, LocalDate checkedOn, int memberCount,
                             Map<AmountItem, BigDecimal> amounts, BigDecimal incomePerHeadLastYear,
                             Set<Guarantee> guarantees, List<RiskAnswer> answers, List<Risk> newRisks) {

    /**
     * @return the net income per head and year in yuan, with two decimals
     */
    public BigDecimal incomePerHead() {
        return AmountItem.netIncome(amounts).divide(BigDecimal.valueOf(memberCount), 2, RoundingMode.HALF_UP);
    }

    /**
     * @return the change of the income per head against last year, as a share of last year's, or null if last year's is not
     *     known
     */
    public BigDecimal incomeChange() {
        if (incomePerHeadLastYear == null || incomePerHeadLastYear.signum() <= 0) {
            return null;
        }
        return Decimals.share(incomePerHead().subtract(incomePerHeadLastYear), incomePerHeadLastYear);
    }

    /**
     * @return the number of recorded risks that are not gone
     */
    public int risksLeft() {
        return (int) answers.stream().filter(answer -> !answer.gone()).count();
    }
}
