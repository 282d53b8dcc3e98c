package org.shouwang.household;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.shared.Decimals;

/**
 * What was found at a household's home.
 *
 * @param verifiedOn            the day of the visit
 * @param authorisationSigned   whether the household signed the authorisation to compare its data (承诺授权书)
 * @param registeredKind        how it is registered
 * @param members               everybody in the household, exactly one of them the head
 * @param amounts               yuan of the last twelve months by item; every item is there
 * @param incomePerHeadLastYear yuan per head of last year, or null if not known
 * @param guarantees            the guarantees that are met
 * @param suddenEvent           what struck the household in the last twelve months
 * @param risks                 the risks found
 * @param riskStatement         the risks in words
 */
public record SurveyFacts(LocalDate verifiedOn, boolean authorisationSigned, RegisteredKind registeredKind,
                          List<Member> members, Map<AmountItem, BigDecimal> amounts, BigDecimal incomePerHeadLastYear,
                          Set<Guarantee> guarantees, SuddenEvent suddenEvent, List<Risk> risks, String riskStatement) {

    /** Stands for "more than any income" where there is none to divide by. */
    private static final BigDecimal BEYOND = BigDecimal.valueOf(999);

    /**
     * @param others the members as they are known by now
     * @return the same of the household with these members
     */
    public SurveyFacts with(List<Member> others) {
        return new SurveyFacts(verifiedOn, authorisationSigned, registeredKind, others, amounts, incomePerHeadLastYear,
                guarantees, suddenEvent, risks, riskStatement);
    }

    /**
     * @return the head of the household
     */
    public Member head() {
        return members.stream().filter(member -> member.relation() == Relation.HEAD).findFirst().orElseThrow();
    }

    /**
     * @return net income of the household in yuan: all income less what earning it cost; may be negative
     */
    public BigDecimal netIncome() {
        return AmountItem.netIncome(amounts);
    }

    /**
     * @return net income per head and year in yuan and fen
     */
    public BigDecimal incomePerHead() {
        return netIncome().divide(BigDecimal.valueOf(members.size()), 2, RoundingMode.HALF_UP);
    }

    /**
     * @return rigid spending of the household in yuan
     */
    public BigDecimal rigidSpending() {
        return AmountItem.rigidSpending().stream().map(amounts::get).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * @return rigid spending as a share of net income; without income it is 0 for no spending and very large for any
     */
    public BigDecimal spendingRatio() {
        if (netIncome().signum() > 0) {
            return Decimals.share(rigidSpending(), netIncome());
        }
        return rigidSpending().signum() == 0 ? BigDecimal.ZERO : BEYOND;
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
     * @return how many members can work, fully or in part
     */
    public int ableToWork() {
        return (int) members.stream().filter(member -> member.labour() != Labour.NONE).count();
    }
}
