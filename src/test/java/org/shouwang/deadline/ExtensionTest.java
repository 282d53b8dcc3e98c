package org.shouwang.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.TIMER_IDENTIFICATION_DUE;
import static org.shouwang.identification.MonitoringIdentificationProcess.TIMER_IDENTIFICATION_WARNING;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests extensions (延期): village or township applies, the county decides, and every step is visible. */
class ExtensionTest extends IntegrationTest {

    private static final String RULE = "IDENTIFICATION_15D";

    @Autowired
    private ManagementService managementService;
    @Autowired
    private RuntimeService runtimeService;

    @Test
    void anExtensionBeforeTheLastDayMovesTheLimitTheTimersAndTheTasks() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        long id = asked(shouwang.village(), flow, "2026-03-27");
        assertThat(flow.limit(RULE).path("dueOn").asText()).as("asking moves nothing").isEqualTo("2026-03-17");

        Answer decision = decide(shouwang.county(), id, Map.of("outcome", "GRANTED", "opinion", "情况属实"));

        assertThat(decision.status()).as(decision.text()).isEqualTo(200);
        assertThat(decide(shouwang.county(), id, Map.of("outcome", "GRANTED")).status()).as("decided once, whatever the day").isEqualTo(409);
        JsonNode limit = flow.limit(RULE);
        assertThat(limit.path("dueOn").asText()).isEqualTo("2026-03-27");
        assertThat(limit.at("/extensions/0/oldDueOn").asText()).isEqualTo("2026-03-17");
        assertThat(limit.path("explanation").asText()).contains("2026-03-17", "2026-03-27", "道路中断");
        assertThat(timers(flow)).containsEntry(TIMER_IDENTIFICATION_WARNING, "2026-03-24T16:00:00Z")
                .containsEntry(TIMER_IDENTIFICATION_DUE, "2026-03-27T16:00:00Z");
        assertThat(shouwang.village().get("/engine-rest/task?processInstanceBusinessKey=" + flow.caseNo()).body()
                .at("/0/due").asText()).startsWith("2026-03-2").contains("T16:00:00.000+0000");
        clock.setTo("2026-03-18T00:00:10");
        awaitTimers();
        assertThat(flow.limit(RULE).path("state").asText()).isEqualTo("ON_TRACK");
        clock.setTo("2026-03-22T00:00:10");
        assertThat(flow.limit(RULE).path("state").asText()).as("five days before the new last day").isEqualTo("UNREACHABLE");
        clock.setTo("2026-03-28T00:00:10");
        assertThat(flow.limit(RULE).path("state").asText()).isEqualTo("OVERDUE");
    }

    @Test
    void anExtensionAfterTheLastDayGivesMoreDaysAndTheDelayStaysAFact() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        clock.setTo("2026-03-19T09:00");
        awaitTimers();
        assertThat(flow.limit(RULE).path("state").asText()).isEqualTo("OVERDUE");

        long before = overdueBeforeExtension();

        decide(shouwang.county(), asked(shouwang.township(), flow, "2026-03-25"), Map.of("outcome", "GRANTED"));

        assertThat(flow.limit(RULE).path("state").asText()).isEqualTo("ON_TRACK");
        assertThat(flow.limit(RULE).path("overdueOn").asText()).isEqualTo("2026-03-18");
        assertThat(flow.limit(RULE).path("explanation").asText()).contains("批准时已超期");
        assertThat(item(flow).path("overdueSince").asText()).isEqualTo("2026-03-18");
        assertThat(item(flow).path("overdueBeforeExtension").asBoolean()).isTrue();
        assertThat(overdueBeforeExtension()).isEqualTo(before + 1);
        for (String page : List.of("/cases", "/cases/" + flow.caseNo())) {
            assertThat(shouwang.county().get(page).text()).as(page).contains("曾超期（自 2026-03-18）");
        }
        flow.approved();
        assertThat(flow.limit(RULE).path("state").asText()).as("done in the days it was given, but late").isEqualTo("MET_LATE");
        assertThat(flow.limit(RULE).path("overdueOn").asText()).isEqualTo("2026-03-18");
        assertThat(overdueBeforeExtension()).isEqualTo(before + 1);
    }

    private JsonNode item(CaseFlow flow) {
        return shouwang.county().get("/api/deadlines?rule=" + RULE + "&caseNo=" + flow.caseNo()).body().at("/items/0");
    }

    private long overdueBeforeExtension() {
        JsonNode items = shouwang.county().get("/api/deadlines/summary?by=rule").body().path("items");
        for (JsonNode item : items) {
            if (item.path("rule").asText().equals(RULE)) {
                return item.path("overdueBeforeExtension").asLong();
            }
        }
        throw new AssertionError(items);
    }

    @Test
    void theCountyMayGrantFewerDaysThanWereAskedFor() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        decide(shouwang.county(), asked(shouwang.village(), flow, "2026-03-27"),
                Map.of("outcome", "GRANTED", "until", "2026-03-20"));

        assertThat(flow.limit(RULE).path("dueOn").asText()).isEqualTo("2026-03-20");
    }

    @Test
    void allExtensionsOfOneLimitTogetherHaveACeiling() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        decide(shouwang.county(), asked(shouwang.village(), flow, "2026-04-16"), Map.of("outcome", "GRANTED"));
        long second = asked(shouwang.village(), flow, "2026-04-17");
        assertThat(decide(shouwang.county(), second, Map.of("outcome", "GRANTED", "until", "2026-05-16")).status()).isEqualTo(200);

        Answer third = ask(shouwang.village(), flow, Map.of("rule", RULE, "until", "2026-05-17", "reason", "道路中断"));

        assertThat(third.status()).isEqualTo(400);
        assertThat(third.messageOf("until")).contains("各次延期合计最多60天", "2026-03-17", "2026-05-16");
        assertThat(flow.limit(RULE).path("dueOn").asText()).isEqualTo("2026-05-16");
    }

    @Test
    void anExtensionThatWouldPassTheCeilingIsRefusedWithTheLastDayThatIsLeft() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        decide(shouwang.county(), asked(shouwang.village(), flow, "2026-04-16"), Map.of("outcome", "GRANTED"));
        decide(shouwang.county(), asked(shouwang.village(), flow, "2026-04-26"), Map.of("outcome", "GRANTED"));

        Answer answer = ask(shouwang.village(), flow, Map.of("rule", RULE, "until", "2026-05-20", "reason", "道路中断"));

        assertThat(answer.messageOf("until")).contains("不能晚于2026-05-16");
    }

    @Test
    void aRefusalNeedsAReasonAndMovesNothing() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        long id = asked(shouwang.village(), flow, "2026-03-27");

        assertThat(decide(shouwang.county(), id, Map.of("outcome", "REFUSED")).status()).isEqualTo(400);
        assertThat(decide(shouwang.county(), id, Map.of("outcome", "REFUSED", "opinion", "道路已通")).status()).isEqualTo(200);

        assertThat(flow.limit(RULE).path("dueOn").asText()).isEqualTo("2026-03-17");
        assertThat(decide(shouwang.county(), id, Map.of("outcome", "GRANTED")).status()).as("decided once").isEqualTo(409);
        assertThat(asked(shouwang.village(), flow, "2026-03-20")).as("may be asked again").isPositive();
    }

    @Test
    void onlyVillageAndTownshipAskAndOnlyTheCountyDecides() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Map<String, String> request = Map.of("rule", RULE, "until", "2026-03-27", "reason", "道路中断");
        for (String user : List.of("county411081", "leader411081", "city411000", "admin")) {
            assertThat(ask(shouwang.as(user), flow, request).status()).as(user).isEqualTo(403);
        }
        for (String user : List.of("village411081102201", "county411024", "partner")) {
            assertThat(ask(shouwang.as(user), flow, request).status()).as(user).isEqualTo(404);
        }
        long id = asked(shouwang.village(), flow, "2026-03-27");
        for (String user : List.of("village411081101201", "township411081101", "leader411081", "city411000")) {
            assertThat(decide(shouwang.as(user), id, Map.of("outcome", "GRANTED")).status()).as(user).isEqualTo(403);
        }
        assertThat(decide(shouwang.as("county411024"), id, Map.of("outcome", "GRANTED")).status()).isEqualTo(404);
        assertThat(flow.limit(RULE).path("dueOn").asText()).isEqualTo("2026-03-17");
    }

    @ParameterizedTest
    @CsvSource({"2026-03-17,道路中断,until", "2026-03-01,道路中断,until", "2026-05-30,道路中断,until", ",道路中断,until",
        "2026-03-20,,reason", "2026/03/20,道路中断,until"})
    void aRequestNamesWhatIsWrongWithIt(String until, String reason, String field) {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Map<String, String> request = new HashMap<>();
        request.put("rule", RULE);
        request.put("until", until);
        request.put("reason", reason);

        Answer answer = ask(shouwang.village(), flow, request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("field")).containsExactly(field);
    }

    @Test
    void onlyOneRequestIsOpenAtATimeAndNoneAfterTheEnd() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        long id = asked(shouwang.village(), flow, "2026-03-27");
        assertThat(ask(shouwang.township(), flow, Map.of("rule", RULE, "until", "2026-03-20", "reason", "再等")).status())
                .isEqualTo(409);

        shouwang.village().withdraw(flow.caseNo(), "举家迁出");

        assertThat(decide(shouwang.county(), id, Map.of("outcome", "GRANTED")).status()).isEqualTo(409);
        assertThat(shouwang.county().get("/api/extensions").body().findValuesAsText("caseNo"))
                .doesNotContain(flow.caseNo());
    }

    @Test
    void everybodyConcernedIsTold() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        long id = asked(shouwang.village(), flow, "2026-03-27");
        assertThat(shouwang.county().get("/api/messages?limit=20").text()).contains("延期申请：案件 " + flow.caseNo());
        decide(shouwang.county(), id, Map.of("outcome", "GRANTED"));

        assertThat(shouwang.village().get("/api/messages?limit=20").text()).contains("同意延期：案件 " + flow.caseNo());
        assertThat(database.sql("select outcome from shouwang.act where kind = 'EXTENSION' and subject = ? order by id")
                .param(flow.caseNo()).query(String.class).list()).containsExactly("ASKED", "GRANTED");
    }

    private long asked(Shouwang.Session who, CaseFlow flow, String until) {
        Answer answer = ask(who, flow, Map.of("rule", RULE, "until", until, "reason", "道路中断，暂不能入户"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("extensionId").asLong();
    }

    private static Answer ask(Shouwang.Session who, CaseFlow flow, Map<String, ?> request) {
        return who.post("/api/cases/" + flow.caseNo() + "/extensions", request);
    }

    private static Answer decide(Shouwang.Session who, long id, Map<String, ?> decision) {
        return who.post("/api/extensions/" + id + "/decision", decision);
    }

    private Map<String, String> timers(CaseFlow flow) {
        Map<String, String> due = new HashMap<>();
        String instance = runtimeService.createProcessInstanceQuery().processInstanceBusinessKey(flow.caseNo()).list()
                .get(0).getId();
        managementService.createJobQuery().processInstanceId(instance).timers().list().forEach(timer ->
                due.put(managementService.createJobDefinitionQuery().jobDefinitionId(timer.getJobDefinitionId())
                        .singleResult().getActivityId(), timer.getDuedate().toInstant().toString()));
        return due;
    }
}
