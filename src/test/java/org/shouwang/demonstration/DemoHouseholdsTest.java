package org.shouwang.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.engine.TaskStep;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestDatabase;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestSupport;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tests a demonstration after its first start: there are examples of everything, and all data are sound. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
@Import(TestSupport.class)
@Tag("apart")
class DemoHouseholdsTest {

    /** The number of households that is enough for each kind of case once. */
    private static final int HOUSEHOLDS = 52;

    @Autowired
    private Shouwang shouwang;
    @Autowired
    private JdbcClient database;
    @Autowired
    private List<TaskStep> steps;
    @Autowired
    private ManagementService managementService;
    @Autowired
    private AdjustableClock clock;
    @Autowired
    @Qualifier("installationSetup")
    private SmartInitializingSingleton installation;
    @Autowired
    private DemoMaking making;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        String url = TestDatabase.empty("demo_households");
        registry.add("spring.datasource.url", () -> url);
        registry.add("shouwang.demo.households", () -> HOUSEHOLDS);
    }

    @BeforeEach
    void awaitTheHistory() {
        await().atMost(Duration.ofMinutes(5)).until(() -> making.progress().isEmpty());
    }

    @Test
    void anOpenCaseStandsAtEveryStepOfTheIdentificationItsNoticeAndThePlanning() {
        assertThat(texts("select distinct task_def_key_ from act_ru_task")).containsAll(steps.stream()
                .filter(step -> List.of("monitoring-identification", "public-notice", "assistance-planning").contains(step.processKey()))
                .map(TaskStep::elementId).toList());
    }

    @Test
    void thereAreLoansEliminationsLookBacksAndTheFifteenProblems() {
        assertThat(texts("select distinct status from shouwang.micro_loan")).contains("APPLIED", "DISBURSED", "REPAID", "REFUSED");
        assertThat(number("select count(*) from shouwang.micro_loan where overdue_noted_for is not null")).isPositive();
        assertThat(texts("select distinct status from shouwang.case_file where process_key = 'risk-elimination'"))
                .containsExactlyInAnyOrder("ELIMINATED", "IN_PROGRESS");
        assertThat(texts("select status from shouwang.case_file where process_key = 'risk-rollback'")).containsExactly("ROLLED_BACK");
        assertThat(texts("select distinct status from shouwang.case_file where process_key = 'look-back'"))
                .containsExactlyInAnyOrder("CONFIRMED", "IN_PROGRESS");
        assertThat(shouwang.as("city411000").get("/api/problems?round=2022").body().path("items")).hasSize(15);
    }

    @Test
    void limitsAreInEveryStateAndInEveryCounty() {
        Map<String, JsonNode> byRule = new TreeMap<>();
        summary("rule").forEach(row -> byRule.put(row.path("rule").asText(), row.path("states")));

        assertThat(present(byRule.get("IDENTIFICATION_15D"))).containsExactlyInAnyOrder("ON_TRACK", "WARNING", "UNREACHABLE",
                "OVERDUE", "MET", "MET_LATE", "CANCELLED");
        assertThat(present(byRule.get("ENTRY_10D"))).containsExactlyInAnyOrder("ON_TRACK", "WARNING", "OVERDUE", "MET",
                "MET_LATE");
        assertThat(present(byRule.get("ASSISTANCE_10D"))).contains("ON_TRACK", "WARNING", "OVERDUE", "MET", "MET_LATE");
        assertThat(present(byRule.get("NOTICE_5D"))).containsExactlyInAnyOrder("RUNNING", "HELD", "MET", "CANCELLED");
        assertThat(summary("county")).hasSize(5).allMatch(row -> row.path("total").asInt() > 0);
    }

    @Test
    void theSummaryIsWhatCountingTheListGives() {
        Map<String, Map<String, Long>> summed = new TreeMap<>();
        summary("county").forEach(row -> row.path("states").fields().forEachRemaining(state -> {
            if (state.getValue().asLong() > 0) {
                summed.computeIfAbsent(row.path("region").asText(), county -> new TreeMap<>())
                        .put(state.getKey(), state.getValue().asLong());
            }
        }));

        Map<String, Map<String, Long>> counted = new TreeMap<>();
        JsonNode all = shouwang.as("city411000").get("/api/deadlines?limit=500").body();
        all.path("items").forEach(limit -> counted
                .computeIfAbsent(limit.path("region").asText().substring(0, 6), county -> new TreeMap<>())
                .merge(limit.path("state").asText(), 1L, Long::sum));

        assertThat(all.path("nextCursor").isNull()).isTrue();
        assertThat(summed).isEqualTo(counted);
    }

    @Test
    void casesEndedInEveryWayAndEverythingElseHappenedToo() {
        assertThat(texts("select distinct status from shouwang.case_file")).containsExactlyInAnyOrder("IN_PROGRESS",
                "APPROVED", "ADMITTED", "PLAN_CONFIRMED", "NOT_AT_RISK", "DECLINED", "REJECTED", "WITHDRAWN", "REPAID", "ELIMINATED",
                "ROLLED_BACK", "CONFIRMED", "HOUSING_DONE", "HOUSING_SAFE", "HOUSING_REFUSED", "RELIEF_PAID", "RELIEF_REFUSED", "PUPIL_RETURNED",
                "ENROLLED_ELSEWHERE", "HOME_TEACHING", "DEFERRAL_REFUSED", "CHRONIC_CARD_ISSUED", "CHRONIC_UNFIT", "CHRONIC_UNWILLING",
                "PROJECT_REFUSED", "PETITION_CLOSED", "PETITION_PASSED_ON", "DOCTOR_CONTRACT_ENDED", "DOCTOR_CONTRACT_UNWILLING",
                "HOME_TEACHING_STOPPED", "HOME_TEACHING_REFUSED", "PROJECT_HANDED_OVER");
        assertThat(texts("select distinct outcome from shouwang.task_decision where outcome is not null"))
                .contains("DISCREPANT", "RETURN", "REJECT", "UPHELD", "DISMISSED");
        assertThat(texts("select distinct coalesce(outcome, 'ASKED') from shouwang.deadline_extension"))
                .containsExactlyInAnyOrder("ASKED", "GRANTED", "REFUSED");
        assertThat(texts("select distinct kind from shouwang.message"))
                .contains("WARNING", "OVERDUE", "ESCALATED", "URGED", "EXTENSION");
        assertThat(texts("select distinct category from shouwang.notice_entry"))
                .contains("边缘易致贫户", "脱贫不稳定户", "突发严重困难户");
        assertThat(number("select count(*) from shouwang.household_measure where carried_out_on is not null")).isPositive();
        assertThat(number("select count(*) from shouwang.household_visit")).isPositive();
        assertThat(number("select count(*) from shouwang.comparison_finding where detail like '号牌%'")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"housing-safety", "temporary-relief", "dropout-control", "chronic-card", "project-pool", "petition-handling", "doctor-contract", "home-teaching", "project-implementation"})
    void whoOpensAProcedureFindsOpenCasesAtSeveralStepsAndRowsOfItsLedger(String procedure) {
        assertThat(items(procedure + "/cases?region=411081")).hasSizeGreaterThan(3);
        assertThat(items(procedure + "/ledger?region=411081")).hasSizeGreaterThan(3);
        assertThat(items(procedure + "/cases")).as("in other counties, too").hasSizeGreaterThan(items(procedure + "/cases?region=411081").size());
        assertThat(texts("""
                select distinct t.task_def_key_ from act_ru_task t join act_ru_execution e on e.proc_inst_id_ = t.proc_inst_id_ and e.parent_id_ is null
                join shouwang.case_file c on c.case_no = e.business_key_ where c.process_key = '%s' and c.county_code = '411081'
                """.formatted(procedure))).hasSizeGreaterThan(2);
    }

    @Test
    void casesOfProceduresAreNearTheirLimitsAndOverThemAndSomeAreAboutHouseholdsOfTheRegister() {
        Map<String, JsonNode> byRule = new TreeMap<>();
        summary("rule").forEach(row -> byRule.put(row.path("rule").asText(), row.path("states")));

        assertThat(present(byRule.get("HOUSING_APPRAISAL"))).contains("WARNING", "MET", "MET_LATE");
        assertThat(present(byRule.get("HOUSING_PAYMENT"))).contains("OVERDUE");
        assertThat(present(byRule.get("RELIEF_RECORD"))).contains("OVERDUE", "MET");
        assertThat(present(byRule.get("DROPOUT_NEXT_PERSUASION"))).contains("WARNING");
        assertThat(present(byRule.get("CHRONIC_APPRAISAL"))).contains("WARNING");
        assertThat(present(byRule.get("CHRONIC_CARD_5WD"))).contains("MET", "MET_LATE");
        assertThat(present(byRule.get("PETITION_URGING"))).contains("OVERDUE");
        assertThat(present(byRule.get("HOME_TEACHING_PLAN"))).contains("OVERDUE", "MET");
        assertThat(present(byRule.get("HOME_TEACHING_FIRST_MONTH"))).contains("OVERDUE");
        assertThat(present(byRule.get("PROJECT_PROGRESS"))).contains("OVERDUE");
        assertThat(present(byRule.get("DOCTOR_SIGNING"))).contains("OVERDUE", "MET");
        assertThat(present(byRule.get("DOCTOR_FIRST_VISIT"))).contains("OVERDUE", "MET");
        assertThat(texts("select process_key from shouwang.case_file where household_id is not null and process_key in "
                + "('housing-safety', 'temporary-relief', 'chronic-card')")).containsExactlyInAnyOrder("housing-safety", "temporary-relief", "chronic-card");
    }

    @Test
    void nothingIsStuckAndNoTimerIsLeftBehind() {
        assertThat(managementService.createJobQuery().timers().executable().count()).isZero();
        assertThat(managementService.createJobQuery().withException().count()).isZero();
        assertThat(number("select count(*) from act_ru_incident")).isZero();
        assertThat(texts("""
                select c.case_no from shouwang.case_file c
                where (c.status in ('IN_PROGRESS', 'APPROVED') or c.informed_on is null and c.status in ('REJECTED', 'NOT_AT_RISK', 'DECLINED',
                     'HOUSING_SAFE', 'HOUSING_REFUSED', 'RELIEF_REFUSED', 'PROJECT_REFUSED', 'DEFERRAL_REFUSED', 'CHRONIC_UNFIT'))
                  <> exists (select 1 from act_ru_execution e where e.business_key_ = c.case_no)
                """)).isEmpty();
        assertThat(texts("""
                select e.business_key_ from act_ru_execution e where e.parent_id_ is null and e.super_exec_ is null
                  and not exists (select 1 from act_ru_task t where t.proc_inst_id_ = e.proc_inst_id_)
                  and not exists (select 1 from act_ru_job j where j.process_instance_id_ = e.proc_inst_id_)
                  -- A problem whose lines are all verified waits for the round's sample.
                  and e.business_key_ not like 'WT-%'
                  and not exists (select 1 from act_ru_execution called
                    left join act_ru_task t on t.proc_inst_id_ = called.proc_inst_id_
                    left join act_ru_job j on j.process_instance_id_ = called.proc_inst_id_
                    where called.root_proc_inst_id_ = e.proc_inst_id_ and called.proc_inst_id_ <> e.proc_inst_id_
                      and (t.id_ is not null or j.id_ is not null))
                """)).isEmpty();
    }

    @Test
    void everyCountyHasOutOfPovertyHouseholdsThatAreNotMonitored() {
        assertThat(texts("select distinct left(village_code, 6) from shouwang.household where status = 'NOT_MONITORED'")).hasSize(5);
        assertThat(number("select count(*) from shouwang.household where status = 'NOT_MONITORED'")).isEqualTo(40);
    }

    @Test
    void theClockIsRightAgainAndNothingLiesInTheFuture() {
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        assertThat(ClockUtil.getCurrentTime()).isCloseTo(Instant.now(), 60_000);
        for (String moment : List.of("done_at) from shouwang.act", "created_at) from shouwang.message",
                "decided_at) from shouwang.task_decision", "registered_at) from shouwang.case_file")) {
            assertThat(database.sql("select max(" + moment).query((row, index) -> row.getTimestamp(1).toInstant()).single())
                    .as(moment).isBefore(Instant.now());
        }
        assertThat(number("select count(*) from shouwang.case_file where found_on < '%s'"
                .formatted(clock.today().minusDays(60)))).as("old cases").isPositive();
    }

    @Test
    void theEngineKnowsNobody() {
        for (String table : texts("select table_name from information_schema.tables where table_schema = 'public'")) {
            assertThat(peopleIn("public." + table)).as(table).isEmpty();
        }
        assertThat(peopleIn("shouwang.survey_member")).as("the search does find people").isNotEmpty();
    }

    private List<String> peopleIn(String table) {
        return texts("""
                select distinct found[1] from %1$s t, regexp_matches(t::text, (select '(' || string_agg(n.name, '|') || ')' from (
                    select name from shouwang.survey_member where length(name) > 2
                    union select head_name from shouwang.case_file where length(head_name) > 2) n), 'g') found
                union select substring(t::text from '4110\\d{2}(?:19|20)\\d{9}[0-9X]') from %1$s t
                where t::text ~ '4110\\d{2}(?:19|20)\\d{9}[0-9X]'
                """.formatted(table));
    }

    @Test
    void anotherStartAddsNothingAndANewCaseGoesItsWay() {
        long before = number("select count(*) from shouwang.case_file");

        installation.afterSingletonsInstantiated();

        assertThat(number("select count(*) from shouwang.case_file")).isEqualTo(before);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), clock.today().toString()).verified().compared().preselected()
                .posted(clock.today());
        assertThat(flow.limit("IDENTIFICATION_15D").path("dueOn").asText()).isEqualTo(clock.today().plusDays(15).toString());
    }

    private List<JsonNode> items(String path) {
        return StreamSupport.stream(shouwang.as("city411000").get("/api/procedures/" + path).body().path("items").spliterator(), false).toList();
    }

    private List<JsonNode> summary(String by) {
        return StreamSupport.stream(shouwang.as("city411000").get("/api/deadlines/summary?by=" + by).body().path("items")
                .spliterator(), false).toList();
    }

    private static List<String> present(JsonNode states) {
        return StreamSupport.stream(((Iterable<Map.Entry<String, JsonNode>>) states::fields).spliterator(), false)
                .filter(state -> state.getValue().asLong() > 0).map(Map.Entry::getKey).toList();
    }

    private List<String> texts(String sql) {
        return database.sql(sql).query(String.class).list();
    }

    private long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }
}
