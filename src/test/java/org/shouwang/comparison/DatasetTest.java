package org.shouwang.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.shouwang.support.TrialFiles;

/** Checks the import of departments' data sets over REST, and the findings of a county about a household (ID-4 step 2). */
class DatasetTest extends IntegrationTest {

    /** A county of its own, so that the households of other tests are not compared with these data. */
    private static final String COUNTY = "411025";

    @Test
    void findingsNameTheirDataSetAndDayAndTheNewestSetIsUsed() {
        Person head = TestPeople.somebody();
        load("companies", "2026-01-01", "idNumber,companyName,position\n" + head.idNumber() + ",旧公司,股东\n");
        load("companies", "2026-02-01", "idNumber,companyName,position\n" + head.idNumber().toLowerCase() + ",许昌某某商店,法定代表人\n");
        load("deaths", "2026-02-15", "idNumber,diedOn\n" + TestPeople.somebody().idNumber() + ",2026-02-01\n");

        List<String> findings = findingsOf(head);

        assertThat(findings).anySatisfy(row -> assertThat(row).contains("企业登记", "2026-02-01", "许昌某某商店", head.name()))
                .anySatisfy(row -> assertThat(row).contains("死亡登记", "2026-02-15", "未发现"))
                .anySatisfy(row -> assertThat(row).contains("车辆登记", "未比对"))
                .noneMatch(row -> row.contains("旧公司"));
    }

    @Test
    void thePageTellsWhichDataAreUsedAndTakesAnotherFile() {
        Shouwang.Session county = shouwang.as("county" + COUNTY);
        byte[] file = ("身份证号,单位,职务\n" + TestPeople.somebody().idNumber() + ",某单位,会计\n").getBytes(StandardCharsets.UTF_8);

        assertThat(county.upload("/datasets", "财政.csv", file, Map.of("kind", "public-payroll", "asOf", "2026-02-20")).status()).isEqualTo(302);
        Answer wrong = county.upload("/datasets", "财政.csv", file, Map.of("kind", "public-payroll", "asOf", "2027-02-20"));

        String page = county.get("/datasets").text();
        assertThat(page).contains("2026-02-20", "襄城县", "在用", "财政供养（财政）");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("须在2000-01-01至今天之间");
        assertThat(county.upload("/datasets", "财政.csv", file, Map.of()).text()).contains("种类：请选择");
        assertThat(shouwang.as("county411003").get("/datasets").text()).as("another county's").doesNotContain("2026-02-20");
    }

    @Test
    void theDataSetOfAnotherCountyIsNotUsed() {
        Person head = TestPeople.somebody();
        Answer loaded = shouwang.as("county411003").send("POST", "/api/comparison/datasets/public-payroll?asOf=2026-02-01",
                "idNumber,employer\n" + head.idNumber() + ",某单位\n", Map.of("Content-Type", "text/csv"));
        assertThat(loaded.status()).isEqualTo(201);

        assertThat(findingsOf(head)).noneMatch(row -> row.contains("某单位"))
                .anySatisfy(row -> assertThat(row).contains("财政供养", "未比对"));
    }

    @Test
    void aFileWithAnErrorIsRefusedAsAWholeAndItsLinesAreNamed() {
        long before = sets();

        Answer answer = load("vehicles", "2026-02-01", "idNumber,plateNumber\n" + TestPeople.somebody().idNumber() + ",豫K1\n"
                + TestPeople.wrongIdNumber() + ",豫K2\n,豫K3\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly("line 3", "line 4");
        assertThat(sets()).isEqualTo(before);
    }

    @Test
    void wrongFilesAndDaysAreRefused() {
        String row = TestPeople.somebody().idNumber() + ",豫K1\n";
        assertThat(load("vehicles", "", "idNumber,plateNumber\n" + row).wrongFields()).containsExactly("asOf");
        assertThat(load("vehicles", "2026-03-03", "idNumber,plateNumber\n" + row).wrongFields()).containsExactly("asOf");
        assertThat(load("vehicles", "gestern", "idNumber,plateNumber\n" + row).wrongFields()).containsExactly("asOf");
        assertThat(load("vehicles", "2026-02-01", "plateNumber\n豫K1\n").wrongFields()).containsExactly("idNumber");
        assertThat(load("vehicles", "2026-02-01", "").status()).isEqualTo(400);
        assertThat(load("vehicles", "2026-02-01", "idNumber,plateNumber\n\"" + row).status()).isEqualTo(400);
        assertThat(load("aeroplanes", "2026-02-01", "idNumber\n" + row).status()).isEqualTo(404);
    }

    @Test
    void aDayThatContradictsAnotherIsRefused() {
        String born2000 = TestPeople.somebodyBorn(java.time.LocalDate.of(2000, 1, 2)).idNumber();
        assertThat(load("real-estate", "2026-02-01", "idNumber,location,数据日期\n" + born2000 + ",某处,2026-01-01\n").wrongFields())
                .containsExactly("asOf");
        assertThat(load("real-estate", "2026-02-01", "idNumber,location,数据日期\n" + born2000 + ",某处,2026-02-01\n").status()).isEqualTo(201);
        assertThat(load("deaths", "2026-02-01", "idNumber,diedOn\n" + born2000 + ",2000-01-01\n").messageOf("line 2")).contains("出生日期");
        assertThat(load("deaths", "2026-02-01", "idNumber,diedOn\n" + born2000 + ",2000-01-02\n").status()).isEqualTo(201);
    }

    @Test
    void anAmountUnderAnotherNameIsNotLeftOutAndAnAreaMayHaveItsUnit() {
        String idNumber = TestPeople.somebody().idNumber();
        for (String name : List.of("自费金额", "金额", "医疗总费用（元）")) {
            assertThat(load("medical-payments", "2026-02-01", "idNumber," + name + "\n" + idNumber + ",100\n").messageOf("amount"))
                    .as(name).contains("自付金额");
        }
        assertThat(load("medical-payments", "2026-02-01", "idNumber,自付金额,总费用\n" + idNumber + ",100,200\n").status()).isEqualTo(201);
        for (String area : List.of("120㎡", "120平方米", "120")) {
            Answer answer = load("real-estate", "2026-02-01", "idNumber,面积（㎡）\n" + idNumber + "," + area + "\n");
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.body().path("leftOut")).isEmpty();
        }
    }

