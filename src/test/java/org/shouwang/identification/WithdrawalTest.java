package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/**
 * Tests the withdrawal of a case (撤回终止): the village or the township can withdraw it at any time before the county decides.
 */
class WithdrawalTest extends IntegrationTest {

    @Test
    void aCaseIsWithdrawnAtTheFirstVisit() {
        assertWithdrawn(flow -> flow);
    }

    @Test
    void aCaseIsWithdrawnAtTheComparison() {
        assertWithdrawn(CaseFlow::verified);
    }

    @Test
    void aCaseIsWithdrawnAtThePreselection() {
        assertWithdrawn(flow -> flow.verified().compared());
    }

    @Test
    void aCaseIsWithdrawnBeforeItsNoticeIsPosted() {
        assertWithdrawn(flow -> flow.verified().compared().preselected());
    }

    @Test
    void aCaseIsWithdrawnDuringItsNotice() {
        assertWithdrawn(flow -> flow.untilNotice(clock));
    }

    @Test
    void aCaseIsWithdrawnAtTheTownshipsReview() {
        assertWithdrawn(flow -> flow.untilReview(clock));
    }

    @Test
    void aCaseIsWithdrawnAtTheCountysCheck() {
        assertWithdrawn(flow -> flow.untilReview(clock).reviewed());
    }

    @Test
    void aCaseIsWithdrawnBeforeTheLeadingGroupDecides() {
        assertWithdrawn(flow -> flow.untilApproval(clock));
    }

    @Test
    void aNoticeOfAWithdrawnCaseTakesNoObjectionAndItsOpenObjectionIsGone() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        String noticeNo = flow.noticeNo();
        shouwang.village().object(noticeNo, "家有楼房");

        shouwang.township().withdraw(flow.caseNo(), "全家迁往外省");

        assertThat(processOf(flow.caseNo())).isEnded();
        assertThat(shouwang.village().object(noticeNo, "家有楼房").status()).isEqualTo(409);
        assertThat(shouwang.village().get("/api/notices/" + noticeNo).get("outcome")).isEqualTo("WITHDRAWN");
    }

    @Test
    void afterTheCountysDecisionNothingCanBeWithdrawn() {
        CaseFlow approved = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();
        CaseFlow refused = shouwang.newCase(TestPeople.somebody(), TODAY).verified(Payloads.ending("NO_RISK", clock.today().toString()));

        assertThat(shouwang.village().withdraw(approved.caseNo(), "户主去世").status()).isEqualTo(409);
        assertThat(shouwang.village().withdraw(refused.caseNo(), "户主去世").status()).isEqualTo(409);
        assertThat(approved.status()).isEqualTo("APPROVED");
    }

    @Test
    void aCaseIsWithdrawnOnlyOnce() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().withdraw(flow.caseNo(), "登记错村");

        assertThat(shouwang.village().withdraw(flow.caseNo(), "登记错村").status()).isEqualTo(409);
    }

    @Test
    void theCountyMayNotWithdrawAndIsToldSoBeforeItsBodyIsRead() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        Answer answer = shouwang.county().send("POST", "/api/cases/" + flow.caseNo() + "/withdrawal", "no json {",
                Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(shouwang.leader().withdraw(flow.caseNo(), "x").status()).isEqualTo(403);
        assertThat(shouwang.partner().withdraw(flow.caseNo(), "x").status()).isEqualTo(403);
        assertThat(shouwang.as("admin").withdraw(flow.caseNo(), "x").status()).isEqualTo(403);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void anotherVillageIsNotToldThatThereIsSuchACase() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(shouwang.as("village411081101202").withdraw(flow.caseNo(), "x").status()).isEqualTo(404);
        assertThat(shouwang.village().withdraw("JC-411081-2026-999999", "x").status()).isEqualTo(404);
    }

    @Test
    void aWithdrawalNeedsAReason() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(shouwang.village().withdraw(flow.caseNo(), " ").wrongFields()).containsExactly("reason");
        assertThat(shouwang.village().withdraw(flow.caseNo(), "长".repeat(501)).wrongFields()).containsExactly("reason");
        assertThat(shouwang.village().post("/api/cases/" + flow.caseNo() + "/withdrawal", Map.of("reason", 5)).status())
                .isEqualTo(400);
        assertThat(shouwang.village().send("POST", "/api/cases/" + flow.caseNo() + "/withdrawal", "{", Map.of(
                "Content-Type", "application/json")).status()).isEqualTo(400);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    private void assertWithdrawn(UnaryOperator<CaseFlow> until) {
        Person head = TestPeople.somebody();
        CaseFlow flow = until.apply(shouwang.newCase(head, TODAY));

        Answer answer = shouwang.village().withdraw(flow.caseNo(), "户主去世");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.get("status")).isEqualTo("WITHDRAWN");
        assertThat(flow.view().get("withdrawalReason")).isEqualTo("户主去世");
        assertThat(processOf(flow.caseNo())).as("nobody has to be told").isEnded();
        assertThat(flow.limit("IDENTIFICATION_15D").path("state").asText()).isEqualTo("CANCELLED");
        assertThat(flow.limit("IDENTIFICATION_15D").path("metOn").isNull()).isTrue();
        assertThat(shouwang.partner().startClue(Payloads.clue(head, TODAY)).status()).as("can be registered again").isEqualTo(201);
    }
}
