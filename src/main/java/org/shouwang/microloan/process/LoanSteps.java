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
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.ClosingSteps;
import org.shouwang.casefile.FormRows;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
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
import org.shouwang.microloan.Purpose;
import org.shouwang.microloan.RefusalGround;
import org.shouwang.microloan.process.LoanStep.Decision;
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
    private static final BiConsumer<Loan, Submission> NO_CHECK = (loan, submission) -> { };

    private final LoanCases kind;
    private final Loans loans;
    private final LoanRecords records;
    private final LoanParameters parameters;
    private final CaseFiles cases;
    private final CaseFacts facts;
    private final Deadlines deadlines;
    private final Regions regions;
    private final TaskDecisions decisions;
    private final AdjustableClock clock;

    LoanSteps(LoanCases kind, Loans loans, LoanRecords records, LoanParameters parameters, CaseFiles cases, CaseFacts facts,
              Deadlines deadlines, Regions regions, TaskDecisions decisions, AdjustableClock clock) {
        this.kind = kind;
        this.loans = loans;
        this.records = records;
        this.parameters = parameters;
        this.cases = cases;
        this.facts = facts;
        this.deadlines = deadlines;
        this.regions = regions;
        this.decisions = decisions;
        this.clock = clock;
    }

    private TaskStep step(String elementId, String outcomeKey, Set<String> needsReason, BiConsumer<Loan, Submission> check,
                          BiFunction<Loan, Decision, Map<String, Object>> accept) {
        return new LoanStep(elementId, outcomeKey, needsReason, facts, loans, check, accept);
    }

    @Bean
    TaskStep investigateLoanStep() {
        return step(INVESTIGATE, INVESTIGATION_OUTCOME, Set.of("UNSUITABLE"), NO_CHECK, (loan, decision) -> {
            if ("UNSUITABLE".equals(decision.outcome())) {
                refusedByBank(loan, decision);
            }
            return Map.of();
        });
    }

    @Bean
    TaskStep reviewCreditStep() {
        return new LoanStep(REVIEW_CREDIT, CREDIT_OUTCOME, Set.of("RETURN", "REJECT"), facts, loans, NO_CHECK, (loan, decision) -> {
            if ("REJECT".equals(decision.outcome())) {
                refusedByBank(loan, decision);
            } else if ("APPROVE".equals(decision.outcome())) {
                loans.changeStatus(loan.loanNo(), LoanStatus.APPROVED);
            }
            return Map.of();
        }) {
            @Override
            public Optional<TwoPeople.Pair> secondOf() {
                return Optional.of(INVESTIGATION);
            }
        };
    }

    private void refusedByBank(Loan loan, Decision decision) {
        RefusalGround ground = decision.submission().option("refusalGround", RefusalGround.class);
        records.refused(loan, ground == null ? RefusalGround.OTHER : ground, decision.opinion());
    }

    @Bean
    TaskStep reviewRefusalStep() {
        return step(REVIEW_REFUSAL, REFUSAL_REVIEW_OUTCOME, Set.of("SENT_BACK"), NO_CHECK, (loan, decision) -> {
            records.reviewed(loan, decision.outcome());
            if ("UPHELD".equals(decision.outcome())) {
                String reason = Optional.ofNullable(decision.opinion()).or(() -> records.refusalOf(loan)).orElse(null);
                cases.refuse(loan.loanNo(), CaseStatus.REJECTED, reason);
                return Map.of(CaseVariables.CASE_STATUS, CaseStatus.REJECTED.code());
            }
            return Map.of();
        });
    }

    @Bean
    TaskStep informOfRefusedLoanStep(ClosingSteps closing) {
        return closing.informHousehold(kind);
    }

    @Bean
    TaskStep confirmSubsidyStep() {
        return step(CONFIRM_SUBSIDY, SUBSIDY_OUTCOME, Set.of("NOT_SUBSIDISED"), NO_CHECK, (loan, decision) -> {
            loans.confirmSubsidy(loan.loanNo(), "CONFIRMED".equals(decision.outcome()));
            return Map.of();
        });
    }

    @Bean
    TaskStep disburseLoanStep() {
        return step(DISBURSE, null, Set.of(), (loan, submission) -> {
            LoanStep.checkDay(submission, "disbursedOn", approvedOn(loan), clock.today());
            BigDecimal amount = submission.number("disbursedAmount");
            if (amount != null && amount.compareTo(loan.principal()) > 0) {
                submission.reject("disbursedAmount", "不能超过申请金额 " + FormRows.money(loan.principal()));
            }
            BigDecimal rate = submission.number("annualRate");
            BigDecimal highest = parameters.on(dayOf(submission, "disbursedOn")).highestRate(loan.termMonths());
            if (rate != null && rate.compareTo(highest) > 0) {
                submission.reject("annualRate", "不能高于放款日的贷款市场报价利率 " + Decimals.plain(highest.stripTrailingZeros())
                        + "%（依据：银保监发〔2021〕6号）");
            }
        }, (loan, decision) -> {
            disburse(loan, decision.submission());
            return Map.of(CaseVariables.CASE_STATUS, CaseStatus.APPROVED.code());
        });
    }

    private LocalDate approvedOn(Loan loan) {
        return decisions.of(loan.loanNo()).stream().filter(decision -> decision.elementId().equals(REVIEW_CREDIT))
                .map(decision -> ChinaTime.dayOf(decision.decidedAt())).reduce((first, last) -> last).orElse(loan.appliedOn());
    }

    private void disburse(Loan applied, Submission submission) {
        LocalDate day = dayOf(submission, "disbursedOn");
        LoanTerms terms = parameters.on(day);
        BigDecimal amount = submission.number("disbursedAmount");
        BigDecimal rate = submission.number("annualRate");
        loans.disburse(applied.loanNo(), amount == null ? applied.principal() : amount,
                rate == null ? terms.highestRate(applied.termMonths()) : rate, day);
        Loan loan = loans.get(applied.loanNo());
        cases.approve(loan.loanNo(), loan.householdId());
        LocalDate checkDue = day.plusDays(terms.firstCheckDays());
        records.addUseCheck(loan, checkDue);
        deadlines.start(loan.loanNo(), LimitRule.LOAN_USE_CHECK, "1", day, checkDue, villageOf(loan));
        deadlines.start(loan.loanNo(), LimitRule.LOAN_REPAYMENT, "", day, loan.dueOn(), villageOf(loan));
    }

    @Bean
    TaskStep checkLoanUseStep(LoanFindings findings) {
        return step(CHECK_USE, USE_CHECK_OUTCOME, Set.of("UNUSED", "MISUSED"), (loan, submission) ->
                LoanStep.checkDay(submission, "checkedOn", loan.disbursedOn(), clock.today()), (loan, decision) -> {
            UseOutcome outcome = UseOutcome.valueOf(decision.outcome());
            LocalDate day = dayOf(decision.submission(), "checkedOn");
            records.checked(loan, outcome, day, decision.opinion());
            deadlines.meet(loan.loanNo(), LimitRule.LOAN_USE_CHECK, day);
            nextCheck(loan, day);
            loans.noteUnused(loan.loanNo(), outcome != UseOutcome.UNUSED ? null
                    : loan.unusedSince() == null ? loan.disbursedOn() : loan.unusedSince());
            if (outcome == UseOutcome.MISUSED) {
                findings.open(loan, UseOutcome.MISUSED, decision.submission().option("misusedFor", Purpose.class),
                        decision.opinion());
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
        return new LoanStep(CLEAR_FINDING, null, Set.of(), facts, loans, NO_CHECK, (loan, decision) -> {
            records.clear(decision.reference(), decision.opinion());
            return Map.of();
        }) {
            @Override
            public Map<String, Object> project(TaskContext task) {
                Map<String, Object> shown = super.project(task);
                records.findingsOf(loans.get(task.caseNo())).stream().filter(finding -> finding.id() == task.reference())
                        .findFirst().ifPresent(finding -> shown.put("findingText", finding.title() + "（" + finding.openedOn()
                                + "）：" + finding.note()));
                return shown;
            }
        };
    }

    @Bean
    TaskStep recoverOverdueLoanStep() {
        return step(RECOVER_OVERDUE, RECOVERY_OUTCOME, Set.of(), (loan, submission) -> {
            if ("COMPENSATION".equals(submission.text(RECOVERY_OUTCOME)) && loan.compensable().signum() == 0) {
                submission.reject(RECOVERY_OUTCOME, "不能选择代偿：补偿范围内没有未还的本金");
            }
        }, (loan, decision) -> Map.of());
    }

    @Bean
    TaskStep approveCompensationStep() {
        return step(APPROVE_COMPENSATION, COMPENSATION_OUTCOME, Set.of("REFUSED"), (loan, submission) -> {
            BigDecimal amount = submission.number("compensatedAmount");
            boolean agreed = "APPROVED".equals(submission.text(COMPENSATION_OUTCOME));
            if (agreed && loan.compensable().signum() == 0) {
                submission.reject(COMPENSATION_OUTCOME, "不能选择同意：补偿范围内没有未还的本金");
            } else if (agreed && amount != null && amount.compareTo(loan.compensable()) > 0) {
                submission.reject("compensatedAmount", "不能超过补偿范围内未还的本金 " + FormRows.money(loan.compensable()));
            }
        }, (loan, decision) -> {
            if ("APPROVED".equals(decision.outcome())) {
                BigDecimal amount = decision.submission().number("compensatedAmount");
                loans.compensate(loan.loanNo(), amount == null ? loan.compensable() : amount);
                deadlines.meet(loan.loanNo(), LimitRule.LOAN_REPAYMENT);
                cases.close(loan.loanNo(), LoanCases.COMPENSATED);
            }
            return Map.of();
        });
    }

    private LocalDate dayOf(Submission submission, String key) {
        return submission.date(key) == null ? clock.today() : submission.date(key);
    }

    private Village villageOf(Loan loan) {
        return regions.findVillage(loan.villageCode()).orElseThrow();
    }
}
