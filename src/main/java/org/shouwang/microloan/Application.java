package org.shouwang.microloan;

import java.math.BigDecimal;
import org.shouwang.household.Household;
import org.shouwang.household.Member;

/**
 * What somebody applies for.
 *
 * @param household  the household
 * @param borrower   the member who borrows
 * @param amount     yuan, at most two decimals
 * @param purpose    what it is for
 * @param termMonths for how many months
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
