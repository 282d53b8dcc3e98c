package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/**
 * Tests the registration of clues (登记线索) on the page and under the address for other systems (ID-3): which clues are accepted,
 * the messages about the others, and that a household has one case only.
 */
class ClueTest extends IntegrationTest {

    @Test
    void bothDoorsNameEveryWrongFieldAndStoreNothing() {
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("source", "RUMOUR");
        wrong.put("foundOn", "2026-03-03");
        wrong.put("villageCode", "411081101999");
        wrong.put("headName", "长".repeat(51));
        wrong.put("headIdNumber", TestPeople.wrongIdNumber());
        wrong.put("unheardOf", "x");
        long before = cases();

        Answer plain = shouwang.partner().startClue(wrong);
        Answer engine = shouwang.partner().startInEngine(wrong);

        assertThat(plain.status()).isEqualTo(400);
        assertThat(plain.wrongFields()).containsExactlyInAnyOrder("source", "foundOn", "villageCode", "headName",
                "headIdNumber", "riskDescription", "unheardOf");
        assertThat(plain.get("title")).isEqualTo("输入有误");
        assertThat(plain.get("detail")).contains("户主姓名", "风险");
        assertThat(engine.status()).isEqualTo(400);
        assertThat(engine.wrongFields()).containsExactlyInAnyOrderElementsOf(plain.wrongFields());
        assertThat(engine.get("type")).isEqualTo("InvalidRequestException");
        assertThat(engine.get("message")).isEqualTo(plain.get("detail"));
        assertThat(cases()).isEqualTo(before);
    }

    @Test
    void anEmptyOrBrokenBodyIsBadInput() {
        assertThat(shouwang.partner().startClue(Map.of()).wrongFields()).contains("source", "foundOn", "villageCode",
                "headName", "headIdNumber", "riskDescription");
        Map<String, String> type = Map.of("Content-Type", "application/json");
        for (String body : List.of("{", "[]", "null", "\"x\"", "5")) {
            Answer answer = shouwang.partner().send("POST", "/api/clues", body, type);
            assertThat(answer.status()).as(body).isEqualTo(400);
        }
        assertThat(shouwang.partner().send("POST", "/api/clues", null, type).status()).isEqualTo(400);
    }

