package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.microloan.MicroLoanProcess.DISBURSE;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.Decimals;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests numbers that are short to write but endless to calculate with, in every place that takes numbers. */
class NumbersTest extends IntegrationTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");
    private static final Duration QUICKLY = Duration.ofSeconds(20);
    private static final List<String> BEYOND = List.of("1e1000000", "-1e1000000", "1e-1000000", "1e309", "1E21", "0." + "0".repeat(24) + "1",
            "9".repeat(400), "9".repeat(5000));
    private static final List<String> NONE = List.of("NaN", "Infinity", "-Infinity");

    @LocalServerPort
    private int port;

    @Test
    void noLoanHasAnAmountOrATermWithoutEnd() {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        long before = count("micro_loan");

        Assertions.assertTimeoutPreemptively(QUICKLY, () -> {
            for (String field : List.of("amount", "termMonths")) {
                for (String number : BEYOND) {
                    Map<String, Object> application = LoanFlow.application(householdNo, 20000);
                    assertRefused(shouwang.partner().send("POST", "/api/loans", with(application, field, number), JSON), field);
                    assertRefused(shouwang.partner().send("POST", "/api/loans", with(application, field, quoted(number)), JSON), field);
                    assertRefused(inEngine(application, field, "{\"value\":" + number + "}"), field);
                    assertRefused(inEngine(application, field, "{\"value\":" + quoted(number) + ",\"type\":\"String\"}"), field);
                }
                for (String text : NONE) {
                    Map<String, Object> application = LoanFlow.application(householdNo, 20000);
                    assertThat(shouwang.partner().send("POST", "/api/loans", with(application, field, text), JSON).status()).isEqualTo(400);
                    assertThat(shouwang.partner().send("POST", "/api/loans", with(application, field, quoted(text)), JSON)
                            .messageOf(field)).isEqualTo(Decimals.NO_NUMBER);
                    assertThat(inEngine(application, field, "{\"value\":" + quoted(text) + ",\"type\":\"Double\"}").status()).isEqualTo(400);
                }
            }
            Map<String, Object> application = LoanFlow.application(householdNo, 20000);
            assertRefused(inEngine(application, "amount", "{\"value\":\"1e99\",\"type\":\"Double\"}"), "amount");
            assertThat(inEngine(application, "amount", "{\"value\":\"1e309\",\"type\":\"Double\"}").wrongFields()).containsExactly("amount");
            assertThat(inEngine(application, "amount", "{\"value\":\"[1e1000000]\",\"type\":\"Json\"}").messageOf("amount[0]"))
                    .isEqualTo(Decimals.BEYOND);
            assertRefused(inEngine(application, "nobodyKnows", "{\"value\":1e1000000}"), "nobodyKnows");
        });

        assertThat(count("micro_loan")).isEqualTo(before);
        assertThat(shouwang.partner().post("/api/loans", LoanFlow.application(householdNo, 1e4)).status())
                .as("the household is not locked").isEqualTo(201);
    }

    @Test
    void noLoanIsAppliedForOnAPageWithoutEnd() {
        String householdNo = LoanFlow.household(shouwang, clock).householdNo();
        BrowserSession bank = signedIn(LoanFlow.BANK);

        Assertions.assertTimeoutPreemptively(QUICKLY, () -> {
            for (String number : BEYOND) {
                bank.get("/loans/new?householdNo=" + householdNo);
                Map<String, String> fields = new HashMap<>();
                LoanFlow.application(householdNo, number).forEach((key, value) -> fields.put(key, value.toString()));
                BrowserSession.Page page = bank.post("/loans/new", fields);
                assertThat(page.status()).as(number).isEqualTo(400);
                assertThat(page.text()).contains("申请金额：" + Decimals.BEYOND);
            }
        });
    }

    @Test
    void nobodyRepaysProlongsOrDisbursesWithoutEnd() {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).investigated().approved().confirmed();
        String disbursement = loan.bank().taskId(loan.loanNo(), DISBURSE);
        Assertions.assertTimeoutPreemptively(QUICKLY, () -> {
            for (String number : BEYOND) {
                for (String field : List.of("disbursedAmount", "annualRate")) {
                    for (String way : List.of("submit-form", "complete")) {
                        assertRefused(loan.bank().send("POST", "/engine-rest/task/" + disbursement + "/" + way,
                                "{\"variables\":{\"" + field + "\":{\"value\":" + number + "}}}", JSON), field);
                    }
                }
            }
        });
        loan.disbursed();
        BrowserSession bank = signedIn(LoanFlow.BANK);
        Assertions.assertTimeoutPreemptively(QUICKLY, () -> {
            for (String number : BEYOND) {
                for (String written : List.of(number, quoted(number))) {
                    assertRefused(loan.bank().send("POST", "/api/loans/" + loan.loanNo() + "/repayments", "{\"amount\":" + written + "}", JSON),
                            "amount");
                    assertRefused(loan.bank().send("POST", "/api/loans/" + loan.loanNo() + "/extensions",
                            "{\"termMonths\":" + written + ",\"reason\":\"x\"}", JSON), "termMonths");
                }
                bank.get("/loans/" + loan.loanNo() + "/repayment");
                BrowserSession.Page page = bank.post("/loans/" + loan.loanNo() + "/repayment",
                        Map.of("amount", number, "paidOn", clock.today().toString(), "receiptNo", ""));
                assertThat(page.status()).isEqualTo(400);
                assertThat(page.text()).contains(Decimals.BEYOND);
            }
        });
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("20000");
        assertThat(loan.repay(5000.5).status()).as("the loan is not locked").isEqualTo(201);
    }

    @Test
    void noShareOfALookBackIsWithoutEnd() {
        long before = count("look_back");
        BrowserSession county = signedIn("county" + Shouwang.COUNTY);

        Assertions.assertTimeoutPreemptively(QUICKLY, () -> {
            for (String number : BEYOND) {
                for (String field : List.of("sharePercent", "seed")) {
                    assertRefused(shouwang.county().send("POST", "/api/look-backs", "{\"name\":\"x\",\"regions\":[\"" + Shouwang.TOWNSHIP
                            + "\"],\"dueOn\":\"" + clock.today() + "\",\"" + field + "\":" + number + "}", JSON), field);
                }
                county.get("/look-backs/new");
                BrowserSession.Page page = county.post("/look-backs", Map.of("name", "x", "regions", Shouwang.TOWNSHIP,
                        "dueOn", clock.today().toString(), "sharePercent", number, "seed", ""));
                assertThat(page.status()).isEqualTo(400);
                assertThat(page.text()).contains("抽查比例：" + Decimals.BEYOND);
            }
        });

        assertThat(count("look_back")).isEqualTo(before);
    }

    @Test
    void noIncomeOfAVisitIsWithoutEnd() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String visit = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        Map<String, Object> found = Payloads.atRisk(flow.head(), TODAY);

        Assertions.assertTimeoutPreemptively(QUICKLY, () -> {
            for (String number : BEYOND) {
                String body = shouwang.write(shouwang.variables(found)).replace("\"wageIncome\":{\"value\":12000}",
                        "\"wageIncome\":{\"value\":" + number + "}");
                assertRefused(shouwang.village().send("POST", "/engine-rest/task/" + visit + "/submit-form", body, JSON), "wageIncome");
            }
            String body = shouwang.write(shouwang.variables(found)).replace("\\\"relation\\\":", "\\\"age\\\":1e1000000,\\\"relation\\\":");
            Answer inList = shouwang.village().send("POST", "/engine-rest/task/" + visit + "/submit-form", body, JSON);
            assertThat(inList.messageOf("members[0].age")).as(inList.text()).isEqualTo(Decimals.BEYOND);
        });

        assertThat(flow.steps()).isEmpty();
    }

    @Test
    void noCellOfATableIsWithoutEnd() {
        long before = count("comparison_dataset");
        String idNumber = TestPeople.somebody().idNumber();

        Assertions.assertTimeoutPreemptively(QUICKLY, () -> {
            for (String number : BEYOND) {
                assertThat(shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY,
                        "idNumber,value\n" + idNumber + "," + number + "\n", CSV).wrongFields()).as(number).containsExactly("line 2");
                HouseholdTable file = new HouseholdTable().household(TestPeople.somebody()).with("wageIncome", number);
                for (Map.Entry<String, byte[]> each : Map.of("a.csv", file.csv(), "a.xlsx", file.xlsx()).entrySet()) {
                    Answer answer = shouwang.county().upload("/api/households/import", each.getKey(), each.getValue(), Map.of("confirm", "true"));
                    assertThat(answer.text()).as(number).containsAnyOf("须为数字", "最多200个字");
                    assertThat(answer.body().path("created").asInt()).isZero();
                }
            }
        });

        assertThat(count("comparison_dataset")).isEqualTo(before);
    }

    private Answer inEngine(Map<String, Object> application, String field, String variable) {
        @SuppressWarnings("unchecked")
        Map<String, Object> variables = (Map<String, Object>) shouwang.variables(application).get("variables");
        variables.remove(field);
        String body = shouwang.write(variables);
        return shouwang.partner().send("POST", "/engine-rest/process-definition/key/micro-loan/start",
                "{\"variables\":" + body.substring(0, body.length() - 1) + ",\"" + field + "\":" + variable + "}}", JSON);
    }

    private String with(Map<String, Object> fields, String field, String value) {
        Map<String, Object> others = new HashMap<>(fields);
        others.remove(field);
        String body = shouwang.write(others);
        return body.substring(0, body.length() - 1) + ",\"" + field + "\":" + value + "}";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static void assertRefused(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.messageOf(field)).as(answer.text()).isEqualTo(Decimals.BEYOND);
    }

    private BrowserSession signedIn(String user) {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn(user, Shouwang.PASSWORD);
        return browser;
    }

    private long count(String table) {
        return database.sql("select count(*) from shouwang." + table).query(Long.class).single();
    }
}
