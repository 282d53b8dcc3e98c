package org.shouwang.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests who is told of a limit that comes near or is missed: each once, on the day, and after a standstill only of what still
 * matters.
 */
class EscalationTest extends IntegrationTest {

    @Autowired
    private Escalation escalation;

    @Test
    void theWarningGoesToTheHolderAndTheLevelAboveThenTheCountyThenTheCity() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);

        clock.setTo("2026-03-14T23:59:50");
        sweep(flow);
        assertThat(told(flow)).isEmpty();
        clock.setTo("2026-03-15T00:00:10");
        sweep(flow);
        assertThat(told(flow)).containsExactly("WARNING leader411081,city411000");
        clock.setTo("2026-03-18T00:00:10");
        sweep(flow);
        sweep(flow);
        assertThat(told(flow)).containsExactly("WARNING leader411081,city411000", "DUE county411081");
        clock.setTo("2026-03-19T12:00");
        sweep(flow);
        assertThat(told(flow)).as("two days late").hasSize(2);
        clock.setTo("2026-03-20T00:00:10");
        sweep(flow);
        assertThat(told(flow)).last().isEqualTo("LATE city411000");

        assertThat(messages(flow)).containsExactly("leader411081 WARNING", "city411000 WARNING", "county411081 OVERDUE",
                "city411000 ESCALATED");
        assertThat(database.sql("select type from shouwang.outbox_event where case_no = ? and type like 'deadline.%' order by id")
                .param(flow.caseNo()).query(String.class).list())
                .containsExactly("deadline.warning", "deadline.overdue", "deadline.escalated");
    }

    @Test
    void aCaseThatCannotBeDecidedInTimeIsToldAtOnceToTheVillageAndTheTownship() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        clock.setTo("2026-03-12T00:00:10");
        sweep(flow);

        assertThat(told(flow)).containsExactly("WARNING village411081101201,township411081101");
        assertThat(shouwang.village().get("/api/messages").body().at("/items/0").toString())
                .contains("已来不及", flow.caseNo()).doesNotContain("即将到期", "还剩");
        assertThat(messages(flow)).containsExactly("village411081101201 UNREACHABLE", "township411081101 UNREACHABLE");
    }

    @Test
    void aClueRegisteredLateIsNotAlsoWarnedOf() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), "2026-02-10");

        sweep(flow);

        assertThat(told(flow)).containsExactly("DUE county411081", "LATE city411000");
    }

    @Test
    void aDecidedOrWithdrawnCaseIsLeftInPeace() {
        CaseFlow withdrawn = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().withdraw(withdrawn.caseNo(), "举家迁出");

        clock.setTo("2026-04-20T09:00");
        sweep(withdrawn);

        assertThat(told(withdrawn)).isEmpty();
    }

    @Test
    void afterAnExtensionTheStagesBeginAgain() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        clock.setTo("2026-03-18T09:00");
        sweep(flow);
        long id = shouwang.village().post("/api/cases/" + flow.caseNo() + "/extensions", Map.of("rule",
                "IDENTIFICATION_15D", "until", "2026-03-25", "reason", "道路中断")).body().path("extensionId").asLong();
        shouwang.county().post("/api/extensions/" + id + "/decision", Map.of("outcome", "GRANTED"));

        clock.setTo("2026-03-23T09:00");
        sweep(flow);

        assertThat(told(flow)).containsExactly("DUE county411081", "WARNING leader411081,city411000");
    }

    @Test
    void aLimitThatAlwaysFailsHoldsUpNoOtherAndIsNamedToTheAdministrator() {
        CaseFlow broken = shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow other = shouwang.newCase(TestPeople.somebody(), TODAY);
        long limit = database.sql("select id from shouwang.deadline where case_no = ? and rule = 'IDENTIFICATION_15D'")
                .param(broken.caseNo()).query(Long.class).single();
        database.sql("alter table shouwang.deadline_escalation add constraint refused check (deadline_id <> " + limit + ")").update();
        try {
            clock.setTo("2026-03-18T09:00");
            sweep(other);

            assertThat(told(other)).containsExactly("DUE county411081");
            assertThat(told(broken)).isEmpty();
            await().atMost(CaseFlow.TIMER).untilAsserted(() -> assertThat(held(broken)).singleElement().satisfies(row -> {
                assertThat(row.path("sweepText").asText()).isEqualTo("时限提醒与超期上报");
                assertThat(row.path("failure").asText()).contains("DataIntegrityViolationException", "deadline.Escalation")
                        .doesNotContain("refused");
            }));
            escalation.sweep();
            assertThat(attempts(broken)).as("it waits").isEqualTo(1);
            clock.setTo("2026-03-18T09:01:01");
            escalation.sweep();
            await().atMost(CaseFlow.TIMER).untilAsserted(() -> assertThat(attempts(broken)).isEqualTo(2));
        } finally {
            database.sql("alter table shouwang.deadline_escalation drop constraint refused").update();
        }
        clock.setTo("2026-03-18T09:04");
        sweep(broken);

        assertThat(told(broken)).containsExactly("DUE county411081");
        await().atMost(CaseFlow.TIMER).untilAsserted(() -> assertThat(held(broken)).isEmpty());
    }

    private int attempts(CaseFlow flow) {
        return held(flow).get(0).path("attempts").asInt();
    }

    private List<JsonNode> held(CaseFlow flow) {
        List<JsonNode> held = new ArrayList<>();
        shouwang.as("admin").get("/api/held-rows").body().path("items").forEach(held::add);
        return held.stream().filter(row -> row.path("subject").asText().equals(flow.caseNo())).toList();
    }

    @Test
    void theSweeperRunsByItself() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        clock.setTo("2026-03-18T09:00");

        await().atMost(CaseFlow.TIMER).untilAsserted(() -> assertThat(told(flow)).containsExactly("DUE county411081"));
    }

    /** Runs the sweeper. The product's own sweeper may handle the row at the same moment and send the messages. */
    private void sweep(CaseFlow flow) {
        escalation.sweep();
        await().atMost(CaseFlow.TIMER).until(() -> database.sql("""
                        select count(*) from shouwang.deadline where case_no = ? and escalate_on <= ?
                        """)
                .params(flow.caseNo(), clock.today()).query(Long.class).single() == 0);
    }

    private List<String> told(CaseFlow flow) {
        return database.sql("""
                        select e.stage || ' ' || e.told from shouwang.deadline_escalation e
                        join shouwang.deadline d on d.id = e.deadline_id
                        where d.case_no = ? and d.rule = 'IDENTIFICATION_15D' order by e.id
                        """)
                .param(flow.caseNo()).query(String.class).list();
    }

    private List<String> messages(CaseFlow flow) {
        return database.sql("""
                        select recipient || ' ' || kind from shouwang.message where case_no = ?
                        order by id
                        """)
                .param(flow.caseNo()).query(String.class).list();
    }
}
