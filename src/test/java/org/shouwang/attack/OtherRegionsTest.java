package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Accounts;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests numbers and units of other regions in inputs, rounds opened by others, and programs that act beyond what they serve.
 */
class OtherRegionsTest extends IntegrationTest {

    private static final String CITY = "city411000";
    private static final String ELSEWHERE = "411082";
    private static final String HEADER = "序号1,方面,具体问题,问题表现,序号2,对照排查发现具体问题描述,对照排查发现问题整改措施,整改时限,责任单位,整改结果,是否销号\n";

    @Autowired
    private Accounts accounts;
    @LocalServerPort
    private int port;

    @Test
    void aFindingNamesAHouseholdOfItsOwnPlaceOnly() {
        String problemNo = problem("2094");
        String own = HouseholdFlow.monitored(shouwang, clock).householdNo();
        String elsewhere = householdIn(ELSEWHERE);
        BrowserSession county = signedIn("county411081");
        String none = note(county, problemNo, Shouwang.VILLAGE, "HU-411081-999999");
        for (String number : List.of(elsewhere, elsewhere.toLowerCase(), "户 " + elsewhere)) {
            assertThat(note(county, problemNo, Shouwang.VILLAGE, number)).as(number).isEqualTo(none).contains("没有这个户");
        }
        assertThat(note(county, problemNo, Shouwang.TOWNSHIP.substring(0, 6) + "102", own)).as("of another township").isEqualTo(none);
        assertThat(findings(problemNo)).isZero();

        assertThat(note(county, problemNo, Shouwang.VILLAGE, own)).isEmpty();

        assertThat(findings(problemNo)).isOne();
        String file = HEADER + "1,甲,排查,丙,1," + elsewhere + " 一户未办卡,办卡,2026-07-20,市医保局,,否\n"
                + "1,甲,排查,丙,2," + own + " 一户未办卡,办卡,2026-07-20,市医保局,,否";
        for (String who : List.of("county411081", CITY)) {
            Answer imported = shouwang.as(who).upload("/api/problems/import?confirm=true&county=411081&round=2094", "file", who + ".csv",
                    file.replace(",排查,", ",排查 " + who + ",").getBytes(StandardCharsets.UTF_8));
            String made = imported.body().at("/items/0/problemNo").asText();
            assertThat(shouwang.as(CITY).get("/api/problems/" + made).body().path("findings").findValuesAsText("householdNo"))
                    .as(imported.text()).containsExactly("null", own);
        }
    }

    @Test
    void aCountyRegistersInRoundsThatTheCityHasOpened() {
        Map<String, Object> fields = fields("2095");
        String file = "序号,方面,具体问题,问题表现,整改时限,责任单位\n1,甲,乙,丙,2026-07-20,市医保局";
        for (String who : List.of("county411081", "admin")) {
            assertThat(shouwang.as(who).post("/api/problems", fields).wrongFields()).as(who).containsExactly("round");
            Answer imported = shouwang.as(who).upload("/api/problems/import?confirm=true&county=411081&round=2095&startsOn=2026-07-01&endsOn=2026-07-20",
                    "file", "problems.csv", file.getBytes(StandardCharsets.UTF_8));
            assertThat(imported.wrongFields()).as(who).containsExactly("round");
            assertThat(shouwang.as(who).post("/api/problems/rounds", Map.of("round", "2095", "startsOn", TODAY, "endsOn", TODAY)).status())
                    .as(who).isEqualTo(403);
        }
        BrowserSession.Page page = signedIn("county411081").post("/problems", Map.of("round", "2095", "aspect", "甲", "title", "乙",
                "description", "丙", "dueOn", "2026-04-20", "departments", "市医保局", "county", "411081"));
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.text()).contains("新的轮次由市级建立");
        assertThat(shouwang.as(CITY).get("/problems/rounds/2095").status()).isEqualTo(404);

