package org.shouwang.microloan.process;

import static org.shouwang.microloan.MicroLoanProcess.MESSAGE_REPAID;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.EngineTransactions;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.LoanParameters;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanRecords.Extension;
import org.shouwang.microloan.LoanRecords.ExtensionKind;
import org.shouwang.microloan.LoanRecords.Repayment;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.Loans;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Service;

/** Records what the bank reports about a disbursed loan: repayments, and the only renewal or extension (LN-4). */
@Service
@NamedInterface("servicing")
public class LoanServicing {

    private static final int MAX_RECEIPT = 60;
    private static final int MAX_REASON = 500;

    private final Loans loans;
    private final LoanRecords records;
    private final LoanRights rights;
    private final LoanParameters parameters;
    private final CaseFiles cases;
    private final Deadlines deadlines;
    private final EngineTransactions transactions;
    private final Locks locks;
    private final CaseProcesses processes;
    private final CurrentUsers users;
    private final Acts acts;
    private final AdjustableClock clock;

    LoanServicing(Loans loans, LoanRecords records, LoanRights rights, LoanParameters parameters, CaseFiles cases,
                  Deadlines deadlines, EngineTransactions transactions, Locks locks, CaseProcesses processes, CurrentUsers users, Acts acts, AdjustableClock clock) {
        this.loans = loans;
        this.records = records;
        this.rights = rights;
        this.parameters = parameters;
        this.cases = cases;
        this.deadlines = deadlines;
        this.transactions = transactions;
        this.locks = locks;
        this.processes = processes;
        this.users = users;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Records a repayment of principal on behalf of the user who has signed in. When all principal is repaid, the loan is
     * closed.
     *
     * @param loanNo    the loan's number; may be anything that a user typed
     * @param amount    the amount in yuan, or null if it is missing
     * @param paidOn    the day of the repayment, or null for the present day
     * @param receiptNo the number of the bank's receipt, or null if there is none
     * @throws NotFoundException     if the user may see no such loan
     * @throws ForbiddenException    if the user may not record its repayments
     * @throws InvalidInputException if the amount or the day is wrong, or the amount is more than is owed; names every wrong
     *     field
     * @throws ConflictException     if nothing is owed, or this receipt was recorded already
     */
    public void repay(String loanNo, BigDecimal amount, LocalDate paidOn, String receiptNo) {
        rights.toServe(loanNo);
        transactions.run(() -> {
            locks.lock(loanNo);
            Loan loan = loans.get(loanNo);
            requireOwing(loan);
            Repayment repayment = new Repayment(amount, paidOn == null ? clock.today() : paidOn,
                    receiptNo == null || receiptNo.isBlank() ? null : receiptNo.strip());
            List<Repayment> before = records.repaymentsOf(loan);
            check(loan, repayment, before);
            if (repayment.receiptNo() != null
                    && before.stream().anyMatch(earlier -> repayment.receiptKey().equals(earlier.receiptKey()))) {
                throw new ConflictException("凭证号 " + repayment.receiptNo() + " 已经登记过，不能重复登记", loanNo);
            }
            records.add(loan, repayment);
            boolean last = loan.outstanding().compareTo(amount) == 0;
            loans.addRepaid(loanNo, amount, last ? repayment.paidOn() : null);
            acts.add(Act.Kind.REPAYMENT, users.get().id(), loanNo, "DONE", Decimals.money(amount));
            if (last && loan.stored() == LoanStatus.DISBURSED) {
                close(loanNo, repayment.paidOn());
            }
            return null;
        });
    }

    private void requireOwing(Loan loan) {
        if (loan.outstanding().signum() == 0) {
            throw new ConflictException("该贷款的状态是“" + loan.status(clock.today()).title() + "”，没有未还的本金", loan.loanNo());
        }
    }

    private void check(Loan loan, Repayment repayment, List<Repayment> before) {
        FieldErrors errors = new FieldErrors();
        checkAmount(errors, loan, repayment.amount());
        LocalDate day = repayment.paidOn();
        LocalDate last = before.isEmpty() ? null : before.get(before.size() - 1).paidOn();
        if (day.isAfter(clock.today())) {
            errors.add("paidOn", "还款日期", "不能晚于今天（" + clock.today() + "）");
        } else if (day.isBefore(loan.disbursedOn())) {
            errors.add("paidOn", "还款日期", "不能早于放款日 " + loan.disbursedOn());
        } else if (last != null && day.isBefore(last)) {
            errors.add("paidOn", "还款日期", "不能早于上一次还款日 " + last + "，请按先后顺序登记");
        }
        String receipt = repayment.receiptNo();
        String wrong = receipt == null ? null : receipt.length() > MAX_RECEIPT ? "最多" + MAX_RECEIPT + "个字" : Texts.problem(receipt, false);
        if (wrong != null) {
            errors.add("receiptNo", "凭证号", wrong);
        }
        errors.throwIfAny();
    }

    private static void checkAmount(FieldErrors errors, Loan loan, BigDecimal amount) {
        if (amount == null) {
            errors.add("amount", "还款金额", "为必填项");
        } else if (amount.signum() <= 0) {
            errors.add("amount", "还款金额", "须大于0");
        } else if (amount.stripTrailingZeros().scale() > 2) {
            errors.add("amount", "还款金额", "最多保留2位小数");
        } else if (amount.compareTo(loan.outstanding()) > 0) {
            errors.add("amount", "还款金额", "不能超过未还本金 " + Decimals.money(loan.outstanding()));
        }
    }

    private void close(String loanNo, LocalDate paidOn) {
        deadlines.meet(loanNo, LimitRule.LOAN_REPAYMENT, paidOn);
        cases.close(loanNo, LoanCases.REPAID);
        processes.send(loanNo, MESSAGE_REPAID);
    }

    /**
     * Renews or extends a loan on behalf of the user who has signed in; the principal that is owed stays the same.
     *
     * @param loanNo     the loan's number; may be anything that a user typed
     * @param kind       renewal or extension; null for an extension
     * @param termMonths the further months, or null for as many as at first
     * @param reason     the reason; an extension has to say why the household cannot repay in time, a renewal need not
     * @throws NotFoundException     if the user may see no such loan
     * @throws ForbiddenException    if the user may not record its extensions
     * @throws InvalidInputException if something is out of range; names every wrong field
     * @throws ConflictException     if nothing is owed, the loan is overdue, or it was renewed or extended before (LN-4)
     */
    public void extend(String loanNo, ExtensionKind kind, Integer termMonths, String reason) {
        rights.toServe(loanNo);
        transactions.run(() -> {
            locks.lock(loanNo);
            Loan loan = loans.get(loanNo);
            requireOwing(loan);
            if (loan.extensions() > 0) {
                throw twice(loanNo);
            }
            if (loan.status(clock.today()) != LoanStatus.DISBURSED) {
                throw new ConflictException("该贷款的状态是“" + loan.status(clock.today()).title()
                        + "”，续贷或展期须在到期前办理", loanNo);
            }
            checkExtension(kind, termMonths, reason);
            LocalDate dueOn = loan.dueOn().plusMonths(termMonths == null ? loan.termMonths() : termMonths);
            Extension extension = new Extension(kind == null ? ExtensionKind.EXTENSION : kind, loan.dueOn(), dueOn,
                    reason == null || reason.isBlank() ? null : reason.strip());
            if (!records.add(loan, extension)) {
                throw twice(loanNo);
            }
            loans.moveDueDay(loanNo, dueOn);
            deadlines.move(loanNo, LimitRule.LOAN_REPAYMENT, dueOn);
            acts.add(Act.Kind.LOAN_EXTENSION, users.get().id(), loanNo, "DONE",
                    extension.kind().title() + "至 " + dueOn);
            return null;
        });
    }

    private static ConflictException twice(String loanNo) {
        return new ConflictException("该贷款已经续贷或展期一次，不能再次办理（规则 LN-4；依据：河南省乡村振兴局工作要点（2023年梳理汇总）"
                + "第三部分三、（二）5：可续贷或展期一次）", loanNo);
    }

    private void checkExtension(ExtensionKind kind, Integer termMonths, String reason) {
        FieldErrors errors = new FieldErrors();
        int longest = parameters.on(clock.today()).longestTerm();
        if (termMonths != null && (termMonths < 1 || termMonths > longest)) {
            errors.add("termMonths", "延长的月数", "须在1至" + longest + "之间");
        }
        if (kind != ExtensionKind.RENEWAL && (reason == null || reason.isBlank())) {
            errors.add("reason", "原因", "展期须写明因何种非主观因素不能到期偿还（依据：《许昌市打赢脱贫攻坚战三年行动计划》三（一）3）；"
                    + "无还本续贷请选续贷");
        } else if (reason != null) {
            String wrong = reason.strip().length() > MAX_REASON ? "最多" + MAX_REASON + "个字" : Texts.problem(reason.strip(), true);
            if (wrong != null) {
                errors.add("reason", "原因", wrong);
            }
        }
        errors.throwIfAny();
    }
}
