package org.shouwang.microloan.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.Opening;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.Submission;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.Households;
import org.shouwang.household.Member;
import org.shouwang.household.PersonLookups;
import org.shouwang.household.Surveys;
import org.shouwang.microloan.Application;
import org.shouwang.microloan.Application.Borrower;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.LoanRecords;
import org.shouwang.microloan.LoanRights;
import org.shouwang.microloan.Loans;
import org.shouwang.microloan.Purpose;
import org.shouwang.microloan.Refusal;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The application for a microloan (申请小额信贷). Every application that meets the conditions becomes a case, no matter how the bank
 * decides on it later (LN-1).
 */
@Component
class ApplyStep implements StartStep {

    private final LoanCases kind;
    private final LoanRights rights;
    private final LoanEligibility eligibility;
    private final Loans loans;
    private final LoanRecords records;
    private final Households households;
    private final HouseholdSearch search;
    private final Surveys surveys;
    private final CaseFiles cases;
    private final Regions regions;
    private final PersonLookups lookups;
    private final AdjustableClock clock;
    private final TransactionTemplate afterwards;

    ApplyStep(LoanCases kind, LoanRights rights, LoanEligibility eligibility, Loans loans, LoanRecords records,
              Households households, HouseholdSearch search, Surveys surveys, CaseFiles cases, Regions regions,
              PersonLookups lookups, AdjustableClock clock, PlatformTransactionManager transactionManager) {
        this.kind = kind;
        this.rights = rights;
        this.eligibility = eligibility;
        this.loans = loans;
        this.records = records;
        this.households = households;
        this.search = search;
        this.surveys = surveys;
        this.cases = cases;
        this.regions = regions;
        this.lookups = lookups;
        this.clock = clock;
        afterwards = new TransactionTemplate(transactionManager);
        afterwards.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public String processKey() {
        return LoanCases.PROCESS;
    }

    @Override
    public boolean mayStart() {
        return rights.isApplicant();
    }

    @Override
    public void check(Submission submission) {
        rights.requireApplicant();
        String bankCode = submission.text("bankCode");
        if (bankCode != null && !rights.mayApplyAt(bankCode)) {
            throw new ForbiddenException("只能为本行申请");
        }
        if (submission.text("householdNo") != null) {
            Household household = household(submission.text("householdNo"));
            if (bankCode != null && !LoanRights.isBankOf(bankCode, household.villageCode())) {
                submission.reject("bankCode", "须为该户所在县的承办银行，如 bank" + household.villageCode().substring(0, 6));
            }
            checkBorrower(submission, household);
        }
    }

    private void checkBorrower(Submission submission, Household household) {
        String idNumber = submission.text("borrowerIdNumber");
        if (idNumber == null) {
            return;
        }
        if (IdNumber.problem(idNumber, clock.today()) != null) {
            submission.reject("borrowerIdNumber", IdNumber.problem(idNumber, clock.today()));
            return;
        }
        // The lookup is counted in a transaction of its own, since a refused application also tells whether the person is a
        // member.
        afterwards.executeWithoutResult(status -> lookups.count(1));
        if (borrower(household, idNumber).isEmpty()) {
            submission.reject("borrowerIdNumber", "不是该户登记的成员");
        }
    }

    private Household household(String householdNo) {
        return search.toActFor(householdNo, rights::mayApplyFor);
    }

    private Optional<Borrower> borrower(Household household, String idNumber) {
        if (idNumber == null || household.headIdNumber().equals(IdNumber.normalised(idNumber))) {
            return Optional.of(new Borrower(household.headName(), household.headIdNumber()));
        }
        List<Member> members = household.surveyId() == null ? List.of() : surveys.get(household.surveyId()).facts().members();
        return members.stream().filter(member -> member.idNumber().equals(IdNumber.normalised(idNumber))).findFirst()
                .map(member -> new Borrower(member.name(), member.idNumber()));
    }

    @Override
    public StartedCase accept(Submission submission) {
        Household household = households.lock(household(submission.text("householdNo")).id());
        Application application = new Application(household,
                borrower(household, submission.text("borrowerIdNumber")).orElseThrow(), Decimals.exact(submission.number("amount"), 2),
                submission.option("purpose", Purpose.class), submission.number("termMonths").intValueExact(),
                submission.text("bankCode"));
        Village village = regions.findVillage(household.villageCode()).orElseThrow();
        List<Refusal> refusals = eligibility.refusals(application);
        if (!refusals.isEmpty()) {
            countOnceUndone(refusals, application, village);
            throw refused(refusals);
        }
        String loanNo = cases.nextNumber(kind, village.countyCode());
        cases.open(loanNo, kind, new Opening(village, household.id(), household.headName(), household.headIdNumber(),
                "申请小额信贷 " + Decimals.money(application.amount()) + "，用于" + application.purpose().title() + "，期限 "
                        + application.termMonths() + " 个月", null, null, null, application.bankCode()));
        loans.add(loanNo, application, village);
        Map<String, Object> variables = CaseVariables.atStart(loanNo, village);
        variables.put("bankCode", application.bankCode().replaceAll("\\D", ""));
        return new StartedCase(loanNo, village.countyCode(), variables);
    }

    private static RuntimeException refused(List<Refusal> refusals) {
        List<Refusal> invalid = refusals.stream().filter(Refusal::invalid).toList();
        return invalid.isEmpty() ? new ConflictException(String.join("；", refusals.stream().map(Refusal::text).toList()))
                : new InvalidInputException(invalid.stream().map(refusal -> new FieldError(refusal.field(),
                        "purpose".equals(refusal.field()) ? "用途" : "termMonths".equals(refusal.field()) ? "期限" : "金额",
                        refusal.text())).toList());
    }

    /** Counts the refused application after its transaction is rolled back: only the count remains. */
    private void countOnceUndone(List<Refusal> refusals, Application application, Village village) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                afterwards.executeWithoutResult(counting -> refusals.stream().map(Refusal::rule).distinct()
                        .forEach(rule -> records.countIneligible(village.countyCode(), application.bankCode(), rule)));
            }
        });
    }
}
