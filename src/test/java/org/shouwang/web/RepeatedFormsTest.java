package org.shouwang.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.BrowserSession.Page;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Checks that a form which is sent twice from a page is carried out once, and that the second sender sees the first result;
 * and that requests of other systems that are sent twice with one key are, too.
 */
class RepeatedFormsTest extends IntegrationTest {

    private static final Pattern ONCE = Pattern.compile("name=\"_once\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;
    private BrowserSession bank;

    @BeforeEach
    void signIn() {
        bank = signedIn(LoanFlow.BANK);
    }

    @AfterEach
    void letTimersFire() {
        awaitTimers();
    }

    @Test
    void aRepaymentThatIsSentTwiceIsBookedOnce() {
        LoanFlow loan = loan();
        Map<String, String> form = form(bank, "/loans/" + loan.loanNo() + "/repayment", Map.of("amount", "5000"));

        Page first = bank.post("/loans/" + loan.loanNo() + "/repayment", form);
        String shown = bank.get(first.location()).text();
        Page second = bank.post("/loans/" + loan.loanNo() + "/repayment", form);

        assertThat(first.status()).isEqualTo(302);
        assertThat(second.status()).isEqualTo(302);
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(shown).contains("还款已登记。");
        assertThat(bank.get(second.location()).text()).contains("还款已登记。");
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("15000");
        assertThat(loan.view().body().path("repayments")).hasSize(1);
    }

    @Test
    void severalClicksAtOnceAreOneAndAllSeeTheResult() {
        LoanFlow loan = loan();
        String path = "/loans/" + loan.loanNo() + "/repayment";
        Map<String, String> form = form(bank, path, Map.of("amount", "5000"));

        List<CompletableFuture<Page>> clicks = IntStream.range(0, 4).mapToObj(click -> {
            BrowserSession sameBrowser = new BrowserSession(port);
            sameBrowser.cookies().putAll(bank.cookies());
            return CompletableFuture.supplyAsync(() -> sameBrowser.post(path, form));
        }).toList();

        assertThat(clicks).extracting(CompletableFuture::join).allSatisfy(page -> {
            assertThat(page.status()).isEqualTo(302);
            assertThat(page.location()).isEqualTo("/loans/" + loan.loanNo());
        });
        assertThat(loan.view().body().path("repayments")).hasSize(1);
    }

    @Test
    void aPageThatIsSentAgainWithAnotherAmountIsRefusedAndSaysSo() {
        LoanFlow loan = loan();
        String path = "/loans/" + loan.loanNo() + "/repayment";
        Map<String, String> form = form(bank, path, Map.of("amount", "5000"));
        bank.post(path, form);
        form.put("amount", "6000");

        Page changed = bank.post(path, form);

        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.text()).contains("没有登记", "重新打开页面");
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("15000");
        assertThat(bank.post(path, form(bank, path, Map.of("amount", "6000"))).status()).isEqualTo(302);
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("9000");
    }

    @Test
    void aRefusedFormCanBeCorrectedAndSentAgain() {
        LoanFlow loan = loan();
        String path = "/loans/" + loan.loanNo() + "/repayment";
        Map<String, String> form = form(bank, path, Map.of("amount", "-1"));
        assertThat(bank.post(path, form).status()).isEqualTo(400);
        form.put("amount", "5000");

        assertThat(bank.post(path, form).status()).isEqualTo(302);
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("15000");
    }

