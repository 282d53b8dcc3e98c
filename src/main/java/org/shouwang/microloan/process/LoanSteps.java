package org.shouwang.microloan.process;

import static org.shouwang.microloan.MicroLoanProcess.APPROVE_COMPENSATION;
import static org.shouwang.microloan.MicroLoanProcess.CHECK_USE;
import static org.shouwang.microloan.MicroLoanProcess.CLEAR_FINDING;
import static org.shouwang.microloan.MicroLoanProcess.COMPENSATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.CONFIRM_SUBSIDY;
import static org.shouwang.microloan.MicroLoanProcess.CREDIT_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.DISBURSE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.RECOVERY_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.RECOVER_OVERDUE;
import static org.shouwang.microloan.MicroLoanProcess.REFUSAL_REVIEW_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_CREDIT;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_REFUSAL;
import static org.shouwang.microloan.MicroLoanProcess.SUBSIDY_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.USE_CHECK_OUTCOME;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.CaseSteps;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.WorkingDays;
import org.shouwang.engine.Step;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.TwoPeople;
import org.shouwang.microloan.Loan;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.LoanParameters;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanRecords.UseOutcome;
import org.shouwang.microloan.LoanStatus;
import org.shouwang.microloan.LoanTerms;
import org.shouwang.microloan.Loans;
import org.shouwang.microloan.MicroLoanProcess;
import org.shouwang.microloan.Purpose;
import org.shouwang.microloan.RefusalGround;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Decimals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks of the process {@code micro-loan} (LN-1, LN-3, LN-5, LN-6). */
@Configuration(proxyBeanMethods = false)
class LoanSteps {

    /** After a return, the last investigation counts. */
    private static final TwoPeople.Pair INVESTIGATION = new TwoPeople.Pair("贷前调查由您本人办理，须由另一人审查", """
            select decided_by from shouwang.task_decision where case_no = :caseNo and element_id = '%s' order by id desc limit 1
            """.formatted(INVESTIGATE));

    private final CaseSteps steps;
    private final Loans loans;
    private final LoanRecords records;
    private final LoanParameters parameters;
    private final CaseFiles cases;
    private final CaseFacts facts;
    private final Deadlines deadlines;
    private final WorkingDays working;
    private final Regions regions;
    private final TaskDecisions decisions;
    private final AdjustableClock clock;

    LoanSteps(CaseSteps steps, Loans loans, LoanRecords records, LoanParameters parameters, CaseFiles cases, CaseFacts facts,
              Deadlines deadlines, WorkingDays working, Regions regions, TaskDecisions decisions, AdjustableClock clock) {
        this.steps = steps;
        this.loans = loans;
        this.records = records;
        this.parameters = parameters;
        this.cases = cases;
        this.facts = facts;
        this.deadlines = deadlines;
        this.working = working;
        this.regions = regions;
        this.decisions = decisions;
        this.clock = clock;
    }

    private enum Investigation { SUITABLE, UNSUITABLE }

    private enum Credit { APPROVE, RETURN, REJECT }

    private enum RefusalReview { UPHELD, SENT_BACK }

    private enum Subsidy { CONFIRMED, NOT_SUBSIDISED }

    private enum Recovery { CONTINUE, COMPENSATION }

    private enum Compensation { APPROVED, REFUSED }

    private Step at(String elementId) {
        return Step.at(MicroLoanProcess.KEY, elementId, task -> facts.of(task.caseNo()));
    }

    /** A decision; what speaks against the household, and what is found against it, needs a reason (ID-6, LN-1). */
    private Step decision(String elementId, String outcomeKey, Enum<?>... needReason) {
        return at(elementId).deciding(outcomeKey).checking((task, submission) -> submission.reasonWhen(outcomeKey, needReason));
    }

    @Bean
    TaskStep investigateLoanStep() {
        return decision(INVESTIGATE, INVESTIGATION_OUTCOME, Investigation.UNSUITABLE).doing((task, submission) -> {
            if (submission.option(INVESTIGATION_OUTCOME, Investigation.class) == Investigation.UNSUITABLE) {
                refusedByBank(task, submission);
            }
            return Map.of();
        });
    }

    @Bean
    TaskStep reviewCreditStep() {
        return decision(REVIEW_CREDIT, CREDIT_OUTCOME, Credit.RETURN, Credit.REJECT).second(INVESTIGATION).doing((task, submission) -> {
            switch (submission.option(CREDIT_OUTCOME, Credit.class)) {
                case REJECT -> refusedByBank(task, submission);
                case APPROVE -> loans.changeStatus(task.caseNo(), LoanStatus.APPROVED);
                case RETURN -> { }
            }
            return Map.of();
        });
    }

    private void refusedByBank(TaskContext task, Submission submission) {
        RefusalGround ground = submission.option("refusalGround", RefusalGround.class);
        records.refused(loans.get(task.caseNo()), ground == null ? RefusalGround.OTHER : ground, submission.text(Submission.OPINION));
    }

