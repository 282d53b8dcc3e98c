package org.shouwang.microloan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * The amounts, rates and periods that policy sets for small loans, as they hold on one day.
 *
 * @param day    the day
 * @param values the values by their names in {@code policy_parameter}: yuan, per cent a year, years, months or days
 */
public record LoanTerms(LocalDate day, Map<String, BigDecimal> values) {

    private static final int MONTHS_OF_A_YEAR = 12;

    /**
     * @return the most that one household may owe, yuan (LN-3)
     */
    public BigDecimal ceiling() {
        return values.get("LOAN_CEILING");
    }

    /**
     * @return the part of it with subsidy and risk compensation, yuan (LN-3)
     */
    public BigDecimal subsidisedLimit() {
        return values.get("LOAN_SUBSIDISED_LIMIT");
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
     * @return after how many days from the disbursement the first use check is due (LN-5)
     */
    public int firstCheckDays() {
        return number("LOAN_FIRST_CHECK_DAYS");
    }

    /**
     * @return after how many months the next use check is due (LN-5)
     */
    public int checkMonths() {
        return number("LOAN_CHECK_MONTHS");
    }

    /**
     * @return after how many months a loan that is not used is a finding (LN-5)
     */
    public int unusedMonths() {
        return number("LOAN_UNUSED_MONTHS");
    }

    /**
     * @return how many days before the due day the first reminder is sent
     */
    public int firstReminderDays() {
        return number("LOAN_FIRST_REMINDER_DAYS");
    }

    /**
     * @return how many days before the due day the second reminder is sent
     */
    public int secondReminderDays() {
        return number("LOAN_SECOND_REMINDER_DAYS");
    }

    /**
     * @return after how many days the next attempt to recover an overdue loan follows (LN-6)
     */
    public int recoveryDays() {
        return number("LOAN_RECOVERY_DAYS");
    }

    /**
     * @param termMonths a loan's term in months
     * @return the highest rate at which it may be given, per cent a year
     */
    public BigDecimal highestRate(int termMonths) {
        return values.get(termMonths <= MONTHS_OF_A_YEAR ? "LOAN_RATE_TO_1_YEAR" : "LOAN_RATE_OVER_1_YEAR");
    }

    private int number(String name) {
        return values.get(name).intValueExact();
    }
}
