package org.shouwang.microloan;

import java.math.BigDecimal;

/**
 * The debts and applications of a household over all its loans. Amounts are in yuan.
 *
 * @param openLoans        the number of applications in progress and of loans not yet repaid
 * @param total            the principal that is owed and the amounts applied for
 * @param covered          the part of the total within the limit of subsidy and risk compensation
 * @param overdueLoans     the number of overdue loans
 * @param compensatedLoans the number of loans for which the risk compensation fund has paid and which are not repaid
 */
public record Standing(int openLoans, BigDecimal total, BigDecimal covered, int overdueLoans, int compensatedLoans) {
}
