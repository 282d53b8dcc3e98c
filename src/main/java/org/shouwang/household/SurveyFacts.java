package org.shouwang.household;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.shared.Decimals;

/**
 * The facts that a visit to a household's home found.
 *
 * @param verifiedOn            the day of the visit
 * @param authorisationSigned   whether the household has signed the authorisation to compare its data (承诺授权书)
 * @param registeredKind        the kind under which the household is registered
 * @param members               all members, exactly one of them the head
 * @param amounts               the amounts of the last twelve months in yuan; every item is present
 * @param incomePerHeadLastYear last year's net income per head in yuan; null if it is not known
 * @param guarantees            the guarantees that are met
 * @param suddenEvent           the sudden event of the last twelve months
 * @param risks                 the risks found
 * @param riskStatement         a description of the risks
 */
public record SurveyFacts(LocalDate verifiedOn, boolean authorisationSigned, RegisteredKind registeredKind,
                          List<Member> members, Map<AmountItem, BigDecimal> amounts, BigDecimal incomePerHeadLastYear,
                          Set<Guarantee> guarantees, SuddenEvent suddenEvent, List<Risk> risks, String riskStatement) {

    /** The ratio that stands for "more than any income" if there is no income to divide by. */
    private static final BigDecimal BEYOND = BigDecimal.valueOf(999);

    /**
     * Returns the same facts with other members.
     *
     * @param others the members as they are known by now
     */
    public SurveyFacts with(List<Member> others) {
        return new SurveyFacts(verifiedOn, authorisationSigned, registeredKind, others, amounts, incomePerHeadLastYear,
                guarantees, suddenEvent, risks, riskStatement);
    }

    public Member head() {
        return members.stream().filter(member -> member.relation() == Relation.HEAD).findFirst().orElseThrow();
    }

    /**
     * Returns the household's net income: all income less the costs of earning it.
     *
     * @return the net income in yuan; it may be negative
     */
    public BigDecimal netIncome() {
        return AmountItem.netIncome(amounts);
    }

    /**
     * @return the net income per head and year in yuan with two decimals
     */
    public BigDecimal incomePerHead() {
        return netIncome().divide(BigDecimal.valueOf(members.size()), 2, RoundingMode.HALF_UP);
    }

    /**
     * @return the household's rigid spending in yuan
     */
    public BigDecimal rigidSpending() {
        return AmountItem.rigidSpending().stream().map(amounts::get).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * @return the share of rigid spending in net income; without any income, 0 if nothing is spent and a very large number
     *     otherwise
     */
    public BigDecimal spendingRatio() {
        if (netIncome().signum() > 0) {
            return Decimals.share(rigidSpending(), netIncome());
        }
        return rigidSpending().signum() == 0 ? BigDecimal.ZERO : BEYOND;
    }

    /**
     * @return the change of income per head against last year as a share of last year's; null if last year's income is not
     *     known or not positive
     */
    public BigDecimal incomeChange() {
        if (incomePerHeadLastYear == null || incomePerHeadLastYear.signum() <= 0) {
            return null;
        }
        return Decimals.share(incomePerHead().subtract(incomePerHeadLastYear), incomePerHeadLastYear);
    }

    /**
     * @return how many members can work, fully or in part
     */
    public int ableToWork() {
        return (int) members.stream().filter(member -> member.labour() != Labour.NONE).count();
    }
}
