package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests what the server accepts about a visit to a home (入户核实; ID-2, ID-4 step 1). */
class HomeVisitTest extends IntegrationTest {

    private final Person head = TestPeople.somebody();
    private CaseFlow flow;
    private Map<String, Object> found;

    @BeforeEach
    void aClueFoundYesterday() {
        flow = shouwang.newCase(head, "2026-03-01");
        found = Payloads.atRisk(head, TODAY);
    }

    @Test
    void atRiskIsRefusedWithoutASignedAuthorisation() {
        found.put("authorisationSigned", false);

        Answer answer = submit();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly("authorisationSigned");
        assertThat(answer.messageOf("authorisationSigned")).contains("农户不愿申报");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
        assertThat(database.sql("select count(*) from shouwang.comparison where case_no = ?").param(flow.caseNo())
                .query(Long.class).single()).isZero();
    }

    @Test
    void atRiskIsRefusedWhereNothingIsSaidOfTheAuthorisation() {
        found.remove("authorisationSigned");

        assertThat(submit().wrongFields()).containsExactly("authorisationSigned");
    }

    @Test
    void aVisitIsNeitherTomorrowNorBeforeTheClueWasFound() {
        found.put("verifiedOn", "2026-03-03");
        assertThat(submit().wrongFields()).containsExactly("verifiedOn");

        found.put("verifiedOn", "2026-02-28");
        assertThat(submit().wrongFields()).containsExactly("verifiedOn");

        found.put("verifiedOn", "2026-03-01");
        assertThat(submit().status()).isEqualTo(204);
    }

    @Test
    void aVisitBeforeTheFirstReferenceLineIsJudgedByNoOtherLine() {
        Person another = TestPeople.somebody();
        flow = shouwang.newCase(another, "2022-05-01");
        found = Payloads.atRisk(another, "2022-05-02");

        assertThat(submit().status()).isEqualTo(409);
        assertThat(submit().text()).contains("REFERENCE_LINE").contains("2022-05-02").contains("还没有登记值");

        database.sql("insert into shouwang.policy_parameter (name, valid_from, value, source) values ('REFERENCE_LINE', '2022-01-01', 7000, '')").update();
        try {
            assertThat(submit().status()).isEqualTo(204);
        } finally {
            database.sql("delete from shouwang.policy_parameter where valid_from = '2022-01-01'").update();
        }
    }

    @Test
    void todayIsTheDayInChinaNotTheServers() {
        clock.setTo("2026-03-03T00:30");
        found.put("verifiedOn", "2026-03-03");

        assertThat(submit().status()).as("it is still 2 March in UTC").isEqualTo(204);
    }

    @Test
    void everyWrongFieldIsNamedAtOnceWithItsPlaceAndLabel() {
        Map<String, Object> child = Payloads.healthyMember(TestPeople.somebody(), "CHILD");
        child.put("idNumber", TestPeople.wrongIdNumber());
        child.put("health", "FINE");
        found.put("members", List.of(Payloads.member(head, "HEAD"), child));
        found.put("wageIncome", -1);
        found.put("medicalSpending", "viel");
        found.put("verifiedOn", "2026-02-30");
        found.put("risks", List.of("LAZINESS"));
        found.put("unknown", "x");
        found.remove("housingSafe");

        Answer answer = submit();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("members[1].idNumber", "members[1].health",
                "wageIncome", "medicalSpending", "verifiedOn", "risks", "unknown", "housingSafe");
        assertThat(answer.get("message")).contains("工资性收入", "住房");
        assertThat(flow.steps()).as("nothing was stored").isEmpty();
    }

