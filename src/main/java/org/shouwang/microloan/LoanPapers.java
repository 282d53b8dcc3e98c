package org.shouwang.microloan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.paper.CasePaper;
import org.shouwang.paper.CasePaper.Readers;
import org.shouwang.paper.CasePapers;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/** The papers of a microloan: the application with the promise of its use, and the letters of the bank (LN-1, LN-4, LN-6). */
@Component
class LoanPapers implements CasePapers {

    private final Loans loans;
    private final LoanRecords records;
    private final CurrentUsers users;
    private final List<CasePaper> papers;

    LoanPapers(Loans loans, LoanRecords records, CurrentUsers users, AdjustableClock clock) {
        this.loans = loans;
        this.records = records;
        this.users = users;
        this.papers = List.of(
                new CasePaper("application", "小额信贷申请表", process() + "/documents/application.docx", Readers.OFFICES, item -> null, this::loan),
                new CasePaper("overdue-notice", "贷款催收通知书", process() + "/documents/overdue-notice.docx", Readers.OFFICES,
                        item -> loans.get(item.caseNo()).overdueDays(clock.today()) > 0 ? null : "贷款没有逾期", this::loan),
                new CasePaper("extension-notice", "贷款续贷展期通知书", process() + "/documents/extension-notice.docx", Readers.OFFICES,
                        item -> records.extensionOf(loans.get(item.caseNo())).isEmpty() ? "没有办理续贷或展期" : null, this::extension));
    }

    @Override
    public String process() {
        return MicroLoanProcess.KEY;
    }

    @Override
    public List<CasePaper> papers() {
        return papers;
    }

    private Map<String, Object> loan(CaseFile item) {
        Loan loan = loans.get(item.caseNo());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("bank", users.postNames(List.of(loan.bankCode())).getOrDefault(loan.bankCode(), loan.bankCode()));
        model.put("borrower", loan.borrowerName());
        model.put("borrowerIdMasked", IdNumber.masked(loan.borrowerId()));
        model.put("purpose", loan.purpose().title());
        model.put("principal", loan.principal());
        model.put("covered", loan.covered());
        model.put("termMonths", loan.termMonths());
        model.put("appliedOn", loan.appliedOn());
        model.put("annualRate", loan.annualRate());
        model.put("disbursedOn", loan.disbursedOn());
        model.put("dueOn", loan.dueOn());
        model.put("outstanding", loan.outstanding());
        return model;
    }

    private Map<String, Object> extension(CaseFile item) {
        LoanRecords.Extension extension = records.extensionOf(loans.get(item.caseNo())).orElseThrow();
        Map<String, Object> model = loan(item);
        model.put("extensionKind", extension.kind().title());
        model.put("oldDueOn", extension.oldDueOn());
        model.put("dueOn", extension.dueOn());
        model.put("reason", extension.reason());
        return model;
    }
}
