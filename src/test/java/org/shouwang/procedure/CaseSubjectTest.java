package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests that a case begins only if it is plain whom it is about: one person has one name, and nothing that was sent is dropped unseen. */
class CaseSubjectTest extends IntegrationTest {

    private static final String ELSEWHERE = "411081102201";

    private static Map<String, Object> typed(String name, Person person, String villageCode) {
        return Map.of("name", name, "idNumber", person.idNumber(), "villageCode", villageCode);
    }

    private static Map<String, Object> relief(Map<String, Object> subject) {
        return new HashMap<>(Map.of("subject", subject, "source", "APPLICATION", "residence", "RURAL", "reason", "住院花费大"));
    }

    private Answer startRelief(Shouwang.Session by, Map<String, Object> subject) {
        return by.post("/api/procedures/temporary-relief", relief(subject));
    }

    private Answer startHousing(Shouwang.Session by, Map<String, Object> subject) {
        return by.post("/api/procedures/housing-safety", Map.of("subject", subject, "source", "PATROL", "foundOn", TODAY, "reason", "墙体开裂"));
    }

    @Test
    void onePersonHasOneNameInAllOpenCases() {
        Person person = TestPeople.somebody();
        String first = startRelief(shouwang.village(), typed(person.name(), person, Shouwang.VILLAGE)).get("caseNo");

        Answer other = startHousing(shouwang.village(), typed("欧阳他人", person, Shouwang.VILLAGE));

        assertThat(other.status()).as(other.text()).isEqualTo(400);
        assertThat(other.wrongFields()).containsExactlyInAnyOrder("name");
        assertThat(other.messageOf("name")).contains(first, "姓名不一致").doesNotContain(person.name());
        Answer stranger = startHousing(shouwang.as("village" + ELSEWHERE), typed("欧阳他人", person, ELSEWHERE));
        assertThat(stranger.messageOf("name")).contains("姓名不一致").doesNotContain(first, person.name());
        assertThat(startHousing(shouwang.village(), typed(person.name(), person, Shouwang.VILLAGE)).status()).isEqualTo(201);

        assertThat(shouwang.village().withdraw(first, "姓名填错了").status()).isBetween(200, 299);
    }

    @Test
    void aNameThatWasMistypedFirstIsRightAfterThatCaseWasWithdrawn() {
        Person person = TestPeople.somebody();
        String mistyped = startRelief(shouwang.village(), typed("欧阳错字", person, Shouwang.VILLAGE)).get("caseNo");
        assertThat(startHousing(shouwang.village(), typed(person.name(), person, Shouwang.VILLAGE)).status()).isEqualTo(400);

        shouwang.village().withdraw(mistyped, "姓名填错了");

        assertThat(startHousing(shouwang.village(), typed(person.name(), person, Shouwang.VILLAGE)).status()).isEqualTo(201);
    }

    @Test
    void theNameOfTheRegisterCountsAndIsToldOnlyToThoseWhoSeeIt() {
        Person head = TestPeople.somebody();
        shouwang.newCase(head, TODAY).untilApproval(clock).approved();

        Answer own = startRelief(shouwang.village(), typed("欧阳他人", head, Shouwang.VILLAGE));
        assertThat(own.messageOf("name")).contains(head.name(), "户库登记");
        Answer stranger = startRelief(shouwang.as("village" + ELSEWHERE), typed("欧阳他人", head, ELSEWHERE));
        assertThat(stranger.status()).isEqualTo(400);
        assertThat(stranger.text()).contains("姓名不一致").doesNotContain(head.name());
        assertThat(startRelief(shouwang.village(), typed(head.name(), head, Shouwang.VILLAGE)).status()).isEqualTo(201);
    }