    @Test
    void aHouseholdHasExactlyOneHeadWhoIsTheOneOfTheClue() {
        Person other = TestPeople.somebody();
        found.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.member(other, "HEAD")));
        assertThat(submit().wrongFields()).contains("members");

        found.put("members", List.of(Payloads.member(head, "SPOUSE")));
        assertThat(submit().wrongFields()).containsExactly("members");

        found.put("members", List.of(Payloads.member(other, "HEAD")));
        assertThat(submit().wrongFields()).containsExactly("members[0].idNumber");

        found.put("members", List.of());
        assertThat(submit().wrongFields()).containsExactly("members");
    }

    @Test
    void nobodyIsInTheHouseholdTwice() {
        found.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.member(head, "OTHER")));

        assertThat(submit().wrongFields()).containsExactly("members[1].idNumber");
    }

    @Test
    void aMemberWhoIsInAnotherOpenCaseIsRefusedAndNothingIsStored() {
        Person busy = TestPeople.somebody();
        shouwang.newCase(busy, TODAY);
        found.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.healthyMember(busy, "SPOUSE")));

        Answer answer = submit();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly("members[1].idNumber");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(VERIFY_HOUSEHOLD);
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("wageIncome")).isNull();
    }

    @Test
    void aMemberOfAMonitoredHouseholdIsRefused() {
        Person monitored = TestPeople.somebody();
        CaseFlow other = shouwang.newCase(monitored, TODAY).untilApproval(clock).approved();
        assertThat(other.status()).isEqualTo("APPROVED");
        found.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.healthyMember(monitored, "PARENT")));

        assertThat(submit().wrongFields()).containsExactly("members[1].idNumber");
    }

    @Test
    void aMemberWhoWasTakenOutOfTheHouseholdCanBeRegistered() {
        Person son = TestPeople.somebody();
        found.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.healthyMember(son, "CHILD")));
        flow.verified(found).done(shouwang.county(), CONFIRM_COMPARISON,
                Map.of(COMPARISON_OUTCOME, "DISCREPANT", "opinion", "儿子已分户"));
        found.put("members", List.of(Payloads.member(head, "HEAD")));

        flow.verified(found);

        assertThat(shouwang.partner().startClue(Payloads.clue(son, TODAY)).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_RISK", "DECLINED"})
    void aVisitThatEndsTheCaseSaysWhyAtEveryDoor(String outcome) {
        Map<String, Object> ending = new LinkedHashMap<>(Payloads.ending(outcome, TODAY));
        ending.put("opinion", " \n ");
        String task = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        Answer submitted = shouwang.village().submitTask(task, ending);
        Answer completed = shouwang.village().post("/engine-rest/task/" + task + "/complete", shouwang.variables(ending));

        for (Answer answer : List.of(submitted, completed)) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.wrongFields()).containsExactly("opinion");
            assertThat(answer.messageOf("opinion")).contains("必填", "理由");
        }
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void whatIsHiddenForNoRiskIsDroppedAndNeedsNoValue() {
        Map<String, Object> ending = new LinkedHashMap<>(Payloads.ending("NO_RISK", TODAY));
        ending.put("wageIncome", -5);
        ending.put("riskStatement", "不该保存");

        flow.verified(ending);

        assertThat(flow.status()).isEqualTo("NOT_AT_RISK");
        assertThat(database.sql("select count(*) from shouwang.survey where case_no = ?").param(flow.caseNo())
                .query(Long.class).single()).isZero();
    }

    @Test
    void aSmallXOfAnIdentityNumberIsTheSameNumber() {
        Person withX = TestPeople.somebodyWithAnX();
        CaseFlow other = shouwang.newCase(withX, TODAY);
        Map<String, Object> small = Payloads.atRisk(new Person(withX.name(), withX.idNumber().toLowerCase()), TODAY);

        assertThat(shouwang.village().submit(other.caseNo(), VERIFY_HOUSEHOLD, small).status()).isEqualTo(204);
        Map<String, Object> clue = Payloads.clue(withX, TODAY);
        clue.put("headIdNumber", withX.idNumber().toLowerCase());
        assertThat(shouwang.partner().startClue(clue).status()).isEqualTo(409);
    }

    private Answer submit() {
        return shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, found);
    }
}