    @Bean
    TaskStep reviewRefusalStep() {
        return decision(REVIEW_REFUSAL, REFUSAL_REVIEW_OUTCOME, RefusalReview.SENT_BACK).doing((task, submission) -> {
            Loan loan = loans.get(task.caseNo());
            RefusalReview outcome = submission.option(REFUSAL_REVIEW_OUTCOME, RefusalReview.class);
            records.reviewed(loan, outcome.name());
            if (outcome != RefusalReview.UPHELD) {
                return Map.of();
            }
            return steps.refused(loan.loanNo(), CaseStatus.REJECTED,
                    Optional.ofNullable(submission.text(Submission.OPINION)).or(() -> records.refusalOf(loan)).orElse(null));
        });
    }

    @Bean
    TaskStep informOfRefusedLoanStep(LoanCases kind) {
        return steps.of(kind).informing();
    }

    @Bean
    TaskStep confirmSubsidyStep() {
        return decision(CONFIRM_SUBSIDY, SUBSIDY_OUTCOME, Subsidy.NOT_SUBSIDISED).doing((task, submission) -> {
            loans.confirmSubsidy(task.caseNo(), submission.option(SUBSIDY_OUTCOME, Subsidy.class) == Subsidy.CONFIRMED);
            return Map.of();
        });
    }

    @Bean
    TaskStep disburseLoanStep() {
        return at(DISBURSE).showing(task -> toBePaid(loans.get(task.caseNo()))).checking((task, submission) -> {
            Loan loan = loans.get(task.caseNo());
            submission.notInFuture("disbursedOn", clock.today());
            submission.notBefore("disbursedOn", approvedOn(loan), " " + approvedOn(loan));
            BigDecimal amount = submission.number("disbursedAmount");
            requireWhatIsPaid(loan, amount, submission);
            if (amount != null && amount.compareTo(loan.principal()) > 0) {
                submission.reject("disbursedAmount", "不能超过申请金额 " + Decimals.money(loan.principal()));
            }
            BigDecimal rate = submission.number("annualRate");
            BigDecimal highest = parameters.on(submission.date("disbursedOn", clock.today())).highestRate(loan.termMonths());
            if (rate != null && rate.compareTo(highest) > 0) {
                submission.reject("annualRate", "不能高于放款日的贷款市场报价利率 " + Decimals.plain(highest.stripTrailingZeros())
                        + "%（依据：银保监发〔2021〕6号）");
            }
        }).doing((task, submission) -> {
            disburse(loans.get(task.caseNo()), submission);
            return Map.of(CaseVariables.CASE_STATUS, CaseStatus.APPROVED.code());
        });
    }

    /** Returns what the form is filled in with: only as far as the form may also be sent empty, since the rest is to be typed. */
    private Map<String, Object> toBePaid(Loan loan) {
        return loan.principal().compareTo(parameters.on(clock.today()).subsidisedLimit()) > 0 ? Map.of()
                : Map.of("disbursedOn", clock.today(), "disbursedAmount", loan.principal());
    }

    /**
     * Refuses to pay out a loan above the limit up to which the state bears the interest and the risk (LN-3), unless amount and
     * day are filled in: nobody pays it out by an empty form.
     */
    private void requireWhatIsPaid(Loan loan, BigDecimal amount, Submission submission) {
        BigDecimal limit = parameters.on(clock.today()).subsidisedLimit();
        if (loan.principal().compareTo(limit) <= 0) {
            return;
        }
        String why = "为必填项，申请金额超过 " + Decimals.money(limit) + " 的，放款日期和放款金额都须写明";
        if (amount == null) {
            submission.reject("disbursedAmount", why);
        }
        if (submission.date("disbursedOn") == null) {
            submission.reject("disbursedOn", why);
        }
    }

    private LocalDate approvedOn(Loan loan) {
        return decisions.of(loan.loanNo()).stream().filter(decision -> decision.elementId().equals(REVIEW_CREDIT))
                .map(decision -> ChinaTime.dayOf(decision.decidedAt())).reduce((first, last) -> last).orElse(loan.appliedOn());
    }

    private void disburse(Loan applied, Submission submission) {
        LocalDate day = submission.date("disbursedOn", clock.today());
        LoanTerms terms = parameters.on(day);
        BigDecimal amount = submission.number("disbursedAmount");
        BigDecimal rate = submission.number("annualRate");
        loans.disburse(applied.loanNo(), amount == null ? applied.principal() : amount,
                rate == null ? terms.highestRate(applied.termMonths()) : rate, day);
        Loan loan = loans.get(applied.loanNo());
        cases.approve(loan.loanNo(), loan.householdId());
        LocalDate checkDue = working.end(day, terms.firstCheckDays());
        records.addUseCheck(loan, checkDue);
        deadlines.start(loan.loanNo(), LimitRule.LOAN_USE_CHECK, "1", day, checkDue, villageOf(loan));
        deadlines.start(loan.loanNo(), LimitRule.LOAN_REPAYMENT, "", day, loan.dueOn(), villageOf(loan));
    }

