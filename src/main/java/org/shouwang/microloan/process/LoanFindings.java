package org.shouwang.microloan.process;

import static org.shouwang.microloan.MicroLoanProcess.MESSAGE_FINDING_OPENED;

import org.shouwang.engine.CaseProcesses;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanRecords.UseOutcome;
import org.shouwang.microloan.Purpose;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;

/** Opens findings about the use of loans, which the county has to clear (LN-5). */
@Component
class LoanFindings {

    private final LoanRecords records;
    private final LoanPlaces places;
    private final Messages messages;
    private final CaseProcesses processes;

    LoanFindings(LoanRecords records, LoanPlaces places, Messages messages, CaseProcesses processes) {
        this.records = records;
        this.places = places;
        this.messages = messages;
        this.processes = processes;
    }

    /**
     * Opens a finding unless one of the same kind is open, and tells the county.
     *
     * @param loan       a loan that is disbursed and not closed
     * @param kind       UNUSED or MISUSED
     * @param misusedFor the purpose for which the loan was misused, or null
     * @param note       the note about it
     */
    void open(Loan loan, UseOutcome kind, Purpose misusedFor, String note) {
        records.open(loan, kind, misusedFor, note).ifPresent(findingId -> {
            messages.send(new Post(Role.COUNTY, loan.countyCode()).group(), Message.Kind.LOAN_FINDING, "贷款使用",
                    "贷款" + (kind == UseOutcome.MISUSED ? "挪用" : "闲置") + "：" + loan.loanNo() + "，" + places.villageOf(loan),
                    places.householdOf(loan) + "请督促整改，整改到位后销号。", loan.loanNo());
            processes.sendAbout(loan.loanNo(), MESSAGE_FINDING_OPENED, findingId);
        });
    }
}