    @Test
    void aFormThatNoPageHasShownIsNotBookedAndIsShownWithItsInput() {
        LoanFlow loan = loan();
        String path = "/loans/" + loan.loanNo() + "/repayment";
        Map<String, String> form = form(bank, path, Map.of("amount", "5000", "receiptNo", "凭证7"));
        String given = form.get("_once");
        String foreign = form(signedIn("village" + Shouwang.VILLAGE), "/password", Map.of()).get("_once");
        String later = given.replaceFirst("\\.(\\d+)\\.", "." + (clock.now().getEpochSecond() + 1) + ".");

        for (String invented : List.of("", "x", UUID.randomUUID().toString(), foreign, later, given.substring(0, 36))) {
            form.put("_once", invented);
            Page refused = bank.post(path, form);

            assertThat(refused.status()).as(invented).isEqualTo(409);
            assertThat(refused.text()).contains("没有登记", "再提交一次", "value=\"5000\"", "凭证7");
        }
        form.remove("_once");
        Page without = bank.send("POST", path, "amount=5000&_csrf=" + form.get("_csrf"),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(without.status()).isEqualTo(409);
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("20000");

        form.put("_once", without.pass());
        assertThat(bank.post(path, form).status()).as("from the page that gave the input back").isEqualTo(302);
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("15000");
    }

    @Test
    void aFormThatWasOpenForDaysIsShownAgainToBeChecked() {
        LoanFlow loan = loan();
        String path = "/loans/" + loan.loanNo() + "/repayment";
        Map<String, String> form = form(bank, path, Map.of("amount", "5000"));
        clock.advanceDays(3);
        BrowserSession later = signedIn(LoanFlow.BANK);
        form.put("_csrf", later.get("/home").token());

        assertThat(later.post(path, form).status()).isEqualTo(409);
        assertThat(loan.amount("outstanding")).isEqualByComparingTo("20000");
    }

    @Test
    void anApplicationThatIsSentTwiceIsOneLoan() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        BrowserSession village = signedIn("village" + Shouwang.VILLAGE);
        Map<String, String> form = form(village, "/loans/new?householdNo=" + household.householdNo(), Map.of("householdNo", household.householdNo(), "amount", "20000",
                "purpose", "BREEDING", "termMonths", "12", "bankCode", LoanFlow.BANK));

        Page first = village.post("/loans/new", form);
        Page second = village.post("/loans/new", form);

        assertThat(first.location()).startsWith("/loans/XD-");
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(database.sql("select count(*) from shouwang.micro_loan l join shouwang.household h on h.id = l.household_id "
                + "where h.household_no = ?").param(household.householdNo()).query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void aVisitThatIsSentTwiceIsOneVisit() {
        HouseholdFlow household = HouseholdFlow.monitored(shouwang, clock);
        BrowserSession village = signedIn("village" + Shouwang.VILLAGE);
        String path = "/households/" + household.householdNo() + "/visits";
        Map<String, String> form = form(village, path, Map.of("visitedOn", clock.today().toString(), "visitedBy", "李走访",
                "found", "生活稳定"));

        Page first = village.post(path, form);
        Page second = village.post(path, form);

        assertThat(first.status()).as(first.text()).isEqualTo(302);
        assertThat(second.location()).isEqualTo(first.location());
        assertThat(shouwang.village().get("/api" + path).body().path("items")).hasSize(1);
    }

    @Test
    void anotherFileOfTheSameNameAndSizeIsAnotherContent() {
        BrowserSession city = signedIn("city411000");
        Map<String, String> form = form(city, "/problems/import", Map.of("round", "2091", "county", "411081"));

        Page first = upload(city, form, "2026-07-20");
        Page same = upload(city, form, "2026-07-20");
        Page other = upload(city, form, "2026-07-21");

        assertThat(first.status()).as(first.text()).isEqualTo(302);
        assertThat(same.location()).isEqualTo(first.location());
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("没有登记", "重新打开页面");
    }

    @ParameterizedTest
    @ValueSource(strings = {"objections", "visits", "notes"})
    void aRequestThatIsSentTwiceWithOneKeyIsCarriedOutOnce(String what) throws Exception {
        String owner = switch (what) {
            case "objections" -> "/api/notices/" + shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared().preselected()
                    .posted(clock.today()).noticeNo();
            case "visits" -> "/api/households/" + HouseholdFlow.monitored(shouwang, clock).householdNo();
            default -> "/api/cases/" + shouwang.newCase(TestPeople.somebody(), TODAY).caseNo();
        };
        String body = new ObjectMapper().writeValueAsString(switch (what) {
            case "objections" -> Map.of("statement", "有存款");
            case "visits" -> Map.of("visitedOn", clock.today().toString(), "visitedBy", "李走访", "found", "生活稳定");
            default -> Map.of("text", "户主住院");
        });
        Map<String, String> headers = Map.of("Content-Type", "application/json", "Idempotency-Key", UUID.randomUUID().toString());

        Answer first = shouwang.village().send("POST", owner + "/" + what, body, headers);
        Answer second = shouwang.village().send("POST", owner + "/" + what, body, headers);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(what.equals("objections") ? shouwang.village().get(owner).body().path(what)
                : shouwang.village().get(owner + "/" + what).body().path("items")).hasSize(1);
    }

    private static Page upload(BrowserSession browser, Map<String, String> form, String dueOn) {
        StringBuilder body = new StringBuilder();
        form.forEach((name, value) -> body.append("--part\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n")
                .append(value).append("\r\n"));
        body.append("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\nContent-Type: text/csv\r\n\r\n")
                .append("序号,方面,具体问题,问题表现,整改措施简述,整改时限,责任单位\n1,甲,缺岗,两人脱岗,,").append(dueOn)
                .append(",市医保局\n\r\n--part--\r\n");
        return browser.send("POST", "/problems/import", body.toString(), Map.of("Content-Type", "multipart/form-data; boundary=part"));
    }

    private LoanFlow loan() {
        return LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).untilDisbursed();
    }

    private BrowserSession signedIn(String user) {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn(user, Shouwang.PASSWORD);
        return browser;
    }

    /** Returns the fields of the form at an address, filled in as the page shows them, with both tokens. */
    private static Map<String, String> form(BrowserSession browser, String path, Map<String, String> filled) {
        Page page = browser.get(path);
        String main = page.text().substring(page.text().indexOf("<main"));
        Matcher once = ONCE.matcher(main);
        assertThat(once.find()).as("the form has a token of its own").isTrue();
        Map<String, String> form = new LinkedHashMap<>(filled);
        form.put("_once", once.group(1));
        form.put("_csrf", page.token());
        return form;
    }
}
