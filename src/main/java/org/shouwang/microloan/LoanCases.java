package org.shouwang.microloan;

import static org.shouwang.microloan.MicroLoanProcess.CHECK_USE;
import static org.shouwang.microloan.MicroLoanProcess.CONFIRM_SUBSIDY;
import static org.shouwang.microloan.MicroLoanProcess.DISBURSE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATE;
import static org.shouwang.microloan.MicroLoanProcess.MESSAGE_WITHDRAWN;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_CREDIT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.FormRows;
import org.shouwang.outbox.EventType;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/**
 * The properties of loans as cases. A loan's case is in progress until the disbursement, and open until the last repayment.
 */
@Component
public class LoanCases implements CaseKind {

    /** The key of the process. */
    public static final String PROCESS = MicroLoanProcess.KEY;
    /** 已还清：the loan is repaid. */
    public static final CaseStatus REPAID = CaseStatus.reached("REPAID", "已还清", new EventType("case.repaid", "案件：贷款已还清", 110));
    /** 已代偿：the risk compensation fund has paid for the loan. */
    public static final CaseStatus COMPENSATED = CaseStatus.otherwise("COMPENSATED", "已代偿",
            new EventType("case.compensated", "案件：贷款已代偿", 120));
    /** 已逾期：the loan was not repaid on its last day. */
    public static final EventType OVERDUE = new EventType("loan.overdue", "贷款：已逾期", 130);

    private final Loans loans;
    private final LoanRecords records;
    private final AdjustableClock clock;

    LoanCases(Loans loans, LoanRecords records, AdjustableClock clock) {
        this.loans = loans;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String process() {
        return PROCESS;
    }

    @Override
    public String title() {
        return "小额信贷";
    }

    @Override
    public String numberPrefix() {
        return "XD";
    }

    @Override
    public String withdrawnMessage() {
        return MESSAGE_WITHDRAWN;
    }

    @Override
    public CasePath path() {
        return new CasePath(List.of(), false, List.of(INVESTIGATE, REVIEW_CREDIT, CONFIRM_SUBSIDY,
                DISBURSE), List.of(CHECK_USE));
    }

    @Override
    public List<CaseStatus> endings() {
        return List.of(REPAID, COMPENSATED);
    }

    @Override
    public Map<CaseStatus, String> words() {
        return Map.of(CaseStatus.APPROVED, "已放款", CaseStatus.REJECTED, "未获贷款");
    }

    @Override
    public List<EventType> furtherEvents() {
        return List.of(OVERDUE);
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        Loan loan = loans.get(item.caseNo());
        Map<String, Object> shown = new HashMap<>();
        shown.put("householdNo", item.householdNo());
        List<Map<String, Object>> rows = new ArrayList<>();
        facts(loan).forEach((name, value) -> rows.add(FormRows.fact(name, value)));
        shown.put("loanFacts", rows);
        shown.put("loanLink", "/loans/" + loan.loanNo());
        records.refusalOf(loan).ifPresent(refusal -> shown.put("refusalOfBank", refusal));
        return shown;
    }

    @Override
    public Map<String, String> pageFactsOf(CaseFile item) {
        return facts(loans.get(item.caseNo()));
    }

    private Map<String, String> facts(Loan loan) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("贷款状态", loan.status(clock.today()).title());
        facts.put("借款人", loan.borrowerName() + "（" + IdNumber.masked(loan.borrowerId()) + "）");
        facts.put("用途", loan.purpose().title());
        facts.put(loan.disbursedOn() == null ? "申请金额" : "贷款本金", Decimals.money(loan.principal()));
        facts.put("贴息和风险补偿范围内", Decimals.money(loan.covered()));
        facts.put("超出部分", Decimals.money(loan.principal().subtract(loan.covered())));
        facts.put("期限", loan.termMonths() + " 个月");
        if (loan.subsidised() != null) {
            facts.put("县级贴息确认", loan.subsidised() ? "予以贴息" : "不予贴息");
        }
        if (loan.disbursedOn() != null) {
            facts.put("放款日", loan.disbursedOn().toString());
            facts.put("年利率", Decimals.plain(loan.annualRate().stripTrailingZeros()) + "%");
            facts.put("到期日", loan.dueOn().toString());
            facts.put("未还本金", Decimals.money(loan.outstanding()));
        }
        long overdue = loan.overdueDays(clock.today());
        if (overdue > 0) {
            facts.put("逾期", overdue + " 天");
        }
        return facts;
    }

    @Override
    public List<FileKind> usualFiles() {
        return List.of(FileKind.LOAN_APPLICATION, FileKind.LOAN_CONTRACT, FileKind.LOAN_PURPOSE, FileKind.IDENTITY,
                FileKind.VISIT_PHOTO);
    }

    @Override
    public List<CasePerson> personsOf(CaseFile item) {
        Loan loan = loans.get(item.caseNo());
        return List.of(new CasePerson(loan.borrowerName(), loan.borrowerId()));
    }

    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        return false;
    }

    @Override
    public void ended(CaseFile item) {
        loans.changeStatus(item.caseNo(), item.status().equals(CaseStatus.WITHDRAWN) ? LoanStatus.WITHDRAWN : LoanStatus.REFUSED);
    }
}