    @Bean
    TaskStep checkLoanUseStep(LoanFindings findings) {
        return decision(CHECK_USE, USE_CHECK_OUTCOME, UseOutcome.UNUSED, UseOutcome.MISUSED).checking((task, submission) -> {
            LocalDate disbursedOn = loans.get(task.caseNo()).disbursedOn();
            submission.notInFuture("checkedOn", clock.today());
            submission.notBefore("checkedOn", disbursedOn, " " + disbursedOn);
        }).doing((task, submission) -> {
            Loan loan = loans.get(task.caseNo());
            UseOutcome outcome = submission.option(USE_CHECK_OUTCOME, UseOutcome.class);
            LocalDate day = submission.date("checkedOn", clock.today());
            String opinion = submission.text(Submission.OPINION);
            records.checked(loan, outcome, day, opinion);
            deadlines.meet(loan.loanNo(), LimitRule.LOAN_USE_CHECK, day);
            nextCheck(loan, day);
            loans.noteUnused(loan.loanNo(), outcome != UseOutcome.UNUSED ? null
                    : loan.unusedSince() == null ? loan.disbursedOn() : loan.unusedSince());
            if (outcome == UseOutcome.MISUSED) {
                findings.open(loan, UseOutcome.MISUSED, submission.option("misusedFor", Purpose.class), opinion);
            }
            return Map.of();
        });
    }

    private void nextCheck(Loan loan, LocalDate checkedOn) {
        List<LoanRecords.UseCheck> checks = records.useChecksOf(loan);
        LocalDate due = checks.get(checks.size() - 1).dueOn();
        int months = parameters.on(clock.today()).checkMonths();
        do {
            due = due.plusMonths(months);
        } while (!due.isAfter(checkedOn));
        records.addUseCheck(loan, due);
        deadlines.start(loan.loanNo(), LimitRule.LOAN_USE_CHECK, String.valueOf(checks.size() + 1), checkedOn, due,
                villageOf(loan));
    }

    @Bean
    TaskStep clearLoanFindingStep() {
        return at(CLEAR_FINDING).showing(task -> records.findingsOf(loans.get(task.caseNo())).stream()
                .filter(finding -> finding.id() == task.reference()).findFirst()
                .map(finding -> Map.<String, Object>of("findingText",
                        finding.title() + "（" + finding.openedOn() + "）：" + finding.note())).orElse(Map.of()))
                .doing((task, submission) -> {
                    records.clear(task.reference(), submission.text(Submission.OPINION));
                    return Map.of();
                });
    }

    @Bean
    TaskStep recoverOverdueLoanStep() {
        return decision(RECOVER_OVERDUE, RECOVERY_OUTCOME).checking((task, submission) -> {
            if (submission.option(RECOVERY_OUTCOME, Recovery.class) == Recovery.COMPENSATION
                    && loans.get(task.caseNo()).compensable().signum() == 0) {
                submission.reject(RECOVERY_OUTCOME, "不能选择代偿：补偿范围内没有未还的本金");
            }
        });
    }

    @Bean
    TaskStep approveCompensationStep() {
        return decision(APPROVE_COMPENSATION, COMPENSATION_OUTCOME, Compensation.REFUSED).checking((task, submission) -> {
            BigDecimal compensable = loans.get(task.caseNo()).compensable();
            BigDecimal amount = submission.number("compensatedAmount");
            boolean agreed = submission.option(COMPENSATION_OUTCOME, Compensation.class) == Compensation.APPROVED;
            if (agreed && compensable.signum() == 0) {
                submission.reject(COMPENSATION_OUTCOME, "不能选择同意：补偿范围内没有未还的本金");
            } else if (agreed && amount != null && amount.compareTo(compensable) > 0) {
                submission.reject("compensatedAmount", "不能超过补偿范围内未还的本金 " + Decimals.money(compensable));
            }
        }).doing((task, submission) -> {
            if (submission.option(COMPENSATION_OUTCOME, Compensation.class) == Compensation.APPROVED) {
                Loan loan = loans.get(task.caseNo());
                BigDecimal amount = submission.number("compensatedAmount");
                loans.compensate(loan.loanNo(), amount == null ? loan.compensable() : amount);
                deadlines.meet(loan.loanNo(), LimitRule.LOAN_REPAYMENT);
                cases.close(loan.loanNo(), LoanCases.COMPENSATED);
            }
            return Map.of();
        });
    }

    private Village villageOf(Loan loan) {
        return regions.findVillage(loan.villageCode()).orElseThrow();
    }
}