        Answer opened = shouwang.as(CITY).post("/api/problems/rounds", Map.of("round", "2095", "startsOn", "2026-03-02", "endsOn", "2026-12-31"));

        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(shouwang.as(CITY).post("/api/problems/rounds", Map.of("round", "2095", "startsOn", "2026-03-02", "endsOn", "2026-12-31"))
                .status()).as("once").isEqualTo(409);
        assertThat(shouwang.county().post("/api/problems", fields).status()).isEqualTo(201);
    }

    @Test
    void otherSystemsRegisterNoProblemsAndSayNothingOfUnits() {
        String file = "序号,方面,具体问题,问题表现,整改时限,责任单位\n1,甲,乙,丙,2026-07-20,市医保局";
        Shouwang.Session partner = shouwang.partner();

        // A program covers no county, so a second check behind would refuse it too. The message shows which check refused.
        for (Answer refused : List.of(partner.post("/api/problems", fields("2096")),
                partner.upload("/api/problems/import?confirm=true&county=411081&round=2096", "file", "x.csv", file.getBytes(StandardCharsets.UTF_8)),
                partner.post("/api/problems/units", units("411081", "市某某中心", "dept411081yibao")))) {
            assertThat(refused.status()).as(refused.text()).isEqualTo(403);
            assertThat(refused.get("detail")).isEqualTo("问题由市级、县级乡村振兴部门登记");
        }
        assertThat(partner.post("/api/problems/rounds", Map.of("round", "2096", "startsOn", TODAY, "endsOn", TODAY)).status()).isEqualTo(403);
    }

    @Test
    void unitsBelongToTheCountyOrItsCity() {
        problem("2097");
        for (String unit : List.of("dept411082yibao", "dept411024yibao", "county411082", "township411082101")) {
            Map<String, Object> fields = fields("2097");
            fields.put("departments", List.of(unit));
            assertThat(shouwang.as(CITY).post("/api/problems", fields).wrongFields()).as(unit).containsExactly("departments");
            assertThat(shouwang.county().post("/api/problems", fields).wrongFields()).as(unit).containsExactly("departments");
            assertThat(shouwang.county().post("/api/problems/units", units("411081", "市某某中心", unit)).wrongFields()).as(unit)
                    .containsExactly("groups");
        }
        assertThat(shouwang.as("county411082").post("/api/problems/units", units("411081", "市某某中心", "dept411081yibao")).status()).isEqualTo(403);
        Map<String, Object> ofTheCity = fields("2097");
        ofTheCity.put("departments", List.of("dept411000yibao"));
        assertThat(shouwang.county().post("/api/problems", ofTheCity).status()).isEqualTo(201);
    }

    @Test
    void aProgramStartsAndReadsWhatItServesOnly() {
        String household = HouseholdFlow.monitored(shouwang, clock, LoanFlow.ofAge(clock), Map.of()).householdNo();
        LoanFlow loan = LoanFlow.applied(shouwang, household, 10000);
        Shouwang.Session other = shouwang.as("partner411082");

        assertThat(other.startClue(Payloads.clue(TestPeople.somebody(), TODAY)).status()).isEqualTo(403);
        assertThat(other.startInEngine(Payloads.clue(TestPeople.somebody(), TODAY)).status()).isEqualTo(403);
        assertThat(other.post("/api/loans", LoanFlow.application(household, 1000)).status()).as("another bank").isEqualTo(403);
        Map<String, Object> atItsBank = LoanFlow.application(household, 1000);
        atItsBank.put("bankCode", "bank411082");
        assertThat(other.post("/api/loans", atItsBank).status()).as("a household elsewhere").isEqualTo(404);
        assertThat(other.get("/api/loans/" + loan.loanNo()).status()).isEqualTo(404);
        assertThat(other.get("/api/cases/" + loan.loanNo()).status()).isEqualTo(404);
        assertThat(other.post("/api/loans/" + loan.loanNo() + "/repayments", Map.of("amount", 1)).status()).isEqualTo(404);
        assertThat(other.get("/api/loans?limit=200").text()).doesNotContain(loan.loanNo());
        assertThat(other.get("/api/households?limit=200").text()).doesNotContain(household);
        Map<String, Object> own = Payloads.clue(TestPeople.somebody(), TODAY);
        own.put("villageCode", database.sql("select min(code) from shouwang.region where level = 'VILLAGE' and code like '411082%'")
                .query(String.class).single());
        assertThat(other.startClue(own).status()).isEqualTo(201);
    }

    @Test
    void anAccountOfAProgramServesNothingUntilAnAdministratorSaysWhat() {
        accounts.addProgramLike("program1", "某系统", "admin", List.of());
        Shouwang.Session program = shouwang.as("program1");
        Shouwang.Session admin = shouwang.as("admin");
        String address = "/api/program-accounts/program1";
        assertThat(program.startClue(Payloads.clue(TestPeople.somebody(), TODAY)).status()).isEqualTo(403);
        for (Shouwang.Session who : List.of(program, shouwang.county(), shouwang.as(CITY))) {
            assertThat(who.put(address, Map.of("counties", List.of("411081"), "banks", List.of())).status()).isEqualTo(403);
        }
        assertThat(admin.put(address, Map.of("counties", List.of("411099"), "banks", List.of("bank411099"))).wrongFields())
                .containsExactly("counties", "banks");
        assertThat(admin.put("/api/program-accounts/county411081", Map.of("counties", List.of(), "banks", List.of())).status()).isEqualTo(404);

        assertThat(admin.put(address, Map.of("counties", List.of("411081"), "banks", List.of())).body().at("/counties/0").asText()).isEqualTo("411081");

        Answer started = program.startClue(Payloads.clue(TestPeople.somebody(), TODAY));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        assertThat(program.get("/api/cases/" + started.get("caseNo")).status()).isEqualTo(200);
        assertThat(program.get("/api/loans?limit=200").body().path("items")).isEmpty();
        admin.put(address, Map.of("counties", List.of("411082"), "banks", List.of()));
        assertThat(program.get("/api/cases/" + started.get("caseNo")).status()).as("not served any more").isEqualTo(404);
        assertThat(program.get("/api/cases?limit=200").body().path("items")).isEmpty();
        assertThat(database.sql("select detail from shouwang.act where kind = 'PERMISSION_CHANGE' and subject = 'program1'")
                .query(String.class).list()).anySatisfy(detail -> assertThat(detail).contains("服务范围：411081"));
    }

    @Test
    void anAdministratorSaysOnAPageWhatAProgramServes() {
        accounts.addProgramLike("program2", "某银行系统", "admin", List.of("411081"));
        BrowserSession admin = signedIn("admin");
        assertThat(admin.get("/home").text()).contains("href=\"/program-accounts\"");
        assertThat(admin.get("/program-accounts").text()).contains("某银行系统", "/program-accounts/program2");
        assertThat(admin.get("/program-accounts/program2").text()).containsPattern("value=\"411081\"[^>]*checked").contains("长葛市承办银行");

        BrowserSession.Page unconfirmed = admin.post("/program-accounts/program2", Map.of("counties", "411082"));
        assertThat(unconfirmed.status()).isEqualTo(400);
        assertThat(unconfirmed.text()).contains("请核对以后勾选").containsPattern("value=\"411082\"[^>]*checked");
        assertThat(admin.post("/program-accounts/program2", Map.of("counties", "411099", "confirmed", "true")).text()).contains("没有“411099”");
        assertThat(shouwang.as("admin").get("/api/program-accounts/program2").body().at("/counties/0").asText()).isEqualTo("411081");

        assertThat(admin.post("/program-accounts/program2", Map.of("counties", "411082", "banks", "bank411024", "confirmed", "true")).status()).isEqualTo(302);
        assertThat(admin.get("/program-accounts").text()).contains("某银行系统（program2）现在服务长葛市、鄢陵县承办银行");
        assertThat(shouwang.as("admin").get("/api/program-accounts/program2").text()).contains("411082", "bank411024").doesNotContain("411081");
        assertThat(admin.post("/program-accounts/program2", Map.of("confirmed", "true")).status()).isEqualTo(302);
        assertThat(admin.get("/program-accounts").text()).contains("什么都不服务");
        assertThat(database.sql("select detail from shouwang.act where kind = 'PERMISSION_CHANGE' and subject = 'program2' order by id desc limit 1")
                .query(String.class).single()).isEqualTo("服务范围：无");
        assertThat(admin.get("/program-accounts/county411081").status()).isEqualTo(404);
    }

    private String householdIn(String county) {
        CaseFlow admitted = shouwang.newCase(TestPeople.somebody(), clock.today().toString()).untilApproval(clock).approved();
        String number = admitted.view().get("householdNo");
        database.sql("""
                        update shouwang.household set village_code = (select min(code) from shouwang.region
                            where level = 'VILLAGE' and code like ?) where household_no = ?
                        """)
                .params(county + "%", number).update();
        return number;
    }

    private static Map<String, Object> fields(String round) {
        return new HashMap<>(Map.of("round", round, "aspect", "政策落实", "title", "落实不到位 " + UUID.randomUUID(), "description",
                "2户未办卡", "dueOn", "2026-04-20", "departments", List.of("yibao"), "county", Shouwang.COUNTY));
    }

    private static Map<String, Object> units(String county, String unit, String group) {
        return Map.of("county", county, "unit", unit, "groups", List.of(group));
    }

    private String problem(String round) {
        Answer answer = shouwang.as(CITY).post("/api/problems", fields(round));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.get("problemNo");
    }

    private long findings(String problemNo) {
        return shouwang.as(CITY).get("/api/problems/" + problemNo).body().path("findings").size();
    }

    private BrowserSession signedIn(String user) {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn(user, Shouwang.PASSWORD);
        browser.get("/home");
        return browser;
    }

    /** Returns the error at the field of the household, or an empty text if the finding was recorded. */
    private static String note(BrowserSession who, String problemNo, String region, String household) {
        Map<String, String> form = new LinkedHashMap<>(Map.of("region", region, "household", household, "description", "一户 " + UUID.randomUUID()));
        BrowserSession.Page page = who.post("/problems/" + problemNo + "/findings", form);
        String said = page.text().replaceAll("(?s).*id=\"household-error\"[^>]*>([^<]*)<.*", "$1");
        return page.status() == 302 ? "" : page.status() + " " + said;
    }
}
