package org.shouwang.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Checks that every outcome of a case is stored for other systems, if and only if it has happened. */
class CaseEventsTest extends IntegrationTest {

    @Autowired
    private Outbox outbox;
    @Autowired
    private TransactionTemplate transactions;

    @Test
    void approvalAndAdmissionAreEvents() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        assertThat(eventsOf(flow.caseNo())).as("nothing is decided yet").isEmpty();

        flow.approved();
        assertThat(eventsOf(flow.caseNo())).containsExactly("case.approved");

        flow.announced().entered();
        assertThat(eventsOf(flow.caseNo())).containsExactly("case.approved", "case.admitted");
    }

    @Test
    void eventsHaveCodesAndDaysAndNobodysName() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().withdraw(flow.caseNo(), "户主去世");

        Map<String, Object> event = database.sql("select type, county_code, payload, occurred_at from shouwang.outbox_event where case_no = ?")
                .param(flow.caseNo()).query().singleRow();

        assertThat(event).containsEntry("type", "case.withdrawn").containsEntry("county_code", "411081");
        assertThat(event.get("occurred_at").toString()).startsWith("2026-03-02 01:00");
        assertThat((String) event.get("payload")).contains("\"status\":\"WITHDRAWN\"", "\"villageCode\":\"411081101201\"",
                        "\"townshipCode\":\"411081101\"", "\"foundOn\":\"2026-03-02\"")
                .doesNotContain(flow.head().name(), flow.head().idNumber(), "去世");
    }

    @Test
    void everyOutcomeWithoutAdmissionIsAnEvent() {
        CaseFlow noRisk = shouwang.newCase(TestPeople.somebody(), TODAY).verified(Payloads.ending("NO_RISK", TODAY));
        CaseFlow declined = shouwang.newCase(TestPeople.somebody(), TODAY).verified(Payloads.ending("DECLINED", TODAY));
        CaseFlow rejected = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared()
                .done(shouwang.village(), PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "REJECT", "opinion", "不符合"));

        assertThat(eventsOf(noRisk.caseNo())).containsExactly("case.not-at-risk");
        assertThat(eventsOf(declined.caseNo())).containsExactly("case.declined");
        assertThat(eventsOf(rejected.caseNo())).containsExactly("case.rejected");
    }

    @Test
    void aStepThatIsRolledBackIsNoEvent() {
        transactions.executeWithoutResult(status -> {
            outbox.record("deadline.overdue", "JC-411081-2026-900001", "411081", Map.of("rule", "ENTRY_10D"));
            status.setRollbackOnly();
        });

        assertThat(eventsOf("JC-411081-2026-900001")).isEmpty();
    }

    @Test
    void aRefusedWithdrawalIsNoEvent() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified(Payloads.ending("NO_RISK", TODAY));

        assertThat(shouwang.village().withdraw(flow.caseNo(), "户主去世").status()).isEqualTo(409);

        assertThat(eventsOf(flow.caseNo())).containsExactly("case.not-at-risk");
    }

    @Test
    void noEventIsStoredOutsideATransactionOrWithAnUnknownType() {
        assertThatThrownBy(() -> outbox.record("deadline.overdue", "JC-1", "411081", Map.of()))
                .isInstanceOf(IllegalTransactionStateException.class);
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> outbox.record("case.forgotten", "JC-1", "411081", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> eventsOf(String caseNo) {
        return database.sql("select type from shouwang.outbox_event where case_no = ? order by id").param(caseNo)
                .query(String.class).list();
    }
}
