package org.shouwang.microloan.process;

import static org.shouwang.microloan.MicroLoanProcess.MESSAGE_OVERDUE;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.Sweep;
import org.shouwang.engine.Sweeps;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.LoanParameters;
import org.shouwang.microloan.LoanRecords.UseOutcome;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.LoanTerms;
import org.shouwang.microloan.Loans;
import org.shouwang.outbox.Outbox;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.Locks;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at disbursed loans on the days on which somebody has to be told: reminders before the due day, overdue loans, and
 * loans that stay unused (LN-5, LN-6). The status of a loan never depends on whether this job runs.
 */
@Component
@NamedInterface("servicing")
public class LoanSweeper {

    private static final int AT_ONCE = 500;

    private final Loans loans;
    private final LoanParameters parameters;
    private final LoanFindings findings;
    private final LoanClues clues;
    private final LoanPlaces places;
    private final Messages messages;
    private final Outbox outbox;
    private final Locks locks;
    private final CaseProcesses processes;
    private final JdbcClient jdbc;
    private final Sweeps sweeps;
    private final AdjustableClock clock;

    LoanSweeper(Loans loans, LoanParameters parameters, LoanFindings findings, LoanClues clues, LoanPlaces places, Messages messages,
                Outbox outbox, Locks locks, CaseProcesses processes, JdbcClient jdbc,
                Sweeps sweeps, AdjustableClock clock) {
        this.loans = loans;
        this.parameters = parameters;
        this.findings = findings;
        this.clues = clues;
        this.places = places;
        this.messages = messages;
        this.outbox = outbox;
        this.locks = locks;
        this.processes = processes;
        this.jdbc = jdbc;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    /**
     * Looks at the loans whose day has come. The job may run on several nodes at once; a loan that fails is looked at again
     * later.
     */
    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    public void sweep() {
        sweeps.each(Sweep.LOANS, without -> due("look_on <= ?", "look_on", without), this::look);
        sweeps.each(Sweep.LOAN_CLUES, without -> due("clue_owed_since <= ?", "clue_owed_since", without), this::raiseClue);
    }

    private List<Sweeps.Row> due(String condition, String order, Collection<String> without) {
        return jdbc.sql("select loan_no as key, loan_no as subject from shouwang.micro_loan where " + condition + " and loan_no <> all(?) order by " + order
                        + ", id limit ?")
                .params(clock.today(), without.toArray(String[]::new), AT_ONCE)
                .query(Rows.as(Sweeps.Row.class)).list();
    }

    /**
     * Raises a clue that is owed. The same transaction deletes the debt and begins the case; if it fails, both are tried again
     * later.
     */
    private void raiseClue(String loanNo) {
        locks.lock(loanNo);
        if (jdbc.sql("update shouwang.micro_loan set clue_owed_since = null where loan_no = ? and clue_owed_since is not null")
                .param(loanNo).update() == 1) {
            clues.raise(loans.get(loanNo));
        }
    }

    private void look(String loanNo) {
        locks.lock(loanNo);
        LocalDate today = clock.today();
        Loan loan = loans.get(loanNo);
        boolean due = jdbc.sql("select count(*) from shouwang.micro_loan where loan_no = ? and look_on <= ?")
                .params(loanNo, today).query(Long.class).single() == 1;
        if (!due) {
            return;
        }
        if (loan.stored() != LoanStatus.DISBURSED) {
            lookAgainOn(loanNo, null);
            return;
        }
        LoanTerms terms = parameters.on(today);
        remind(loan, terms, today);
        noteUnused(loan, terms, today);
        noteOverdue(loan, today);
        lookAgainOn(loanNo, nextDay(loan, terms, today));
    }

    private static LocalDate nextDay(Loan loan, LoanTerms terms, LocalDate today) {
        List<LocalDate> days = new ArrayList<>(List.of(loan.dueOn().minusDays(terms.firstReminderDays()),
                loan.dueOn().minusDays(terms.secondReminderDays()), loan.dueOn().plusDays(1)));
        if (loan.unusedSince() != null) {
            days.add(loan.unusedSince().plusMonths(terms.unusedMonths()));
        }
        return days.stream().filter(day -> day.isAfter(today)).min(LocalDate::compareTo).orElse(null);
    }

    private void remind(Loan loan, LoanTerms terms, LocalDate today) {
        long left = ChronoUnit.DAYS.between(today, loan.dueOn());
        Integer stage = left < 0 || left > terms.firstReminderDays() ? null
                : left > terms.secondReminderDays() ? terms.firstReminderDays() : terms.secondReminderDays();
        boolean first = stage != null && jdbc.sql("""
                        update shouwang.micro_loan set told_of_due_in = :stage
                        where loan_no = :loan and told_of_due_in is distinct from :stage
                        """)
                .param("stage", stage).param("loan", loan.loanNo()).update() == 1;
        if (!first) {
            return;
        }
        for (String group : List.of(loan.bankCode(), villageOf(loan))) {
            messages.send(group, Message.Kind.WARNING, topic(loan), "贷款即将到期：" + loan.loanNo() + "，" + places.villageOf(loan),
                    places.householdOf(loan) + "到期日为 " + loan.dueOn() + "（含当日），未还本金 " + Decimals.money(loan.outstanding()) + "。请提醒农户按时还款，需要的在到期前办理续贷或展期。",
                    loan.loanNo());
        }
    }

    private void noteUnused(Loan loan, LoanTerms terms, LocalDate today) {
        if (loan.unusedSince() != null && !loan.unusedSince().plusMonths(terms.unusedMonths()).isAfter(today)) {
            findings.open(loan, UseOutcome.UNUSED, null,
                    "自 " + loan.unusedSince() + " 起闲置，已满 " + terms.unusedMonths() + " 个月");
        }
    }

    private void noteOverdue(Loan loan, LocalDate today) {
        boolean first = loan.status(today) == LoanStatus.OVERDUE && jdbc.sql("""
                        update shouwang.micro_loan set overdue_noted_for = due_on, clue_owed_since = ?
                        where loan_no = ? and overdue_noted_for is distinct from due_on
                        """)
                .params(today, loan.loanNo()).update() == 1;
        if (!first) {
            return;
        }
        for (String group : List.of(loan.bankCode(), villageOf(loan), new Post(Role.COUNTY, loan.countyCode()).group())) {
            messages.send(group, Message.Kind.LOAN_OVERDUE, topic(loan), "贷款逾期：" + loan.loanNo() + "，" + places.villageOf(loan), places.householdOf(loan)
                    + "到期日为 " + loan.dueOn() + "，逾期本金 "
                    + Decimals.money(loan.outstanding()) + "。", loan.loanNo());
        }
        outbox.record(LoanCases.OVERDUE.code(), loan.loanNo(), loan.countyCode(), Map.of("process", LoanCases.PROCESS, "loanNo",
                loan.loanNo(), "bankCode", loan.bankCode(), "dueOn", loan.dueOn(), "amount", loan.outstanding()));
        processes.send(loan.loanNo(), MESSAGE_OVERDUE);
    }

    private static Messages.Topic topic(Loan loan) {
        return new Messages.Topic("贷款还款", loan.loanNo());
    }

    private void lookAgainOn(String loanNo, LocalDate day) {
        jdbc.sql("update shouwang.micro_loan set look_on = :day where loan_no = :loan")
                .param("day", day, java.sql.Types.DATE).param("loan", loanNo).update();
    }

    private static String villageOf(Loan loan) {
        return new Post(Role.VILLAGE, loan.villageCode()).group();
    }
}
