package org.shouwang.microloan;

import java.math.BigDecimal;
import org.shouwang.household.Household;
import org.shouwang.household.Member;

/**
 * An application for a microloan.
 *
 * @param household  the household
 * @param borrower   the member who wants to borrow
 * @param amount     the amount in yuan, at most two decimals
 * @param purpose    the purpose of the loan
 * @param termMonths the term in months
 * @param bankCode   the group of the bank
 */
public record Application(Household household, Borrower borrower, BigDecimal amount, Purpose purpose, int termMonths,
                          String bankCode) {

    /**
     * The member of a household who borrows.
     *
     * @param name     the person's name
     * @param idNumber the person's identity number
     */
    public record Borrower(String name, String idNumber) {

        static Borrower of(Member member) {
            return new Borrower(member.name(), member.idNumber());
        }
    }
}