    @Test
    void twoWaysToSayWhomACaseIsAboutAreRefusedByName() {
        Person person = TestPeople.somebody();
        Map<String, Object> both = new HashMap<>(typed(person.name(), person, Shouwang.VILLAGE));
        both.put("householdNo", "HU-411081-000001");

        Answer mixed = startRelief(shouwang.village(), both);
        assertThat(mixed.status()).as(mixed.text()).isEqualTo(400);
        assertThat(mixed.wrongFields()).contains("name", "idNumber");
        assertThat(mixed.messageOf("name")).contains("不能与 householdNo 一起提交");

        Map<String, Object> beside = relief(typed(person.name(), person, Shouwang.VILLAGE));
        beside.put("householdNo", "HU-411081-000001");
        assertThat(shouwang.village().post("/api/procedures/temporary-relief", beside).wrongFields()).contains("name", "idNumber");

        Map<String, Object> twice = relief(typed(person.name(), person, Shouwang.VILLAGE));
        twice.put("name", "欧阳他人");
        assertThat(shouwang.village().post("/api/procedures/temporary-relief", twice).wrongFields()).contains("subject.name");

        Map<String, Object> ofAnotherKind = new HashMap<>(typed(person.name(), person, Shouwang.VILLAGE));
        ofAnotherKind.put("projectName", "大棚");
        assertThat(startRelief(shouwang.village(), ofAnotherKind).wrongFields()).containsExactlyInAnyOrder("projectName");
    }

    @Test
    void whateverStandsBesideTheHouseholdsNumberIsRefusedAtEveryDoor() {
        String householdNo = HouseholdFlow.withoutLabour(shouwang, clock).householdNo();
        Person other = TestPeople.somebody();
        Map<String, Object> flat = new HashMap<>(typed(other.name(), other, "411081101202"));
        flat.putAll(Map.of("householdNo", householdNo, "source", "APPLICATION", "residence", "RURAL", "reason", "住院花费大"));

        Answer rest = shouwang.village().post("/api/procedures/temporary-relief", flat);
        assertThat(rest.wrongFields()).containsExactlyInAnyOrder("name", "idNumber", "villageCode");
        assertThat(rest.messageOf("villageCode")).contains("不能与 householdNo 一起提交", "householdNo，或者 idNumber、name、villageCode");
        Answer inEngine = shouwang.village().post("/engine-rest/process-definition/key/temporary-relief/submit-form", shouwang.variables(flat));
        assertThat(inEngine.status()).as(inEngine.text()).isEqualTo(400);
        assertThat(inEngine.text()).contains("“户主姓名”（name）不能与 householdNo 一起提交");

        Map<String, Object> patient = new HashMap<>(typed(other.name(), other, Shouwang.VILLAGE));
        patient.put("memberNo", 1);
        Answer member = shouwang.village().post("/api/procedures/chronic-card", patient);
        assertThat(member.messageOf("memberNo")).contains("只能与 householdNo 一起提交");
    }

    @Test
    void aNumberThatWasTypedWrongIsAnsweredWithTheHouseholdAndItsMembers() {
        HouseholdFlow household = HouseholdFlow.withoutLabour(shouwang, clock);
        for (Object number : new Object[] {"", 7}) {
            Answer inEngine = shouwang.village().post("/engine-rest/process-definition/key/chronic-card/submit-form", shouwang.variables(
                    Map.of("householdNo", household.householdNo(), "memberNo", number)));
            assertThat(inEngine.status()).as(inEngine.text()).isEqualTo(400);
            assertThat(inEngine.messageOf("memberNo")).contains(number.equals(7) ? "不对" : "", household.head().name() + "户的成员序号：1 " + household.head().name());
        }

        Answer miss = shouwang.village().post("/api/procedures/chronic-card", Map.of("subject", Map.of("householdNo", "HU-411081-999999", "memberNo", 1)));

        assertThat(miss.messageOf("householdNo")).contains("“HU-411081-999999”不对：没有这个户", "“事项”页面");
        Answer stranger = shouwang.as("village" + ELSEWHERE).post("/api/procedures/chronic-card", Map.of("subject", Map.of("householdNo", household.householdNo())));
        assertThat(stranger.wrongFields()).contains("householdNo");
        assertThat(stranger.text()).doesNotContain(household.head().name());
    }

