package org.shouwang.microloan;

import java.math.BigDecimal;
import org.shouwang.shared.PolicyParameters;

/**
 * The amounts, rates and periods that policy sets for microloans, as they hold on one day.
 *
 * @param values the values: yuan, per cent a year, years, months or days
 */
public record LoanTerms(PolicyParameters.DatedValues values) {

    private static final int MONTHS_OF_A_YEAR = 12;

    /**
     * @return the most yuan that one household may owe (LN-3)
     */
    public BigDecimal ceiling() {
        return values.value("LOAN_CEILING");
    }

    /**
     * @return the part of the ceiling with subsidy and risk compensation, in yuan (LN-3)
     */
    public BigDecimal subsidisedLimit() {
        return values.value("LOAN_SUBSIDISED_LIMIT");
    }

    /**
     * @return the longest term in months
     */
    public int longestTerm() {
        return number("LOAN_TERM_MONTHS");
    }

    /**
     * @return the least age of a borrower in full years
     */
    public int leastAge() {
        return number("LOAN_AGE_LEAST");
    }

    /**
     * @return the greatest age of a borrower in full years
     */
    public int mostAge() {
        return number("LOAN_AGE_MOST");
    }

    /**
     * @return the days from the disbursement until the first use check is due (LN-5)
     */
    public int firstCheckDays() {
        return number("LOAN_FIRST_CHECK_DAYS");
    }

    /**
     * @return the months from one use check until the next is due (LN-5)
     */
    public int checkMonths() {
        return number("LOAN_CHECK_MONTHS");
    }

    /**
     * @return the months after which an unused loan becomes a finding (LN-5)
     */
    public int unusedMonths() {
        return number("LOAN_UNUSED_MONTHS");
    }

    /**
     * @return the days from the first reminder until the due day
     */
    public int firstReminderDays() {
        return number("LOAN_FIRST_REMINDER_DAYS");
    }

    /**
     * @return the days from the second reminder until the due day
     */
    public int secondReminderDays() {
        return number("LOAN_SECOND_REMINDER_DAYS");
    }

    /**
     * @return the days from one attempt to recover an overdue loan until the next (LN-6)
     */
    public int recoveryDays() {
        return number("LOAN_RECOVERY_DAYS");
    }

    /**
     * Returns the highest rate at which a loan may be given, in percent a year.
     *
     * @param termMonths the loan's term in months
     */
    public BigDecimal highestRate(int termMonths) {
        return values.value(termMonths <= MONTHS_OF_A_YEAR ? "LOAN_RATE_TO_1_YEAR" : "LOAN_RATE_OVER_1_YEAR");
    }

    private int number(String name) {
        return values.value(name).intValueExact();
    }
}
