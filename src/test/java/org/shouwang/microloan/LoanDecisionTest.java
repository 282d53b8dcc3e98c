package org.shouwang.microloan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.microloan.MicroLoanProcess.CONFIRM_SUBSIDY;
import static org.shouwang.microloan.MicroLoanProcess.CREDIT_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.DISBURSE;
import static org.shouwang.microloan.MicroLoanProcess.END_REFUSED;
import static org.shouwang.microloan.MicroLoanProcess.INFORM_HOUSEHOLD;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REFUSAL_REVIEW_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_CREDIT;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_REFUSAL;
import static org.shouwang.microloan.MicroLoanProcess.SUBSIDY_OUTCOME;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;

/**
 * Tests loans from the application to the disbursement: the decisions of the bank and of the county, which reviews every
 * refusal (LN-1, LN-3, LN-5).
 */
class LoanDecisionTest extends IntegrationTest {

    @Test
    void twoUsersOfTheBankAndOneOfTheCountyGetALoanThrough() {
        LoanFlow loan = applied(50000);
        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(INVESTIGATE);
        loan.investigated();
        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(REVIEW_CREDIT);
        loan.approved();
        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(CONFIRM_SUBSIDY).hasCandidateGroup("county" + Shouwang.COUNTY);
        loan.confirmed();
        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(DISBURSE).hasCandidateGroup(LoanFlow.BANK);
        loan.disbursed();
        assertThat(shouwang.village().view(loan.loanNo()).get("statusText")).isEqualTo("已放款");
    }

    @Test
    void aReturnGoesBackToTheInvestigation() {
        LoanFlow loan = applied(50000).investigated();
        assertThat(loan.second().submit(loan.loanNo(), REVIEW_CREDIT, Map.of(CREDIT_OUTCOME, "RETURN")).wrongFields())
                .containsExactly("opinion");
        loan.done(loan.second(), REVIEW_CREDIT, Map.of(CREDIT_OUTCOME, "RETURN", "opinion", "项目需补充"));

        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(INVESTIGATE);
        assertThat(loan.status()).isEqualTo("APPLIED");
    }

    @Test
    void everyRefusalOfTheBankIsReviewedByTheCountyWhichCanSendItBack() {
        LoanFlow loan = applied(50000);
        assertThat(loan.bank().submit(loan.loanNo(), INVESTIGATE, Map.of(INVESTIGATION_OUTCOME, "UNSUITABLE")).wrongFields())
                .containsExactly("opinion");
        loan.done(loan.bank(), INVESTIGATE, Map.of(INVESTIGATION_OUTCOME, "UNSUITABLE", "opinion", "没有抵押物"));
        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(REVIEW_REFUSAL);
        assertThat(shouwang.county().form(loan.loanNo(), REVIEW_REFUSAL).text("refusalOfBank")).isEqualTo("其他：没有抵押物");
        loan.done(shouwang.county(), REVIEW_REFUSAL, Map.of(REFUSAL_REVIEW_OUTCOME, "SENT_BACK", "opinion", "不得要求抵押"));
        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(INVESTIGATE);
        loan.investigated().done(loan.second(), REVIEW_CREDIT, Map.of(CREDIT_OUTCOME, "REJECT", "opinion", "有逾期记录",
                "refusalGround", "CREDIT_RECORD"));

        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(REVIEW_REFUSAL);
        loan.done(shouwang.county(), REVIEW_REFUSAL, Map.of(REFUSAL_REVIEW_OUTCOME, "UPHELD"));

        assertThat(loan.status()).isEqualTo("REFUSED");
        assertThat(shouwang.village().view(loan.loanNo()).get("refusalReason")).isEqualTo("有重大不良信用记录：有逾期记录");
        assertThat(processOf(loan.loanNo())).task().hasDefinitionKey(INFORM_HOUSEHOLD);
        loan.done(shouwang.village(), INFORM_HOUSEHOLD, Map.of("informedBy", "VISIT", "informedOn", clock.today().toString(),
                "refusalReason", "有逾期记录，还清后可以再申请"));
        assertThat(processOf(loan.loanNo())).isEnded().hasPassed(END_REFUSED).hasNotPassed(CONFIRM_SUBSIDY, DISBURSE);
    }

