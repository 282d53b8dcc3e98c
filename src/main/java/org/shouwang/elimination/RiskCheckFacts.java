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
 * What was found at the home of a household that is in the register.
 *
 * @param outcome               what the village makes of it
 * @param vanishedBy            how the risks went away, or null if they did not
 * @param checkedOn             the day of the visit
 * @param memberCount           how many people the household has
 * @param amounts               yuan of the last twelve months by item; every item is there
 * @param incomePerHeadLastYear yuan per head of last year, or null if not known
 * @param guarantees            the guarantees that are met
 * @param answers               the recorded risks, each by itself
 * @param newRisks              risks that are there now and were not recorded
 */
public record RiskCheckFacts(CheckOutcome outcome, VanishedBy vanishedBy, LocalDate checkedOn, int memberCount,
                             Map<AmountItem, BigDecimal> amounts, BigDecimal incomePerHeadLastYear,
                             Set<Guarantee> guarantees, List<RiskAnswer> answers, List<Risk> newRisks) {

    /**
     * @return net income per head and year in yuan and fen
     */
    public BigDecimal incomePerHead() {
        return AmountItem.netIncome(amounts).divide(BigDecimal.valueOf(memberCount), 2, RoundingMode.HALF_UP);
    }

    /**
     * @return change of income per head against last year as a share of last year's, or null if last year is not known
     */
    public BigDecimal incomeChange() {
        if (incomePerHeadLastYear == null || incomePerHeadLastYear.signum() <= 0) {
            return null;
        }
        return Decimals.share(incomePerHead().subtract(incomePerHeadLastYear), incomePerHeadLastYear);
    }

    /**
     * @return how many of the recorded risks are not gone
     */
    public int risksLeft() {
        return (int) answers.stream().filter(answer -> !answer.gone()).count();
    }
}
