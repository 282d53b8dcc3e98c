package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.shouwang.paper.Printed;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests that an illness is read only by the medical group, the medical insurance, the person's village and township, that no card is
 * made before the appraisal, and that the five working days are explained as they are counted.
 */
class ChronicCardTest extends IntegrationTest {

    private static final String REASON = "极特别的咳喘情况";
    private static final String FINDING = "极特别的肺功能结论";
    private static final String DISEASE = "慢性阻塞性肺气肿";
    /** The engine keeps its deployments here, and the forms name all diseases. */
    private static final String DEPLOYMENTS = "public.act_ge_bytearray";

    @Autowired
    private RuntimeService runtime;
    @Autowired
    private FolderSteps steps;

    private TestPeople.Person patient;
    private String caseNo;

    @BeforeEach
    void aPatientIsFound() {
        clock.setTo("2026-09-28T09:00");
        patient = TestPeople.somebody();
        Answer started = shouwang.village().post("/api/procedures/chronic-card", Map.of("subject", Map.of("name", patient.name(), "idNumber", patient.idNumber(),
                "villageCode", Shouwang.VILLAGE), "foundBy", "DOCTOR_VISIT", "householdKind", "MONITORED", "disease", "COPD", "reason", REASON));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        caseNo = started.get("caseNo");
    }

