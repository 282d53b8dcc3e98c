package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Post;
import org.shouwang.shared.IdNumber;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/**
 * Tests whether users of another county can learn from identity numbers who is watched here, and how many unmasked numbers a
 * user can see.
 */
class SecretsTest extends IntegrationTest {

    private static final String OTHER_COUNTY = "county411082";

    private String otherVillage;

    @BeforeEach
    void aVillageElsewhere() {
        otherVillage = database.sql("select min(code) from shouwang.region where code like '411082%' and level = 'VILLAGE'")
                .query(String.class).single();
    }

    @AfterEach
    void parametersAndCountsAreAsBefore() {
        database.sql("delete from shouwang.policy_parameter where source = 'SecretsTest'").update();
        database.sql("delete from shouwang.person_lookup").update();
        database.sql("delete from shouwang.shown_id_numbers").update();
    }

    @Test
    void aFileIsAnsweredTheSameWhetherItsPeopleAreWatchedInAnotherCountyOrNowhere() {
        Person watched = HouseholdFlow.monitored(shouwang, clock).head();
        Person inACase = shouwang.newCase(TestPeople.somebody(), TODAY).head();
        Person registered = TestPeople.somebody();
        assertThat(load("county411081", Shouwang.VILLAGE, registered, true).text()).contains("\"created\":1");
        Person unknown = TestPeople.somebody();

        for (boolean confirm : new boolean[] {false, false, true, true, false}) {
            String expected = plain(load(OTHER_COUNTY, otherVillage, unknown, confirm), unknown);
            for (Person person : List.of(watched, inACase, registered)) {
                assertThat(plain(load(OTHER_COUNTY, otherVillage, person, confirm), person)).isEqualTo(expected);
            }
        }

        List<String> told = messages(Post.CITY.group());
        assertThat(told).filteredOn(text -> text.contains("导入的脱贫户中有1户的成员也在其他县")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(messages(OTHER_COUNTY)).noneMatch(text -> text.contains("也在其他县"));
    }

    @Test
    void aClueIsTakenWhetherThePersonIsWatchedInAnotherCountyOrNowhere() {
        Person watched = HouseholdFlow.monitored(shouwang, clock).head();
        for (Person person : List.of(watched, TestPeople.somebody())) {
            Map<String, Object> clue = elsewhere(Payloads.clue(person, TODAY));
            assertThat(shouwang.as("village" + otherVillage).startClue(clue).status()).isEqualTo(201);
            Answer again = shouwang.as("village" + otherVillage).startClue(clue);
            assertThat(again.status()).as("a second time in the same county").isEqualTo(409);
        }
        assertThat(shouwang.village().startClue(Payloads.clue(watched, TODAY)).status()).isEqualTo(409);
    }

    @Test
    void onlyAnAuthorisedComparisonTellsThatAnotherCountyHasAPersonAndItIsCounted() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock);
        Shouwang.Session village = shouwang.as("village" + otherVillage);
        String day = clock.today().toString();
        String caseNo = village.startClue(elsewhere(Payloads.clue(flow.head(), day))).get("caseNo");
        Map<String, Object> unsigned = Payloads.atRisk(flow.head(), day);
        unsigned.put("authorisationSigned", false);

        assertThat(village.submit(caseNo, VERIFY_HOUSEHOLD, unsigned).text()).contains("未签订不能比对").doesNotContain("一人只能在一户");
        assertThat(lookups(caseNo)).isEmpty();
        assertThat(village.submit(caseNo, VERIFY_HOUSEHOLD, Payloads.atRisk(flow.head(), day)).text()).contains("已在其他在办案件或监测户中");
        assertThat(lookups(caseNo)).containsExactly("本次1人已在其他县办理，本人今日共1人次");
        assertThat(flow.monitoringStatus()).isEqualTo("MONITORED");