    @Test
    void withoutTheCountysConfirmationTheLoanIsGivenWithoutSubsidy() {
        LoanFlow loan = applied(50000).investigated().approved();
        assertThat(shouwang.county().submit(loan.loanNo(), CONFIRM_SUBSIDY, Map.of(SUBSIDY_OUTCOME, "NOT_SUBSIDISED")).wrongFields())
                .containsExactly("opinion");
        loan.done(shouwang.county(), CONFIRM_SUBSIDY, Map.of(SUBSIDY_OUTCOME, "NOT_SUBSIDISED", "opinion", "已享受其他贴息"));
        loan.disbursed();

        assertThat(loan.amount("subsidisedPrincipal")).isEqualByComparingTo("0");
        assertThat(loan.amount("principal")).isEqualByComparingTo("50000");
    }

    @Test
    void theDisbursementIsCheckedAndMayBeLess() {
        LoanFlow loan = applied(80000).investigated().approved().confirmed();
        Map<String, Object> wrong = new HashMap<>(Map.of("disbursedAmount", 80000.01, "annualRate", 3.01, "disbursedOn",
                clock.today().plusDays(1).toString()));
        assertThat(loan.bank().submit(loan.loanNo(), DISBURSE, wrong).wrongFields())
                .containsExactlyInAnyOrder("disbursedAmount", "annualRate", "disbursedOn");
        loan.done(loan.bank(), DISBURSE, Map.of("disbursedAmount", 60000, "disbursedOn", clock.today().toString(), "annualRate", 2.85));

        assertThat(loan.amount("principal")).isEqualByComparingTo("60000");
        assertThat(loan.amount("subsidisedPrincipal")).isEqualByComparingTo("50000");
        assertThat(loan.amount("annualRate")).isEqualByComparingTo("2.85");
    }

    @Test
    void aLoanAboveTheSubsidisedLimitIsNotPaidOutByAnEmptyForm() {
        LoanFlow loan = applied(60000).investigated().approved().confirmed();
        assertThat(loan.bank().form(loan.loanNo(), DISBURSE).text("disbursedAmount")).as("what is to be typed").isNull();

        assertThat(loan.bank().submit(loan.loanNo(), DISBURSE, Map.of()).wrongFields()).containsExactlyInAnyOrder("disbursedAmount", "disbursedOn");
        assertThat(loan.view().get("status")).isEqualTo("APPROVED");
        loan.disbursed();
        assertThat(loan.view().get("status")).isEqualTo("DISBURSED");
    }

    @Test
    void nothingIsDisbursedBeforeTheBankHasApproved() {
        LoanFlow loan = applied(20000);
        clock.advanceDays(3);
        loan.investigated().approved().confirmed();

        assertThat(loan.bank().submit(loan.loanNo(), DISBURSE, Map.of("disbursedOn", clock.today().minusDays(1).toString()))
                .wrongFields()).containsExactly("disbursedOn");
        loan.done(loan.bank(), DISBURSE, Map.of("disbursedOn", clock.today().toString()));
    }

    @Test
    void theBanksTasksAreTheBanksAndTheCountysTheCountys() {
        LoanFlow loan = applied(50000);
        for (Shouwang.Session other : java.util.List.of(shouwang.as("bank411024"), shouwang.county(), shouwang.village())) {
            assertThat(other.tasks(loan.loanNo())).isEmpty();
        }
        String task = loan.bank().taskId(loan.loanNo(), INVESTIGATE);
        assertThat(shouwang.as("bank411024").submitTask(task, Map.of(INVESTIGATION_OUTCOME, "SUITABLE")).status()).isEqualTo(404);
        assertThat(shouwang.county().submitTask(task, Map.of(INVESTIGATION_OUTCOME, "SUITABLE")).status()).isEqualTo(404);
        assertThat(loan.bank().submitTask(task, Map.of(INVESTIGATION_OUTCOME, "PERHAPS")).wrongFields()).containsExactly(INVESTIGATION_OUTCOME);
        loan.investigated();
    }

    private LoanFlow applied(int amount) {
        return LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), amount);
    }
}
