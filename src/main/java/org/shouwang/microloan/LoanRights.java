package org.shouwang.microloan;

import org.shouwang.household.Household;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Component;

/**
 * The rights to apply for loans, to record their repayments, and to see them: villages act for their households, banks for
 * themselves, other systems for the banks that they serve.
 */
@Component
public class LoanRights {

    private final CurrentUsers users;
    private final Loans loans;

    LoanRights(CurrentUsers users, Loans loans) {
        this.users = users;
        this.loans = loans;
    }

    /**
     * @return whether the user who has signed in may apply for loans at all
     */
    public boolean isApplicant() {
        CurrentUser user = users.get();
        return user.is(Role.VILLAGE) || user.is(Role.BANK) || user.is(Role.PARTNER);
    }

    /**
     * Refuses users who may not apply for loans.
     *
     * @throws ForbiddenException if the user who has signed in may not
     */
    public void requireApplicant() {
        if (!isApplicant()) {
            throw new ForbiddenException("小额信贷由村代农户申请，或由承办银行、业务系统申请");
        }
    }

    /**
     * @return whether the user who has signed in may apply for a loan for a household
     */
    public boolean mayApplyFor(Household household) {
        CurrentUser user = users.get();
        return user.servesBank(new Post(Role.BANK, countyOf(household.villageCode())).group())
                || user.is(Role.VILLAGE, household.villageCode()) || user.posts().stream()
                .anyMatch(post -> post.role() == Role.BANK && household.villageCode().startsWith(post.regionCode()));
    }

    /**
     * Tells whether the user who has signed in may apply for loans at a bank.
     *
     * @param bankCode the group of the bank
     */
    public boolean mayApplyAt(String bankCode) {
        CurrentUser user = users.get();
        return user.servesBank(bankCode) || user.is(Role.VILLAGE) || user.groups().contains(bankCode);
    }

    /**
     * @return whether the user who has signed in may see a loan
     */
    public boolean maySee(Loan loan) {
        CurrentUser user = users.get();
        return user.servesBank(loan.bankCode()) || user.covers(loan.villageCode()) || user.groups().contains(loan.bankCode());
    }

    /**
     * Returns a loan that the user who has signed in may see.
     *
     * @param loanNo the loan's number; may be anything that a user typed
     * @throws NotFoundException if the user may see no such loan
     */
    public Loan visible(String loanNo) {
        return loans.find(loanNo).filter(this::maySee).orElseThrow(() -> new NotFoundException("没有这笔贷款"));
    }

    /**
     * Tells whether the user who has signed in may record repayments and extensions of a loan.
     *
     * @param loan a loan that the user may see
     */
    public boolean mayServe(Loan loan) {
        CurrentUser user = users.get();
        return user.servesBank(loan.bankCode()) || user.groups().contains(loan.bankCode());
    }

    /**
     * Returns a loan whose repayments and extensions the user who has signed in may record.
     *
     * @param loanNo the loan's number; may be anything that a user typed
     * @throws NotFoundException  if the user may see no such loan
     * @throws ForbiddenException if the user may not record its repayments and extensions
     */
    public Loan toServe(String loanNo) {
        Loan loan = visible(loanNo);
        if (!mayServe(loan)) {
            throw new ForbiddenException("还款、续贷和展期由承办银行登记");
        }
        return loan;
    }

    /**
     * Tells whether a group is that of the bank of a village's county.
     *
     * @param bankCode the group; may be anything that a user typed
     * @param village  the village's code
     */
    public static boolean isBankOf(String bankCode, String village) {
        return Post.ofGroup(bankCode).filter(post -> post.role() == Role.BANK && post.regionCode().equals(countyOf(village)))
                .isPresent();
    }

    private static String countyOf(String village) {
        return new Post(Role.VILLAGE, village).countyCode();
    }
}
