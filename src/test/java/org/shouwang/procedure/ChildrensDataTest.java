package org.shouwang.procedure;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests that only school, education department, township and village read who a pupil out of school is, and what was said at home. */
class ChildrensDataTest extends IntegrationTest {

    private static final String GUARDIAN = "欧阳大山";

    @Test
    void theLeadingGroupAndOtherDepartmentsReadTheFamilyNameOnly() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(12));
        Answer started = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-1", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", TODAY, "reason", "没有到校"));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        String caseNo = started.get("caseNo");
        String family = pupil.name().substring(0, 1) + "某";

        for (Shouwang.Session reads : new Shouwang.Session[] {shouwang.village(), shouwang.township(), shouwang.as("school411081"),
                shouwang.as("dept411081jiaoyu")}) {
            assertThat(reads.get("/cases/" + caseNo).text()).contains(pupil.name(), GUARDIAN);
        }
        for (Shouwang.Session mayNot : new Shouwang.Session[] {shouwang.leader(), shouwang.county(), shouwang.as("dept411081canlian")}) {
            assertThat(mayNot.get("/cases/" + caseNo).text()).contains(family, "XS-1").doesNotContain(pupil.name(), GUARDIAN);
            assertThat(mayNot.view(caseNo).text()).contains(family).doesNotContain(pupil.name(), GUARDIAN);
            assertThat(mayNot.get("/api/procedures/dropout-control/ledger").text()).contains(caseNo).doesNotContain(pupil.name(), GUARDIAN);
        }
        assertThat(shouwang.as("dept411081yibao").view(caseNo).status()).as("a department without a task").isEqualTo(404);
    }

    @Test
    void whoeverDoesATaskAddsItsFilesAndReadsOnlyTheOwnOfThemWhereOthersAreHidden() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(13));
        String caseNo = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-3", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", TODAY, "reason", "没有到校")).get("caseNo");
        String files = "/api/cases/" + caseNo + "/files";

        assertThat(shouwang.as("school411081").upload(files, "家访.pdf", SampleFiles.pdf("x"), Map.of("kind", "劝返记录")).status()).isEqualTo(201);
        Answer notice = shouwang.leader().upload(files, "通知.pdf", SampleFiles.pdf("x"), Map.of("kind", "联合劝返通知"));
        assertThat(notice.status()).as(notice.text()).isEqualTo(201);

        assertThat(shouwang.leader().get(files).text()).contains("联合劝返通知").doesNotContain("劝返记录");
        assertThat(shouwang.township().get(files).text()).contains("联合劝返通知", "劝返记录");
        assertThat(shouwang.county().upload(files, "无关.pdf", SampleFiles.pdf("x"), Map.of("kind", "其他材料")).status()).as("the county has no task there").isEqualTo(403);
        assertThat(shouwang.as("dept411081jiaoyu").get("/cases/" + caseNo + "/files").text()).contains("劝返记录", "司法文书", "其他材料")
                .doesNotContain("贷款用途凭证", "预警材料");
    }

    @Test
    void nobodyIsOfferedToBeShownWhatIsNotShown() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(10));
        String caseNo = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-4", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", TODAY, "reason", "没有到校")).get("caseNo");

        assertThat(shouwang.village().get("/cases/" + caseNo).text()).contains("显示完整证件号", "<dt>姓名</dt><dd>" + pupil.name() + "</dd>")
                .doesNotContain("<dd>" + pupil.name().substring(0, 1) + "某</dd>");
        assertThat(shouwang.county().get("/cases/" + caseNo).text()).contains("（不在此显示）").doesNotContain("显示完整证件号", "显示（查看会记录）");
    }

    @Test
    void anotherVillageOrTownshipOfTheCountyDoesNotSeeTheCase() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(11));
        String caseNo = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-2", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", TODAY, "reason", "没有到校")).get("caseNo");

        for (String elsewhere : new String[] {"village411081101202", "village411081102201", "township411081102"}) {
            assertThat(shouwang.as(elsewhere).view(caseNo).status()).as("/api/cases for " + elsewhere).isEqualTo(404);
            assertThat(shouwang.as(elsewhere).get("/cases/" + caseNo).text()).as("the page for " + elsewhere).doesNotContain(pupil.name());
            assertThat(shouwang.as(elsewhere).get("/api/procedures/dropout-control/ledger").text()).as("the ledger for " + elsewhere)
                    .doesNotContain(caseNo);
        }
    }

    @Test
    void whoeverDecidesReadsOnWhatAndOnlyWhileItIsToBeDecided() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(14));
        String caseNo = started(pupil, "XS-5");
        done(shouwang.as("dept411081jiaoyu").submit(caseNo, "userTask_confirmDropout", Map.of("dropoutOutcome", "DROPPED_OUT",
                "droppedOutOn", "2026-02-20", "dropoutReason", "WORK")));
        for (String day : new String[] {"2026-02-25", "2026-02-26", "2026-02-27"}) {
            assertThat(page(shouwang.leader(), caseNo)).doesNotContain(pupil.name(), GUARDIAN, "说要去打工");
            done(shouwang.as("school411081").submit(caseNo, "userTask_persuade", Map.of("persuasionOutcome", "REFUSED", "persuadedOn", day,
                    "persuadedAt", "家中", "persuadedBy", "王老师", "guardian", GUARDIAN, "reply", "说要去打工" + day)));
        }

        String accept = shouwang.leader().taskId(caseNo, "userTask_acceptAtJointGroup");
        for (String read : new String[] {page(shouwang.leader(), caseNo), shouwang.leader().get("/tasks/" + accept).text()}) {
            assertThat(read).contains(pupil.name(), GUARDIAN, "历次劝返", "说要去打工2026-02-25", "说要去打工2026-02-26", "说要去打工2026-02-27");
        }
        assertThat(page(shouwang.county(), caseNo)).doesNotContain(pupil.name(), GUARDIAN, "说要去打工");
        done(shouwang.leader().submit(caseNo, "userTask_acceptAtJointGroup", Map.of("acceptanceOutcome", "TAKEN")));
        done(shouwang.as("dept411081jiaoyu").submit(caseNo, "userTask_persuadeJointly", Map.of("jointOutcome", "COURT_JUDGEMENT",
                "judgementNo", "（2026）豫1081民初1号", "judgedOn", "2026-03-01", "court", "禹州市人民法院")));
        String approve = shouwang.leader().taskId(caseNo, "userTask_approveDeferral");
        assertThat(shouwang.leader().get("/tasks/" + approve).text()).contains(pupil.name(), "说要去打工");
        done(shouwang.leader().submit(caseNo, "userTask_approveDeferral", Map.of("approvalOutcome", "REJECT", "opinion", "先执行判决")));

        assertThat(page(shouwang.leader(), caseNo)).as("has decided").doesNotContain(pupil.name(), GUARDIAN, "说要去打工");
        assertThat(page(shouwang.village(), caseNo)).contains(pupil.name(), GUARDIAN, "说要去打工");

        Answer second = start(pupil, "XS-5");
        assertThat(second.status()).as(second.text()).isEqualTo(409);
        assertThat(second.text()).contains("已有在办的控辍保学案件", caseNo);
        Map<String, Object> told = Map.of("informedBy", "VISIT", "informedOn", TODAY, "refusalReason", "先执行判决");
        done(shouwang.as("dept411081jiaoyu").submit(caseNo, "userTask_informRefusal", told));
        assertThat(shouwang.village().view(caseNo).get("status")).isEqualTo("IN_PROGRESS");
        assertThat(shouwang.openTasks(caseNo)).containsExactly("userTask_persuade");
        assertThat(start(pupil, "XS-5").status()).as("while it is in progress again").isEqualTo(409);
    }

    @Test
    void whatIsTakenBackCountsAndOpensNothingAnyMore() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(14));
        String caseNo = started(pupil, "XS-9");
        Shouwang.Session education = shouwang.as("dept411081jiaoyu");
        done(unfit(caseNo));
        assertThat(page(shouwang.as("dept411081canlian"), caseNo)).contains(pupil.name());
        done(education.post("/api/cases/" + caseNo + "/take-back", Map.of("reason", "选错了")));
        assertThat(page(shouwang.as("dept411081canlian"), caseNo)).as("not found unfit").doesNotContain(pupil.name());
        assertThat(education.get("/api/procedures/dropout-control/cases?limit=200&dropoutOpen=1").text()).doesNotContain(caseNo);
        assertThat(education.get("/tasks/" + education.taskId(caseNo, "userTask_confirmDropout")).text()).as("to be corrected").contains("双下肢残疾");

        done(education.submit(caseNo, "userTask_confirmDropout", Map.of("dropoutOutcome", "DROPPED_OUT", "droppedOutOn", "2026-02-20", "dropoutReason", "WORK")));
        for (String day : new String[] {"2026-02-25", "2026-02-26", "2026-02-27"}) {
            done(shouwang.as("school411081").submit(caseNo, "userTask_persuade", Map.of("persuasionOutcome", "REFUSED", "persuadedOn", day,
                    "persuadedAt", "家中", "persuadedBy", "王老师", "guardian", GUARDIAN, "reply", "说要去打工" + day)));
        }
        assertThat(page(shouwang.leader(), caseNo)).contains(pupil.name());
        done(shouwang.as("school411081").post("/api/cases/" + caseNo + "/take-back", Map.of("reason", "误")));

        assertThat(page(shouwang.leader(), caseNo)).as("has nothing to decide").doesNotContain(pupil.name(), "说要去打工");
        assertThat(education.view(caseNo).body().path("data").path("persuasions").asInt()).isEqualTo(2);
        assertThat(education.view(caseNo).body().path("data").toString()).doesNotContain("2026-02-27");
        assertThat(education.get("/api/procedures/dropout-control/ledger").body().path("items")).filteredOn(row -> row.path("编号").asText().equals(caseNo))
                .singleElement().extracting(row -> row.path("劝返3").isNull()).isEqualTo(true);
        done(shouwang.as("school411081").submit(caseNo, "userTask_persuade", Map.of("persuasionOutcome", "REFUSED", "persuadedOn", "2026-02-27",
                "persuadedAt", "家中", "persuadedBy", "王老师", "guardian", GUARDIAN, "reply", "说要去打工")));
        assertThat(shouwang.openTasks(caseNo)).containsExactly("userTask_acceptAtJointGroup");
        assertThat(education.view(caseNo).body().path("data").path("persuasions").asInt()).isEqualTo(3);
    }

    @Test
    void theExpertsDecisionForHomeTeachingBeginsItAndItsRefusalBeginsTheDropoutControlAgain() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(12));
        String caseNo = started(pupil, "XS-6");
        done(unfit(caseNo));
        assertThat(page(shouwang.as("dept411081canlian"), caseNo)).contains(pupil.name(), "双下肢残疾");
        done(taughtAtHome(caseNo));

        Answer ended = shouwang.as("dept411081jiaoyu").view(caseNo);
        assertThat(ended.get("status")).isEqualTo("HOME_TEACHING");
        String teaching = ended.body().at("/relatedCases/0").asText();
        assertThat(shouwang.openTasks(teaching)).containsExactly("userTask_approveHomeTeaching");
        assertThat(page(shouwang.as("dept411081jiaoyu"), teaching)).contains(pupil.name(), "双下肢残疾", "禹残评〔2026〕3号", caseNo);
        assertThat(page(shouwang.as("dept411081canlian"), caseNo)).doesNotContain("双下肢残疾");
        for (String nobody : new String[] {"village411081101201", "township411081101", "school411081", "dept411081jiaoyu"}) {
            Answer withdrawn = shouwang.as(nobody).withdraw(teaching, "不办了");
            assertThat(withdrawn.status()).as(nobody + withdrawn.text()).isEqualTo(403);
        }
        assertThat(shouwang.village().withdraw(teaching, "不办了").text()).contains("控辍保学转来的送教上门不能撤回");

        TestPeople.Person other = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(10));
        for (String named : new String[] {"KC-411081-2026-999999", started(other, "XS-61"), caseNo}) {
            Answer wrong = shouwang.village().post("/api/procedures/home-teaching", Map.ofEntries(entry("subject", Map.of("name", other.name(),
                    "idNumber", other.idNumber(), "villageCode", Shouwang.VILLAGE)), entry("pupilNo", "XS-61"), entry("school", "花石镇一中"),
                    entry("grade", "P4"), entry("assessmentNo", "无"), entry("guardian", GUARDIAN), entry("bodyCondition", "肢体残疾"),
                    entry("guardianAgreed", true), entry("reason", "家长提出"), entry("dropoutCaseNo", named)));
            assertThat(wrong.wrongFields()).as(named + wrong.text()).containsExactly("dropoutCaseNo");
        }

        done(shouwang.as("dept411081jiaoyu").submit(teaching, "userTask_approveHomeTeaching", Map.of("approvalOutcome", "REJECT", "opinion", "可以到特殊教育学校")));

        Answer refused = shouwang.as("dept411081jiaoyu").view(teaching);
        assertThat(refused.get("status")).isEqualTo("HOME_TEACHING_REFUSED");
        assertThat(refused.body().path("relatedCases")).hasSize(2);
        String again = refused.body().at("/relatedCases/1").asText();
        assertThat(again).startsWith("KC-").isNotEqualTo(caseNo);
        assertThat(shouwang.openTasks(again)).containsExactly("userTask_confirmDropout");
        assertThat(page(shouwang.village(), again)).contains(pupil.name(), "送教上门案件" + teaching);
    }

    @Test
    void homeTeachingThatHasBegunAlreadyIsNotBegunTwice() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(11));
        Answer teaching = shouwang.as("school411081").post("/api/procedures/home-teaching", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-7", "school", "花石镇一中", "grade", "P5",
                "assessmentNo", "禹残评〔2026〕2号", "guardian", GUARDIAN, "bodyCondition", "双下肢残疾", "guardianAgreed", true, "reason", "家长提出"));
        assertThat(teaching.status()).as(teaching.text()).isEqualTo(201);
        String caseNo = started(pupil, "XS-7");
        done(unfit(caseNo));

        done(taughtAtHome(caseNo));

        assertThat(shouwang.as("dept411081jiaoyu").view(caseNo).body().at("/relatedCases/0").asText()).isEqualTo(teaching.get("caseNo"));
        assertThat(shouwang.as("dept411081jiaoyu").get("/api/messages?limit=200").text()).contains("转送教上门：" + caseNo);
    }

    @Test
    void onlyThoseWhoReadAChildsCaseReadAllNotesOfIt() {
        String caseNo = started(TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(13)), "XS-8");
        String notes = "/api/cases/" + caseNo + "/notes";
        assertThat(shouwang.village().post(notes, Map.of("text", "孩子随母亲在外地")).status()).isEqualTo(201);

        for (Shouwang.Session reads : new Shouwang.Session[] {shouwang.village(), shouwang.township(), shouwang.as("school411081"), shouwang.as("dept411081jiaoyu")}) {
            assertThat(reads.get(notes).text()).contains("随母亲在外地");
        }
        for (String other : new String[] {"county411081", "leader411081", "city411000", "dept411081canlian"}) {
            assertThat(shouwang.as(other).get(notes).status()).as(other).isEqualTo(200);
            assertThat(shouwang.as(other).get(notes).text()).as(other).doesNotContain("随母亲在外地");
            assertThat(page(shouwang.as(other), caseNo + "/notes")).as("the page for " + other).contains("写备注").doesNotContain("随母亲在外地");
        }
        assertThat(shouwang.county().post(notes, Map.of("text", "请教育局核实")).status()).isEqualTo(201);
        assertThat(shouwang.county().get(notes).text()).as("one's own").contains("请教育局核实");
        assertThat(shouwang.village().post(notes, Map.of("text", "请看", "mention", "county411081")).wrongFields()).containsExactly("mention");
        assertThat(shouwang.village().post(notes, Map.of("text", "请看", "mention", "township411081101")).status()).isEqualTo(201);
    }

    private String started(TestPeople.Person pupil, String number) {
        Answer started = start(pupil, number);
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return started.get("caseNo");
    }

    private Answer start(TestPeople.Person pupil, String number) {
        return shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", number, "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", "2026-02-20", "reason", "没有到校"));
    }

    private Answer unfit(String caseNo) {
        return shouwang.as("dept411081jiaoyu").submit(caseNo, "userTask_confirmDropout", Map.of("dropoutOutcome", "UNFIT",
                "droppedOutOn", "2026-02-20", "dropoutReason", "ILLNESS", "bodyCondition", "双下肢残疾"));
    }

    private Answer taughtAtHome(String caseNo) {
        return shouwang.as("dept411081canlian").submit(caseNo, "userTask_assessByExperts", Map.of("assessmentOutcome", "HOME_TEACHING",
                "assessedOn", TODAY, "assessmentNo", "禹残评〔2026〕3号", "experts", "孙医生、周老师、吴主任", "finding", "不能到校", "guardianAgreed", true));
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }

    private static String page(Shouwang.Session session, String caseNo) {
        return session.get("/cases/" + caseNo).text();
    }
}
