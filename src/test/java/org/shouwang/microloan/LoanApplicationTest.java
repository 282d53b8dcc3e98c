package org.shouwang.microloan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATE;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;

/** Tests who may apply for which loans and in which way, and which rule refuses which application (LN-1 to LN-3). */
class LoanApplicationTest extends IntegrationTest {

    @Test
    void partnerBankAndVillageApplyAndTheNumberIsTheBusinessKey() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        for (Shouwang.Session who : List.of(shouwang.partner(), shouwang.as("bank411081"), shouwang.village())) {
            Answer answer = who.post("/api/loans", LoanFlow.application(household.householdNo(), 10000.5));

            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.get("loanNo")).matches("XD-411081-2026-\\d{6}");
            assertThat(LoanFlow.of(shouwang, answer.get("loanNo")).openTasks()).containsExactly(INVESTIGATE);
            assertThat(who.get("/api/loans/" + answer.get("loanNo")).get("householdNo")).isEqualTo(household.householdNo());
        }
        Answer inEngine = inEngine(shouwang.as("bank411081"), LoanFlow.application(household.householdNo(), 20000));
        assertThat(inEngine.status()).as(inEngine.text()).isEqualTo(200);
        assertThat(LoanFlow.of(shouwang, inEngine.get("businessKey")).amount("principal")).isEqualByComparingTo("20000");
    }

    @Test
    void othersDoNotApplyAndABankOnlyForItself() {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        Map<String, Object> application = LoanFlow.application(householdNo, 10000);
        for (String user : List.of("township411081101", "county411081", "leader411081", "city411000", "admin")) {
            assertThat(shouwang.as(user).post("/api/loans", application).status()).as(user).isEqualTo(403);
        }
        assertThat(shouwang.as("bank411024").post("/api/loans", application).status()).isEqualTo(403);
        Map<String, Object> elsewhere = new HashMap<>(application);
        elsewhere.put("bankCode", "bank411024");
        assertThat(shouwang.as("bank411024").post("/api/loans", elsewhere).status()).as("a household of another county").isEqualTo(404);
        assertThat(shouwang.partner().post("/api/loans", elsewhere).wrongFields()).containsExactly("bankCode");
        assertThat(shouwang.as("village411081101202").post("/api/loans", application).status()).isEqualTo(404);
    }

    @Test
    void everyWrongFieldIsNamedByBothDoorsAndNothingIsStored() {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        long before = count();
        assertThat(shouwang.partner().post("/api/loans", Map.of()).wrongFields())
                .containsExactlyInAnyOrder("householdNo", "amount", "purpose", "termMonths", "bankCode");
        Map<String, Object> wrong = Map.of("amount", -1, "purpose", "GAMBLING", "termMonths", 0, "bankCode", "bank", "borrowerIdNumber", "1");
        for (Map.Entry<String, Object> field : wrong.entrySet()) {
            Map<String, Object> application = LoanFlow.application(householdNo, 10000);
            application.put(field.getKey(), field.getValue());
            assertThat(shouwang.partner().post("/api/loans", application).wrongFields()).containsExactly(field.getKey());
            assertThat(inEngine(shouwang.partner(), application).wrongFields()).containsExactly(field.getKey());
        }
        for (Object amount : List.of(0, 0.001, 100.005, "x", 1e20, true)) {
            assertThat(shouwang.partner().post("/api/loans", LoanFlow.application(householdNo, amount)).wrongFields())
                    .as("%s", amount).containsExactly("amount");
        }
        Map<String, Object> stranger = LoanFlow.application(householdNo, 10000);
        stranger.put("borrowerIdNumber", LoanFlow.ofAge(clock).idNumber());
        assertThat(shouwang.partner().post("/api/loans", stranger).wrongFields()).containsExactly("borrowerIdNumber");
        assertThat(shouwang.partner().post("/api/loans", LoanFlow.application("HU-411081-999999", 1)).status()).isEqualTo(404);
        assertThat(count()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void forbiddenUsesAreRefusedByNameWithTheirRule(Purpose purpose) {
        Map<String, Object> application = LoanFlow.application(LoanFlow.household(shouwang, clock).householdNo(), 10000);
        application.put("purpose", purpose.name());

        Answer answer = shouwang.partner().post("/api/loans", application);

        assertThat(answer.status()).isEqualTo(purpose.isAllowed() ? 201 : 400);
        if (!purpose.isAllowed()) {
            assertThat(answer.wrongFields()).containsExactly("purpose");
            assertThat(answer.get("detail")).contains("LN-2", purpose.title(), "银保监发〔2021〕6号");
        }
    }

    @Test
    void oneHouseholdOwesAtMostAHundredThousandOpenApplicationsIncluded() {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        assertThat(refused(householdNo, 100000.01).get("detail")).contains("LN-3", "100,000.00 元");
        LoanFlow first = LoanFlow.applied(shouwang, householdNo, 30000);
        Answer tooMuch = refused(householdNo, 70000.01);
        assertThat(tooMuch.status()).isEqualTo(409);
        assertThat(tooMuch.get("detail")).contains("LN-3");
        LoanFlow second = LoanFlow.applied(shouwang, householdNo, 70000);

        assertThat(second.amount("subsidisedPrincipal")).as("what the first has left").isEqualByComparingTo("20000");
        assertThat(refused(householdNo, 0.01).status()).isEqualTo(409);
        assertThat(shouwang.village().withdraw(first.loanNo(), "农户不再需要").status()).isEqualTo(200);
        assertThat(first.status()).isEqualTo("WITHDRAWN");
        assertThat(LoanFlow.applied(shouwang, householdNo, 30000).amount("subsidisedPrincipal")).isEqualByComparingTo("30000");
    }

    @Test
    void twentyApplicationsAtOnceNeverExceedTheCeiling() throws Exception {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Answer>> applications = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                applications.add(() -> shouwang.partner().post("/api/loans", LoanFlow.application(householdNo, 30000)));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(applications)) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(3);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(17);
        } finally {
            threads.shutdownNow();
        }
        BigDecimal covered = database.sql("select sum(covered_principal) from shouwang.micro_loan l join shouwang.household h "
                + "on h.id = l.household_id where household_no = ?").param(householdNo).query(BigDecimal.class).single();
        assertThat(covered).isEqualByComparingTo("50000");
    }

    @Test
    void ageIsTheBorrowersAndAnotherMemberMayBorrow() {
        Person old = TestPeople.somebodyBorn(clock.today().plusDays(6).minusYears(66));
        Person young = LoanFlow.ofAge(clock);
        HouseholdFlow household = HouseholdFlow.monitored(shouwang, clock, old,
                Map.of("members", List.of(Payloads.healthyMember(old, "HEAD"), Payloads.healthyMember(young, "CHILD"))));
        // The admission took six days, so today is the head's 66th birthday.
        assertThat(clock.today().toString()).isEqualTo("2026-03-08");
        Answer answer = refused(household.householdNo(), 10000);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.get("detail")).contains("LN-1", "65", "银保监发〔2021〕6号");

        Map<String, Object> application = LoanFlow.application(household.householdNo(), 10000);
        application.put("borrowerIdNumber", young.idNumber());
        assertThat(shouwang.partner().post("/api/loans", application).status()).isEqualTo(201);
        clock.setTo("2026-03-07T09:00");
        assertThat(shouwang.partner().post("/api/loans", LoanFlow.application(household.householdNo(), 10000)).status())
                .as("65 until the day before").isEqualTo(201);
    }

    @Test
    void whoIsNeitherMonitoredNorOutOfPovertyNorPoorGetsNoLoan() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        database.sql("update shouwang.household set status = 'NOT_MONITORED' where household_no = ?").param(household.householdNo()).update();
        assertThat(refused(household.householdNo(), 10000).get("detail")).contains("LN-1", "脱贫户");
        database.sql("update shouwang.survey set registered_kind = 'OUT_OF_POVERTY' where household_id = (select id from "
                + "shouwang.household where household_no = ?)").param(household.householdNo()).update();
        LoanFlow.applied(shouwang, household.householdNo(), 10000);
        database.sql("update shouwang.survey set registered_kind = 'GENERAL' where household_id = (select id from "
                + "shouwang.household where household_no = ?)").param(household.householdNo()).update();
        database.sql("update shouwang.survey_amount set amount = 0 where item = 'WAGE_INCOME' and survey_id = (select survey_id from "
                + "shouwang.household where household_no = ?)").param(household.householdNo()).update();
        LoanFlow.applied(shouwang, household.householdNo(), 10000);
        database.sql("update shouwang.survey_member set labour = 'NONE' where survey_id = (select survey_id from "
                + "shouwang.household where household_no = ?)").param(household.householdNo()).update();
        assertThat(refused(household.householdNo(), 10000).get("detail")).contains("劳动能力");
    }

    @Test
    void whoCanWorkIsAskedAsItIsRecordedByNow() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        int members = household.household().body().path("members").size();
        for (int member = 1; member <= members; member++) {
            shouwang.village().post("/api/households/" + household.householdNo() + "/members/" + member + "/labour",
                    Map.of("labour", "NONE", "health", "SEVERE", "reason", "患重病"));
        }

        assertThat(refused(household.householdNo(), 10000).get("detail")).contains("劳动能力");
    }

    @Test
    void ofAnIneligibleApplicationNothingButACountRemains() {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        long files = count();
        long before = ineligible();
        refused(householdNo, 100000.01);
        assertThat(inEngine(shouwang.partner(), LoanFlow.application(householdNo, 100001)).status()).isEqualTo(400);

        assertThat(ineligible()).isEqualTo(before + 2);
        assertThat(count()).isEqualTo(files);
    }

    @Test
    void theSameKeyAndBodyAgainGiveTheSameLoan() {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        String body = "{\"householdNo\":\"" + householdNo + "\",\"amount\":1000,\"purpose\":\"TRADE\",\"termMonths\":6,\"bankCode\":\"bank411081\"}";
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", "apply-" + householdNo);

        Answer first = shouwang.partner().send("POST", "/api/loans", body, headers);
        Answer again = shouwang.partner().send("POST", "/api/loans", body, headers);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.get("loanNo")).isEqualTo(first.get("loanNo"));
        assertThat(shouwang.partner().send("POST", "/api/loans", body.replace("1000", "1001"), headers).status()).isEqualTo(422);
    }

    @Test
    void eachSeesTheLoansOfItsOwnAndTheListIsPaged() {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.add(0, LoanFlow.applied(shouwang, householdNo, 1000).loanNo());
        }
        for (String user : List.of("bank411081", "village411081101201", "township411081101", "county411081", "leader411081", "city411000", "admin")) {
            assertThat(numbers(shouwang.as(user).get("/api/loans?limit=3"))).as(user).isEqualTo(numbers);
        }
        for (String user : List.of("bank411024", "village411081101202", "county411024")) {
            assertThat(numbers(shouwang.as(user).get("/api/loans?limit=200"))).as(user).doesNotContainAnyElementsOf(numbers);
            assertThat(shouwang.as(user).get("/api/loans/" + numbers.get(0)).status()).as(user).isEqualTo(404);
        }
        Answer page = shouwang.as("bank411081").get("/api/loans?status=APPLIED&bankCode=bank411081&limit=2");
        Answer next = shouwang.as("bank411081").get("/api/loans?status=APPLIED&limit=1&cursor=" + page.get("nextCursor"));
        assertThat(numbers(page)).isEqualTo(numbers.subList(0, 2));
        assertThat(numbers(next)).isEqualTo(numbers.subList(2, 3));
        assertThat(shouwang.partner().get("/api/loans?status=GONE&bankCode=x&cursor=y&limit=0").wrongFields())
                .containsExactlyInAnyOrder("status", "bankCode", "cursor", "limit");
        assertThat(shouwang.as("bank411081").get("/api/cases/" + numbers.get(0)).get("status")).as("its own case").isEqualTo("IN_PROGRESS");
    }

    private Answer refused(String householdNo, Object amount) {
        Answer answer = shouwang.partner().post("/api/loans", LoanFlow.application(householdNo, amount));
        assertThat(answer.status()).as(answer.text()).isIn(400, 409);
        return answer;
    }

    private Answer inEngine(Shouwang.Session who, Map<String, ?> fields) {
        return who.post("/engine-rest/process-definition/key/micro-loan/start", shouwang.variables(fields));
    }

    private long count() {
        return database.sql("select count(*) from shouwang.case_file").query(Long.class).single();
    }

    private long ineligible() {
        return database.sql("select coalesce(sum(amount), 0) from shouwang.loan_ineligible").query(Long.class).single();
    }

    private static List<String> numbers(Answer answer) {
        return answer.body().path("items").findValuesAsText("loanNo");
    }
}