    @Test
    void problemsOfTheApiAreProblemJson() {
        Answer missing = shouwang.village().view("JC-0");

        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.get("title")).isEqualTo("未找到");
        assertThat(missing.body().path("status").asInt()).isEqualTo(404);
    }

    @Test
    void anIdNumberThatASpreadsheetHasRoundedIsCalledSo() {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("headIdNumber", "4.11081E+17");
        assertThat(shouwang.partner().startClue(clue).text()).contains("科学计数法").doesNotContain("格式不正确");

        clue.put("headIdNumber", "41108");
        assertThat(shouwang.partner().startClue(clue).text()).contains("请核对18位号码");
    }

    @Test
    void anIdNumberWithAnImpossibleBirthdayIsRefused() {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        for (String number : List.of("411081199902300017", "41108119990101001", "1".repeat(18), "41108119990101001A")) {
            clue.put("headIdNumber", number);
            assertThat(shouwang.partner().startClue(clue).wrongFields()).as(number).containsExactly("headIdNumber");
        }
    }

    @Test
    void numbersAndNamesHaveOneFormAtBothDoors() {
        Person head = TestPeople.somebody();
        Map<String, Object> clue = new HashMap<>(Payloads.clue(head, TODAY));
        clue.put("headIdNumber", "'" + head.idNumber().substring(0, 6) + "\u3000" + head.idNumber().substring(6));
        clue.put("headName", "张  三");
        Answer started = shouwang.partner().startClue(clue);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        assertThat(shouwang.village().get("/api/cases/" + started.get("caseNo")).get("headName")).isEqualTo("张三");

        assertThat(shouwang.partner().startInEngine(Payloads.clue(head, TODAY)).status()).as("the same person").isEqualTo(409);
        clue.put("headIdNumber", "411081070809787");
        clue.put("headName", "张?");
        Answer wrong = shouwang.partner().startClue(clue);
        assertThat(wrong.messageOf("headIdNumber")).contains("15位");
        assertThat(wrong.messageOf("headName")).contains("?");
    }

    @Test
    void aVillageUserNeedsNotNameTheVillageAndReachesNoOther() {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.remove("villageCode");
        Answer own = shouwang.village().startClue(clue);
        assertThat(own.status()).isEqualTo(201);
        assertThat(shouwang.village().view(own.get("caseNo")).get("villageCode")).isEqualTo(Shouwang.VILLAGE);

        Map<String, Object> elsewhere = Payloads.clue(TestPeople.somebody(), TODAY);
        elsewhere.put("villageCode", "411081101202");
        assertThat(shouwang.village().startClue(elsewhere).wrongFields()).containsExactly("villageCode");
        assertThat(shouwang.township().startClue(elsewhere).status()).isEqualTo(201);
    }

    @Test
    void aTownshipsCodeIsNoVillage() {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("villageCode", Shouwang.TOWNSHIP);

        assertThat(shouwang.partner().startClue(clue).wrongFields()).containsExactly("villageCode");
    }

    @Test
    void leadersAndAdministratorsRegisterNoClues() {
        assertThat(shouwang.leader().startClue(Payloads.clue(TestPeople.somebody(), TODAY)).status()).isEqualTo(403);
        assertThat(shouwang.as("admin").startClue(Payloads.clue(TestPeople.somebody(), TODAY)).status()).isEqualTo(403);
    }

    @Test
    void aHouseholdWithAnOpenCaseIsAConflictByEitherDoor() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY);

        Answer plain = shouwang.partner().startClue(Payloads.clue(head, TODAY));
        Answer engine = shouwang.partner().startInEngine(Payloads.clue(head, TODAY));

        assertThat(plain.status()).isEqualTo(409);
        assertThat(plain.get("caseNo")).isEqualTo(flow.caseNo());
        assertThat(engine.status()).isEqualTo(409);
        assertThat(engine.get("caseNo")).isEqualTo(flow.caseNo());
    }

    @Test
    void theNumberOfTheOtherCaseIsToldOnlyToThoseWhoMaySeeIt() {
        Person head = TestPeople.somebody();
        shouwang.newCase(head, TODAY);
        Map<String, Object> elsewhere = Payloads.clue(head, TODAY);
        elsewhere.put("villageCode", "411081101202");

        Answer answer = shouwang.as("village411081101202").startClue(elsewhere);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().has("caseNo")).isFalse();
        assertThat(answer.text()).doesNotContain("JC-");
    }

    @Test
    void aMonitoredHouseholdIsAConflict() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY).untilApproval(clock).approved().announced().entered();

        Answer again = shouwang.partner().startClue(Payloads.clue(head, TODAY));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.get("caseNo")).isEqualTo(flow.caseNo());
    }

    @Test
    void fiftyRequestsAtOnceForOneHouseholdMakeOneCase() throws Exception {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);

        List<Answer> answers = atOnce(50, i -> i % 2 == 0 ? shouwang.partner().startClue(clue)
                : shouwang.partner().startInEngine(clue));

        assertThat(answers).extracting(Answer::status).filteredOn(status -> status == 201 || status == 200).hasSize(1);
        assertThat(answers).extracting(Answer::status).filteredOn(status -> status == 409).hasSize(49);
        assertThat(answers).filteredOn(answer -> answer.status() == 409)
                .allSatisfy(answer -> assertThat(answer.get("caseNo")).startsWith("JC-"));
        assertThat(database.sql("select count(*) from shouwang.case_file where head_name = ?")
                .param(clue.get("headName")).query(Long.class).single()).isEqualTo(1);
        assertThat(database.sql("select count(distinct business_key_) from act_hi_procinst where business_key_ = ?")
                .param(answers.stream().filter(answer -> answer.status() == 409).findFirst().orElseThrow().get("caseNo"))
                .query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void fiftyRequestsAtOnceWithOneKeyGetOneAnswer() throws Exception {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        String key = UUID.randomUUID().toString();

        List<Answer> answers = atOnce(50, i -> withKey(key, clue));

        assertThat(answers).extracting(Answer::status).filteredOn(status -> status == 201).hasSize(1);
        assertThat(answers).extracting(Answer::status).filteredOn(status -> status == 200).hasSize(49);
        assertThat(answers).extracting(answer -> answer.get("caseNo")).containsOnly(answers.get(0).get("caseNo"));
    }

    @Test
    void aKeyGivesTheSameAnswerAgainAndRefusesAnotherBody() {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        String key = UUID.randomUUID().toString();

        Answer first = withKey(key, clue);
        Answer second = withKey(key, clue);
        Answer other = withKey(key, Payloads.clue(TestPeople.somebody(), TODAY));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void theOrderOfFieldsDoesNotMakeAnotherBody() {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        Map<String, Object> turned = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(clue.keySet());
        java.util.Collections.reverse(keys);
        keys.forEach(name -> turned.put(name, clue.get(name)));
        String key = UUID.randomUUID().toString();

        assertThat(withKey(key, clue).status()).isEqualTo(201);
        assertThat(withKey(key, turned).status()).isEqualTo(200);
    }

    @Test
    void aFailureIsNotKeptUnderItsKey() {
        Person head = TestPeople.somebody();
        Map<String, Object> wrong = Payloads.clue(head, "2026-03-09");
        String key = UUID.randomUUID().toString();
        assertThat(withKey(key, wrong).status()).isEqualTo(400);

        assertThat(withKey(key, Payloads.clue(head, TODAY)).status()).isEqualTo(201);
    }

    @Test
    void aConflictIsNotKeptUnderItsKey() {
        Person head = TestPeople.somebody();
        CaseFlow open = shouwang.newCase(head, TODAY);
        String key = UUID.randomUUID().toString();
        assertThat(withKey(key, Payloads.clue(head, TODAY)).status()).isEqualTo(409);
        shouwang.village().withdraw(open.caseNo(), "登记有误");

        assertThat(withKey(key, Payloads.clue(head, TODAY)).status()).isEqualTo(201);
    }

    @Test
    void aKeyThatWouldBeForgottenAsAFormsIsRefused() {
        Answer answer = withKey("form:" + UUID.randomUUID(), Payloads.clue(TestPeople.somebody(), TODAY));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly("Idempotency-Key");
    }

    @Test
    void everyUserHasKeysOfTheirOwn() {
        String key = UUID.randomUUID().toString();
        assertThat(withKey(key, Payloads.clue(TestPeople.somebody(), TODAY)).status()).isEqualTo(201);

        Answer other = shouwang.village().send("POST", "/api/clues",
                shouwangJson(Payloads.clue(TestPeople.somebody(), TODAY)),
                Map.of("Content-Type", "application/json", "Idempotency-Key", key));

        assertThat(other.status()).isEqualTo(201);
    }

    private Answer withKey(String key, Map<String, Object> clue) {
        return shouwang.partner().send("POST", "/api/clues", shouwangJson(clue),
                Map.of("Content-Type", "application/json", "Idempotency-Key", key));
    }

    private static String shouwangJson(Map<String, Object> clue) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(clue);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private long cases() {
        return database.sql("select count(*) from shouwang.case_file").query(Long.class).single();
    }

    private static List<Answer> atOnce(int times, java.util.function.IntFunction<Answer> request) throws Exception {
        CyclicBarrier together = new CyclicBarrier(times);
        ExecutorService pool = Executors.newFixedThreadPool(times);
        try {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                calls.add(() -> {
                    together.await();
                    return request.apply(number);
                });
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : pool.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }
}