    private void declared() {
        Answer answer = medicalGroup().submit(caseNo, "userTask_declare", Map.of("declareOutcome", "DECLARED", "disease", "COPD", "insured", "YES", "papersReady",
                "YES", "papers", REASON, "hospital", "禹州市中医院", "helpedBy", "孙大夫", "declaredOn", "2026-09-28"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private void appraised(String outcome) {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("appraisalOutcome", outcome, "appraisedOn", "2026-09-30", "appraisers", "周主任", "finding", FINDING));
        values.putAll("FIT".equals(outcome) ? Map.of("certificateNo", "MZMB-9", "monthCap", 300, "cardDataReceivedOn", "2026-09-30") : Map.of("opinion", "未达到标准"));
        clock.setTo("2026-09-30T09:00");
        Answer answer = insurance().submit(caseNo, "userTask_appraise", values);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private Shouwang.Session medicalGroup() {
        return shouwang.as("medgroup411081");
    }

    private Shouwang.Session insurance() {
        return shouwang.as("dept411081yibao");
    }

    @Test
    void aLimitInWorkingDaysIsToldInWorkingDaysWhereverItStands() {
        declared();
        appraised("FIT");
        String taskId = medicalGroup().taskId(caseNo, "userTask_issueCard");

        assertThat(medicalGroup().get("/cases/" + caseNo).text()).contains("，还剩 5 个工作日");
        assertThat(medicalGroup().get("/tasks").text()).contains("剩 5 个工作日");
        assertThat(medicalGroup().post("/api/tasks/labels", Map.of("taskIds", List.of(taskId))).body().path("workingDays").path(taskId).elements())
                .toIterable().extracting(JsonNode::asLong).containsExactly(5L);
        assertThat(shouwang.county().get("/supervision?rule=CHRONIC_CARD_5WD").text()).contains("剩 5 个工作日");
        assertThat(new String(shouwang.county().download("/supervision/export?format=csv&rule=CHRONIC_CARD_5WD").body(), StandardCharsets.UTF_8).lines())
                .as("13 days, of which 5 are working days").filteredOn(line -> line.contains(caseNo)).singleElement().asString().contains(",13,").endsWith(",5");
    }

    @Test
    void onlyMedicalGroupInsuranceVillageAndTownshipReadTheIllness() {
        declared();
        appraised("FIT");
        String family = patient.name().substring(0, 1) + "某";

        for (Shouwang.Session reads : new Shouwang.Session[] {medicalGroup(), insurance(), shouwang.village(), shouwang.township()}) {
            assertThat(reads.get("/cases/" + caseNo).text()).contains(patient.name(), DISEASE, FINDING, REASON);
            assertThat(ledgerOf(reads)).contains(caseNo, DISEASE, family).doesNotContain(patient.name());
            assertThat(reads.download("/api/cases/" + caseNo + "/documents/certificate").statusCode()).isEqualTo(200);
        }
        assertThat(shouwang.as("dept411081yibao").get("/api/cases/" + caseNo + "/next-steps").text()).contains(patient.name());
        for (Shouwang.Session mayNot : new Shouwang.Session[] {shouwang.county(), shouwang.leader(), shouwang.as("city411000")}) {
            assertThat(mayNot.get("/cases/" + caseNo).text()).contains(family).doesNotContain(patient.name(), DISEASE, FINDING, REASON);
            assertThat(mayNot.view(caseNo).text()).doesNotContain(patient.name(), "COPD", FINDING, REASON);
            assertThat(ledgerOf(mayNot)).contains(caseNo, "（不在此显示）").doesNotContain(DISEASE);
            assertThat(mayNot.get("/api/cases/" + caseNo + "/documents/certificate").status()).isEqualTo(404);
            assertThat(mayNot.get("/cases/" + caseNo + "/documents").text()).doesNotContain("就医证明", "声明");
        }
        for (String nobodys : new String[] {"dept411081minzheng", "school411081", "village411081101202", "township411081102", "medgroup411082"}) {
            assertThat(shouwang.as(nobodys).view(caseNo).status()).as(nobodys).isEqualTo(404);
        }
    }

    @Test
    void whoeverTreatsOrAppraisesReadsThePatientsNameOverTheTask() {
        declared();
        String task = "/tasks/" + insurance().taskId(caseNo, "userTask_appraise");

        assertThat(insurance().get(task).text()).contains("：<span class=\"subject\">" + patient.name() + "</span>", "当地登记的当月最高限额：300 元");
        assertThat(insurance().form(caseNo, "userTask_appraise").value("headName").asText()).isEqualTo(patient.name());
    }

    @Test
    void whoeverDoesTheTasksSeesTheScansAndOtherLevelsDoNot() {
        String files = "/api/cases/" + caseNo + "/files";
        assertThat(medicalGroup().upload(files, "诊断.png", SampleFiles.image(9, 9, "png"), Map.of("kind", "DIAGNOSIS")).status()).isEqualTo(201);

        for (Shouwang.Session reads : new Shouwang.Session[] {medicalGroup(), insurance(), shouwang.village(), shouwang.township()}) {
            assertThat(reads.get(files).text()).contains("DIAGNOSIS");
        }
        for (Shouwang.Session mayNot : new Shouwang.Session[] {shouwang.county(), shouwang.leader(), shouwang.as("city411000")}) {
            assertThat(mayNot.get(files).text()).doesNotContain("DIAGNOSIS");
            assertThat(mayNot.upload(files, "诊断.png", SampleFiles.image(9, 9, "png"), Map.of("kind", "DIAGNOSIS")).status()).isEqualTo(403);
        }
    }

    private String ledgerOf(Shouwang.Session session) {
        return session.get("/api/procedures/chronic-card/ledger?region=" + Shouwang.COUNTY).text();
    }

    @Test
    void theIllnessStandsEncryptedInTheDatabaseAndNowhereElse() {
        declared();
        appraised("FIT");

        List<String> tables = database.sql("""
                select table_schema || '.' || table_name from information_schema.tables
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                """).query(String.class).list();
        assertThat(tables).contains(DEPLOYMENTS, "public.act_hi_varinst", "public.act_hi_dec_in", "shouwang.procedure_value");
        for (String secret : List.of(patient.name(), FINDING, REASON, "COPD")) {
            assertThat(tables.stream().filter(table -> !table.equals(DEPLOYMENTS)).filter(table -> database.sql("select exists (select from " + table
                    + " as r where r::text like ?)").param("%" + secret + "%").query(Boolean.class).single())).as(secret).isEmpty();
        }
        assertThat(database.sql("select count(*) from shouwang.procedure_entry where case_no = ? and personal_cipher is not null").param(caseNo)
                .query(Integer.class).single()).isEqualTo(3);
    }

    @Test
    void noCardIsIssuedBeforeTheAppraisalNotEvenByAnAdministrator() {
        declared();
        String instance = runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNo).singleResult().getId();

        assertThatThrownBy(() -> runtime.createProcessInstanceModification(instance).startBeforeActivity("userTask_issueCard").execute())
                .as("the limit of a card has not begun").isInstanceOf(ProcessEngineException.class);

        assertThat(shouwang.openTasks(caseNo)).containsExactly("userTask_appraise");
        assertThat(steps.missingBefore("chronic-card", "userTask_issueCard", caseNo)).get().asString().contains("鉴定审核");
        appraised("FIT");
        assertThat(steps.missingBefore("chronic-card", "userTask_issueCard", caseNo)).isEmpty();
    }

    @Test
    void theFiveWorkingDaysAreExplainedWithTheDayOnWhichTheyEnd() {
        declared();
        appraised("FIT");

        String explanation = limit("CHRONIC_CARD_5WD");
        assertThat(explanation).contains("就诊卡信息交接日期 2026-09-30 起", "满 5 个工作日", "即 2026-10-13 日终了", "禹巩固脱贫组〔2023〕5号三（二）4")
                .doesNotContain("2026-10-05", "顺延");
        assertThat(limit("CHRONIC_APPRAISAL")).contains("申报日期 2026-09-28 起", "最后一天为 2026-10-30");
    }

    @Test
    void aLimitThatBeginsOnADayWithoutWorkTellsTheWorkingDayFromWhichItIsCounted() {
        declared();
        clock.setTo("2026-10-08T09:00");
        Answer appraised = insurance().submit(caseNo, "userTask_appraise", Map.of("appraisalOutcome", "FIT", "appraisedOn", "2026-10-04", "appraisers", "周主任",
                "finding", FINDING, "certificateNo", "MZMB-9", "monthCap", 200, "cardDataReceivedOn", "2026-10-04"));
        assertThat(appraised.status()).as(appraised.text()).isBetween(200, 299);

        assertThat(limit("CHRONIC_CARD_5WD")).contains("就诊卡信息交接日期 2026-10-04（周日，不上班）起，顺延到之后第一个工作日 2026-10-08，次日开始计算，满 5 个工作日");
    }

    private String limit(String rule) {
        for (var limit : medicalGroup().view(caseNo).body().path("limits")) {
            if (limit.path("rule").asText().equals(rule)) {
                return limit.path("explanation").asText();
            }
        }
        throw new AssertionError("no limit " + rule);
    }

    @Test
    void papersNameThePatientAndWhatWasDecided() {
        assertThat(printed("waiver")).contains("不申报门诊慢性病声明", patient.name(), DISEASE, "签字");
        declared();
        appraised("FIT");

        assertThat(printed("appraisal")).contains("门诊慢性病鉴定审核表", patient.name(), DISEASE, FINDING, "符合", "2026年9月30日");
        assertThat(printed("certificate")).contains("门诊慢性病就医证明", patient.name(), DISEASE, "MZMB-9", "不设起付线，政策范围内报销65%，当月支付不超过当月限额");
    }

    @Test
    void theNoticeOfAnUnfitPatientCanBePrintedBeforeItIsDelivered() {
        declared();
        appraised("UNFIT");

        assertThat(printed("refusal")).contains("门诊慢性病鉴定结果告知书", patient.name(), DISEASE, FINDING, "未达到标准", "再次申报");
        assertThat(medicalGroup().get("/api/cases/" + caseNo + "/documents/certificate").status()).isEqualTo(404);
    }

    private String printed(String kind) {
        return Printed.text("chronic-card-" + kind, insurance().download("/api/cases/" + caseNo + "/documents/" + kind).body());
    }

    @Test
    void whyAnIllnessWasNotRecognisedAndWhoseItIsReadsNobodyElse() {
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        Answer started = shouwang.village().post("/api/procedures/chronic-card", Map.of("subject", Map.of("householdNo", household.householdNo(), "memberNo", 1),
                "foundBy", "DOCTOR_VISIT", "householdKind", "MONITORED", "disease", "COPD", "reason", REASON));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        caseNo = started.get("caseNo");
        clock.setTo("2026-09-28T09:00");
        declared();
        appraised("UNFIT");

        assertThat(shouwang.village().view(caseNo).text()).contains(household.householdNo(), "未达到标准");
        for (Shouwang.Session mayNot : List.of(shouwang.county(), shouwang.leader(), shouwang.as("city411000"))) {
            assertThat(mayNot.view(caseNo).status()).isEqualTo(200);
            assertThat(mayNot.view(caseNo).text()).doesNotContain(household.householdNo(), "memberNo\":1", "未达到标准");
            assertThat(mayNot.get("/cases/" + caseNo).text()).contains(caseNo).doesNotContain(household.householdNo(), "未达到标准");
            assertThat(mayNot.get("/households/" + household.householdNo()).text()).doesNotContain(caseNo);
        }
        assertThat(shouwang.village().get("/households/" + household.householdNo()).text()).contains(caseNo);
    }
}