    @Test
    void aByteOrderMarkAndAColumnAsOfAreRead() {
        Answer answer = load("real-estate", "", "\uFEFFidNumber,location,asOf\n" + TestPeople.somebody().idNumber()
                + ",禹州市某小区,2026-02-01\n");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.get("asOf")).isEqualTo("2026-02-01");
        assertThat(answer.body().path("rowCount").asInt()).isEqualTo(1);
        assertThat(answer.get("countyCode")).isEqualTo(COUNTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d1-dataset.gb18030.csv", "d6-dataset-date.csv", "d8-dataset-extra-column.csv", "d9-dataset-empty-rows.csv"})
    void theOneRowOfFilesAsDepartmentsMakeThemIsRead(String file) {
        Answer answer = shouwang.as("county411003").upload("/api/comparison/datasets/vehicles?asOf=2026-02-01", file, TrialFiles.bytes(file), Map.of());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.body().path("rowCount").asInt()).isEqualTo(1);
        assertThat(answer.body().path("leftOut").findValuesAsText("column")).isEqualTo(file.startsWith("d8") ? List.of("姓名") : List.of());
    }

    @Test
    void aWorkbookIsReadAndACutNumberInItIsRefused() {
        Person head = TestPeople.somebody();
        HouseholdTable table = new HouseholdTable().household(head).renamed("idNumber", "身份证号").renamed("wageIncome", "价值").renamed("name", "号牌");

        Answer taken = shouwang.as("county411003").upload("/api/comparison/datasets/vehicles?asOf=2026-02-01", "a.xlsx", table.xlsx(), Map.of());
        Answer cut = shouwang.as("county411003").upload("/api/comparison/datasets/public-payroll?asOf=2026-02-01", "a.xlsx",
                TrialFiles.bytes("h1e-damaged-110.xlsx"), Map.of());

        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.messageOf("line 2")).contains("Excel");
    }

    @Test
    void onlyTheCountyDepartmentAndThoseAboveImportData() {
        for (Shouwang.Session who : List.of(shouwang.village(), shouwang.township(), shouwang.leader(), shouwang.partner())) {
            assertThat(who.send("POST", "/api/comparison/datasets/vehicles?asOf=2026-02-01", "broken", Map.of("Content-Type", "text/csv"))
                    .status()).isEqualTo(403);
            assertThat(who.get("/api/comparison/datasets").status()).isEqualTo(403);
        }
        assertThat(shouwang.county().get("/api/comparison/datasets").body()).hasSize(6);
    }

    private static Answer loadAs(Shouwang.Session who, String kind, String asOf, String csv) {
        return who.send("POST", "/api/comparison/datasets/" + kind + "?asOf=" + asOf, csv, Map.of("Content-Type", "text/csv"));
    }

    private Answer load(String kind, String asOf, String csv) {
        return loadAs(shouwang.as("county" + COUNTY), kind, asOf, csv);
    }

    private List<String> findingsOf(Person head) {
        String village = database.sql("select min(code) from shouwang.region where level = 'VILLAGE' and code like ?")
                .param(COUNTY + "%").query(String.class).single();
        Map<String, Object> clue = Payloads.clue(head, TODAY);
        clue.put("villageCode", village);
        String caseNo = shouwang.partner().startClue(clue).get("caseNo");
        assertThat(shouwang.as("village" + village).submit(caseNo, VERIFY_HOUSEHOLD, Payloads.atRisk(head, TODAY))
                .status()).isEqualTo(204);
        List<String> rows = new java.util.ArrayList<>();
        shouwang.as("county" + COUNTY).form(caseNo, CONFIRM_COMPARISON).rows("findings")
                .forEach(row -> rows.add(row.toString()));
        return rows;
    }

    private long sets() {
        return database.sql("select count(*) from shouwang.comparison_dataset").query(Long.class).single();
    }
}