        parameter("PERSONS_FOUND_ELSEWHERE_PER_DAY", 1);
        Person unknown = TestPeople.somebody();
        Answer any = village.startClue(elsewhere(Payloads.clue(unknown, day)));
        assertThat(any.status()).as("whoever it is").isEqualTo(403);
        assertThat(any.text()).contains("已达每日上限");
        clock.advanceDays(1);
        assertThat(village.startClue(elsewhere(Payloads.clue(unknown, day))).status()).isEqualTo(201);
    }

    @Test
    void theCaseThatCameFirstGoesOnWhenAnotherCountyHearsOfTheSamePerson() {
        CaseFlow first = shouwang.newCase(TestPeople.somebody(), TODAY);
        String second = shouwang.as("village" + otherVillage).startClue(elsewhere(Payloads.clue(first.head(), TODAY))).get("caseNo");

        assertThat(shouwang.as("village" + otherVillage).submit(second, VERIFY_HOUSEHOLD, Payloads.atRisk(first.head(), TODAY)).status()).isEqualTo(400);
        assertThat(first.verified().view().get("status")).isEqualTo("IN_PROGRESS");
        assertThat(shouwang.village().withdraw(first.caseNo(), "试验").status()).isEqualTo(200);
        assertThat(shouwang.as("village" + otherVillage).submit(second, VERIFY_HOUSEHOLD, Payloads.atRisk(first.head(), TODAY)).status()).isEqualTo(204);
    }

    @Test
    void nobodyLooksUpMorePeopleADayThanTheParameterAllows() {
        load(OTHER_COUNTY, otherVillage, TestPeople.somebody(), false);
        int today = database.sql("select sum(persons) from shouwang.person_lookup where user_id = ?").param(OTHER_COUNTY).query(Integer.class).single();
        parameter("PERSONS_LOOKED_UP_PER_DAY", today + 1);

        assertThat(load(OTHER_COUNTY, otherVillage, TestPeople.somebody(), false).status()).isEqualTo(200);
        Answer refused = load(OTHER_COUNTY, otherVillage, TestPeople.somebody(), false);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("查找的人数已达上限");
        assertThat(shouwang.as("admin").get("/api/acts?kind=IMPORT&limit=1&user=" + OTHER_COUNTY).text()).contains("本人今日共" + (today + 1) + "人次");
    }

    @Test
    void whoLooksAtManyWholeNumbersIsAskedWhyAndTheLeaderIsTold() {
        parameter("ID_NUMBERS_SHOWN_PER_DAY", 2);
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            cases.add(shouwang.newCase(TestPeople.somebody(), TODAY).caseNo());
        }
        Shouwang.Session township = shouwang.township();
        assertThat(show(township, cases.get(0), null).body().path("persons").path(0).path("idNumber").asText()).hasSize(18);
        assertThat(show(township, cases.get(1), null).status()).isEqualTo(200);
        assertThat(show(township, cases.get(1), null).status()).as("the same again").isEqualTo(200);
        assertThat(messages("leader411081")).noneMatch(text -> text.contains("查看完整证件号超过"));

        assertThat(show(township, cases.get(2), null).messageOf("reason")).contains("必填");
        assertThat(township.get("/cases/" + cases.get(2)).text()).contains("id=\"unmask-reason\"");
        Answer page = township.postForm("/cases/" + cases.get(2) + "/id-numbers", Map.of());
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("为必填项");
        assertThat(show(township, cases.get(2), "核对户口簿").status()).isEqualTo(200);
        assertThat(township.postForm("/cases/" + cases.get(3) + "/id-numbers", Map.of("reason", "核对户口簿")).status()).isEqualTo(200);

        assertThat(messages("leader411081")).anyMatch(text -> text.contains("查看完整证件号超过2个") && text.contains("核对户口簿"));
        assertThat(database.sql("select detail from shouwang.act where subject = ? and kind = 'UNMASKING' order by id desc limit 1")
                .param(cases.get(2)).query(String.class).single()).isEqualTo("案件页面，理由：核对户口簿");
    }

    @Test
    void theFormOfTheHomeVisitCutsNumbersShortUntilTheReasonIsGiven() {
        parameter("ID_NUMBERS_SHOWN_PER_DAY", 1);
        CaseFlow first = shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow second = shouwang.newCase(TestPeople.somebody(), TODAY);
        CaseFlow third = shouwang.newCase(TestPeople.somebody(), TODAY);
        Shouwang.Session village = shouwang.village();
        assertThat(numberInForm(village, first)).isEqualTo(first.head().idNumber());
        assertThat(village.form(first.caseNo(), VERIFY_HOUSEHOLD).text("numbersHidden")).isNull();

        String cut = numberInForm(village, second);
        assertThat(cut).isEqualTo(IdNumber.masked(second.head().idNumber()));
        assertThat(village.form(second.caseNo(), VERIFY_HOUSEHOLD).text("numbersHidden")).isEqualTo("true");
        assertThat(numberInForm(village, first)).as("was shown today").isEqualTo(first.head().idNumber());
        Map<String, Object> found = Payloads.atRisk(second.head(), TODAY);
        assertThat(village.submit(second.caseNo(), VERIFY_HOUSEHOLD, withNumber(found, cut.substring(0, 17) + (cut.endsWith("0") ? "1" : "0"))).status()).isEqualTo(400);
        assertThat(village.submit(second.caseNo(), VERIFY_HOUSEHOLD, withNumber(found, cut)).status()).isEqualTo(204);
        second.compared();
        assertThat(show(shouwang.county(), second.caseNo(), "核对").text()).contains(second.head().idNumber());

        assertThat(show(village, third.caseNo(), "户口簿上的号码看不清").status()).isEqualTo(200);
        assertThat(numberInForm(village, third)).isEqualTo(third.head().idNumber());
    }

    @Test
    void theBorrowerOfALoanIsLookedUpTooAndCountsWhenRefused() {
        String household = LoanFlow.household(shouwang, clock).householdNo();
        Map<String, Object> application = LoanFlow.application(household, 20000);
        application.put("borrowerIdNumber", TestPeople.somebody().idNumber());
        assertThat(shouwang.partner().post("/api/loans", application).wrongFields()).containsExactly("borrowerIdNumber");
        int today = database.sql("select sum(persons) from shouwang.person_lookup where user_id = 'partner' and day = ?")
                .param(clock.today()).query(Integer.class).single();
        parameter("PERSONS_LOOKED_UP_PER_DAY", today);

        Answer refused = shouwang.partner().post("/api/loans", application);

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.text()).contains("查找的人数已达上限");
    }

    private static String numberInForm(Shouwang.Session who, CaseFlow flow) {
        return who.form(flow.caseNo(), VERIFY_HOUSEHOLD).rows("members").path(0).path("idNumber").asText();
    }

    private static Map<String, Object> withNumber(Map<String, Object> found, String number) {
        Map<String, Object> changed = new HashMap<>(found);
        List<Map<String, Object>> members = new ArrayList<>();
        for (Object member : (List<?>) found.get("members")) {
            Map<String, Object> row = new HashMap<>();
            ((Map<?, ?>) member).forEach((key, value) -> row.put((String) key, value));
            members.add(row);
        }
        members.get(0).put("idNumber", number);
        changed.put("members", members);
        return changed;
    }

    private static Answer show(Shouwang.Session who, String caseNo, String reason) {
        Map<String, Object> body = new HashMap<>();
        body.put("reason", reason);
        return who.post("/api/cases/" + caseNo + "/id-numbers", body);
    }

    private Answer load(String user, String village, Person person, boolean confirm) {
        return shouwang.as(user).upload("/api/households/import", "a.csv",
                new HouseholdTable().household(person).with("villageCode", village).csv(), Map.of("confirm", String.valueOf(confirm)));
    }

    /** Returns an answer without the person's name and number. */
    private static String plain(Answer answer, Person person) {
        return answer.status() + answer.text().replace(person.name(), "某人").replaceAll("\"headIdNumber\":\"[^\"]*\"", "");
    }

    private Map<String, Object> elsewhere(Map<String, Object> clue) {
        Map<String, Object> there = new HashMap<>(clue);
        there.put("villageCode", otherVillage);
        return there;
    }

    private List<String> messages(String group) {
        return database.sql("select title || text from shouwang.message where recipient = ?").param(group).query(String.class).list();
    }

    private List<String> lookups(String caseNo) {
        return database.sql("select detail from shouwang.act where kind = 'PERSON_LOOKUP' and subject = ?").param(caseNo).query(String.class).list();
    }

    private void parameter(String name, int value) {
        database.sql("insert into shouwang.policy_parameter (name, valid_from, value, source) values (?, '2026-01-01', ?, 'SecretsTest')")
                .params(name, value).update();
    }
}
