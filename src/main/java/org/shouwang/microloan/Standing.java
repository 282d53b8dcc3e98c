package org.shouwang.microloan;

import java.math.BigDecimal;

/**
 * What a household owes and has applied for, over all its loans. Amounts in yuan.
 *
 * @param openLoans        applications in progress and loans that are not repaid
 * @param total            what is owed of the principal and what was applied for
 * @param covered          the part of it within the limit of subsidy and risk compensation
 * @param overdueLoans     loans that are overdue
 * @param compensatedLoans loans for which the risk compensation fund has paid and that are not repaid
 */
public record Standing(int openLoans, BigDecimal total, BigDecimal covered, int overdueLoans, int compensatedLoans) {
}