    @Test
    void whoeverDoesNotSeeAHouseholdIsNotToldWhoItsMembersAre() {
        HouseholdFlow household = HouseholdFlow.withoutLabour(shouwang, clock);
        String name = household.head().name();
        for (String outside : new String[] {"school411081", "dept411081jiaoyu"}) {
            assertThat(shouwang.as(outside).get("/api/households/" + household.householdNo()).status()).as(outside).isEqualTo(404);
            Answer missing = shouwang.as(outside).post("/api/procedures/dropout-control", Map.of("householdNo", household.householdNo()));
            assertThat(missing.messageOf("memberNo")).as(outside).contains("须为该户的成员序号，1 至 ");
            assertThat(missing.text()).as(outside).doesNotContain(name);
            String page = shouwang.as(outside).get("/procedures/dropout-control/start?householdNo=" + household.householdNo()).text();
            assertThat(page).as(outside).contains("第1名（").doesNotContain(name + "（", name + "HEAD");
        }
        assertThat(shouwang.village().get("/procedures/dropout-control/start?householdNo=" + household.householdNo()).text()).contains(name + "（");
    }

    @Test
    void aDepartmentThatBeganACaseForTheWrongPersonWithdrawsItWhileNobodyHasGoneOn() {
        Person wrong = TestPeople.somebody();
        Shouwang.Session office = shouwang.as("dept411081minzheng");
        String caseNo = startRelief(office, typed(wrong.name(), wrong, Shouwang.VILLAGE)).get("caseNo");

        assertThat(office.withdraw(caseNo, "").wrongFields()).containsExactly("reason");
        assertThat(office.get("/cases/" + caseNo).text()).contains("撤回终止");
        assertThat(office.withdraw(caseNo, "登记错了人").get("status")).isEqualTo("WITHDRAWN");
        assertThat(shouwang.village().get("/cases/" + caseNo).text()).contains("撤回原因：登记错了人", "（禹州市民政局，2026-03-02 ");

        String next = startRelief(office, typed(wrong.name(), wrong, Shouwang.VILLAGE)).get("caseNo");
        assertThat(shouwang.village().submit(next, "userTask_investigate", Map.of("investigatedOn", TODAY, "investigators", "村赵、乡钱", "cause", "INCOME_DROP", "persons", 5,
                "monthlyIncome", 3000, "loss", 1000, "spending", 0, "amountAsked", 20000, "circumstances", "家里开超市")).status()).isBetween(200, 299);
        Answer late = office.withdraw(next, "登记错了人");
        assertThat(late.status()).isEqualTo(403);
        assertThat(late.text()).contains("还没有人办理时");
        assertThat(shouwang.village().withdraw(next, "登记错了人").status()).isEqualTo(200);
    }

    @Test
    void aNumberIsNoTextAtNoDoor() {
        Person person = TestPeople.somebody();
        Map<String, Object> values = relief(typed(person.name(), person, Shouwang.VILLAGE));
        for (Object wrong : new Object[] {12345, true, 1.5}) {
            values.put("reason", wrong);
            Answer started = shouwang.village().post("/api/procedures/temporary-relief", values);
            assertThat(started.status()).as(wrong + started.text()).isEqualTo(400);
            assertThat(started.wrongFields()).containsExactlyInAnyOrder("reason");

            Map<String, Object> fields = new HashMap<>(Map.of("name", person.name(), "idNumber", person.idNumber(), "villageCode", Shouwang.VILLAGE,
                    "source", "APPLICATION", "residence", "RURAL"));
            fields.put("reason", wrong);
            Answer inEngine = shouwang.village().post("/engine-rest/process-definition/key/temporary-relief/submit-form", shouwang.variables(fields));
            assertThat(inEngine.status()).as(wrong + inEngine.text()).isEqualTo(400);
            assertThat(inEngine.text()).contains("须为文字").doesNotContain("：：");
        }
    }
}
