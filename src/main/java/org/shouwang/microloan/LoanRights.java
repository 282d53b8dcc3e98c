package org.shouwang.microloan;

import org.shouwang.household.Household;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Component;

/** Who applies for loans, serves them and sees them: villages for their households, a bank for itself, other systems for the banks that they serve. */
@Component
public class LoanRights {

    private final CurrentUsers users;
    private final Loans loans;

    LoanRights(CurrentUsers users, Loans loans) {
        this.users = users;
        this.loans = loans;
    }

    /**
     * @return whether the user who has signed in applies for loans at all
     */
    public boolean isApplicant() {
        CurrentUser user = users.get();
        return user.is(Role.VILLAGE) || user.is(Role.BANK) || user.is(Role.PARTNER);
    }

    /**
     * @throws ForbiddenException if the user who has signed in does not apply for loans
     */
    public void requireApplicant() {
        if (!isApplicant()) {
            throw new ForbiddenException("小额信贷由村代农户申请，或由承办银行、业务系统申请");
        }
    }

    /**
     * @param household a household
     * @return whether the user who has signed in may apply for a loan of it
     */
    public boolean mayApplyFor(Household household) {
        CurrentUser user = users.get();
        return user.servesBank(new Post(Role.BANK, countyOf(household.villageCode())).group())
                || user.is(Role.VILLAGE, household.villageCode()) || user.posts().stream()
                .anyMatch(post -> post.role() == Role.BANK && household.villageCode().startsWith(post.regionCode()));
    }

    /**
     * @param bankCode the group of a bank
     * @return whether the user who has signed in may apply for loans at it
     */
    public boolean mayApplyAt(String bankCode) {
        CurrentUser user = users.get();
        return user.servesBank(bankCode) || user.is(Role.VILLAGE) || user.groups().contains(bankCode);
    }

    /**
     * @param loan a loan
     * @return whether the user who has signed in may see it
     */
    public boolean maySee(Loan loan) {
        CurrentUser user = users.get();
        return user.servesBank(loan.bankCode()) || user.covers(loan.villageCode()) || user.groups().contains(loan.bankCode());
    }

    /**
     * @param loanNo a loan's number, may be anything a user typed
     * @return the loan
     * @throws NotFoundException if there is none that the user who has signed in may see
     */
    public Loan visible(String loanNo) {
        return loans.find(loanNo).filter(this::maySee).orElseThrow(() -> new NotFoundException("没有这笔贷款"));
    }

    /**
     * @param loan a loan that the user may see
     * @return whether the user who has signed in records repayments and extensions of it
     */
    public boolean mayServe(Loan loan) {
        CurrentUser user = users.get();
        return user.servesBank(loan.bankCode()) || user.groups().contains(loan.bankCode());
    }

    /**
     * @param loanNo a loan's number, may be anything a user typed
     * @return the loan
     * @throws NotFoundException  if there is none that the user who has signed in may see
     * @throws ForbiddenException if the user does not record its repayments and extensions
     */
    public Loan toServe(String loanNo) {
        Loan loan = visible(loanNo);
        if (!mayServe(loan)) {
            throw new ForbiddenException("还款、续贷和展期由承办银行登记");
        }
        return loan;
    }

    /**
     * @param bankCode anything a user typed
     * @param village  the code of the household's village
     * @return whether it is the group of the bank of that village's county
     */
    public static boolean isBankOf(String bankCode, String village) {
        return Post.ofGroup(bankCode).filter(post -> post.role() == Role.BANK && post.regionCode().equals(countyOf(village)))
                .isPresent();
    }

    private static String countyOf(String village) {
        return new Post(Role.VILLAGE, village).countyCode();
    }
}
