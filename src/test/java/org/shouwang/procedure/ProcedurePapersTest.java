package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.shouwang.paper.Printed;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the papers of a procedure outside the program: which there are, what they print, and who may have them. */
class ProcedurePapersTest extends IntegrationTest {

    private String started() {
        TestPeople.Person person = TestPeople.somebody();
        Answer started = shouwang.partner().post("/api/procedures/hearing-aid", new LinkedHashMap<>(Map.of("subject", Map.of("name", person.name(), "idNumber",
                person.idNumber(), "villageCode", Shouwang.VILLAGE), "ear", "LEFT", "reason", "左耳听不清", "diagnosis", "感音神经性聋")));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return started.get("caseNo");
    }

    private static List<String> ready(Shouwang.Session user, String caseNo) {
        Answer answer = user.get("/api/cases/" + caseNo + "/documents");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("items").findValuesAsText("kind");
    }

    private static String printed(Shouwang.Session user, String caseNo, String kind) {
        HttpResponse<byte[]> answer = user.download("/api/cases/" + caseNo + "/documents/" + kind);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Printed.text("hearing-aid-" + kind, answer.body());
    }

    @Test
    void aPaperIsMadeFromTheTemplateOfTheFolderOnceItsTaskIsDone() {
        String caseNo = started();
        assertThat(shouwang.township().get("/api/cases/" + caseNo + "/documents/approval").status()).isEqualTo(404);
        shouwang.township().submit(caseNo, "userTask_reviewAtTownship", Map.of("reviewOutcome", "APPROVE", "price", 1500, "opinion", "情况属实"));

        assertThat(ready(shouwang.township(), caseNo)).contains("approval").doesNotContain("refusal");
        String first = printed(shouwang.township(), caseNo, "approval");
        assertThat(first).contains("助听器申领审批表", caseNo, "左耳", "左耳听不清", "感音神经性聋", "1,500", "情况属实", "乡镇审核", "2026年3月2日");
        assertThat(shouwang.village().get("/cases/" + caseNo + "/documents").text()).contains("助听器申领审批表", "第1版", "档案目录");
        assertThat(shouwang.partner().get("/api/cases/" + caseNo + "/documents").text()).doesNotContain("approval");
        assertThat(shouwang.partner().get("/api/cases/" + caseNo + "/documents/approval").status()).isEqualTo(404);
    }

    @Test
    void whoeverIsRefusedGetsALetterWithTheReasonThatWasTold() {
        String caseNo = started();
        shouwang.township().submit(caseNo, "userTask_reviewAtTownship", Map.of("reviewOutcome", "REJECT", "opinion", "不足六十分贝"));
        assertThat(ready(shouwang.village(), caseNo)).contains("refusal").doesNotContain("approval");
        shouwang.village().submit(caseNo, "userTask_informApplicant", Map.of("informedBy", "王干事", "informedOn", TODAY, "refusalReason", "听力损失不到六十分贝"));

        assertThat(printed(shouwang.village(), caseNo, "refusal")).contains("不予办理告知书", "助听器申领", "听力损失不到六十分贝", "王干事", "2026年3月2日");
    }

    @Test
    void casesOfATownshipStandInOneListEachWithItsOwnValues() throws IOException {
        List<String> both = List.of(started(), started());
        for (int i = 0; i < both.size(); i++) {
            shouwang.township().submit(both.get(i), "userTask_reviewAtTownship", Map.of("reviewOutcome", "APPROVE", "price", 1200 + i, "opinion", "情况属实"));
        }

        try (ZipInputStream set = new ZipInputStream(new ByteArrayInputStream(shouwang.township().downloadByPost("/api/documents",
                Map.of("kind", "approved", "caseNos", both))))) {
            assertThat(set.getNextEntry()).isNotNull();
            assertThat(Printed.text("hearing-aid-approved", set.readAllBytes())).contains("助听器发放名单", "1,200", "1,201", "左耳", "顺店镇");
            assertThat(set.getNextEntry()).as("another file").isNull();
        }
    }

    @Test
    void eachPersuasionOfAPupilHasARowOfItsOwnOnThePupilsSheet() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse("2012-05-06"));
        String caseNo = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(), "idNumber", pupil.idNumber(),
                "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-901", "school", "花石镇一中", "grade", "J2", "foundBy", "SCHOOL_LIST", "guardian", "李大山",
                "absentSince", "2026-02-20", "reason", "没有到校")).get("caseNo");
        shouwang.as("dept411081jiaoyu").submit(caseNo, "userTask_confirmDropout", Map.of("dropoutOutcome", "DROPPED_OUT", "droppedOutOn", "2026-02-20",
                "dropoutReason", "WEARY"));
        persuade(caseNo, "2026-02-25", "说跟不上");
        persuade(caseNo, "2026-02-28", "再想几天");

        HttpResponse<byte[]> sheet = shouwang.as("school411081").download("/api/cases/" + caseNo + "/documents/record");

        assertThat(Printed.text("dropout-control-record", sheet.body())).contains("控辍保学一生一表", pupil.name(), "初中二年级", "2026年2月25日", "说跟不上",
                "2026年2月28日", "再想几天", "仍不返校", "未认定");
        assertThat(shouwang.leader().get("/api/cases/" + caseNo + "/documents/record").status()).as("the leading group reads no names").isEqualTo(404);
    }

    private void persuade(String caseNo, String day, String reply) {
        assertThat(shouwang.as("school411081").submit(caseNo, "userTask_persuade", Map.of("persuasionOutcome", "REFUSED", "persuadedOn", day,
                "persuadedAt", "学生家中", "persuadedBy", "班主任", "guardian", "李大山", "reply", reply)).wrongFields()).isEmpty();
    }

    @Test
    void underTheSealStandsTheDayOfTheDecisionHoweverLateThePaperIsPrinted() {
        TestPeople.Person person = TestPeople.somebody();
        String caseNo = shouwang.village().post("/api/procedures/temporary-relief", new LinkedHashMap<>(Map.of("subject", Map.of("name", person.name(), "idNumber",
                person.idNumber(), "villageCode", Shouwang.VILLAGE), "source", "APPLICATION", "residence", "RURAL", "reason", "住院花费大"))).get("caseNo");
        shouwang.village().submit(caseNo, "userTask_investigate", Map.of("investigatedOn", TODAY, "investigators", "村赵、乡钱", "cause", "INCOME_DROP", "persons", 5,
                "monthlyIncome", 3000, "loss", 1000, "spending", 0, "amountAsked", 20000, "circumstances", "家里开超市"));
        assertThat(shouwang.township().submit(caseNo, "userTask_reviewAtTownship", Map.of("townshipReviewOutcome", "REJECT", "opinion", "基本生活没有困难")).status())
                .isBetween(200, 299);
        clock.setTo("2026-03-06T09:00");

        assertThat(Printed.text("relief-refusal", shouwang.township().download("/api/cases/" + caseNo + "/documents/refusal").body()))
                .contains("村民委员会\n2026年3月2日").contains("于2026年3月6日出具");
        assertThat(Printed.text("relief-approval", shouwang.township().download("/api/cases/" + caseNo + "/documents/approval").body()))
                .as("a day that is still to come is filled in by hand").contains("审批单位（盖章）\n　　　年　　月　　日");
    }

    @Test
    void theDayOfPrintingStandsInTheFootersOfTheProgramsPapersAlone() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("bpmn"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".docx")).toList()) {
                try (XWPFDocument paper = new XWPFDocument(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                    assertThat(paper.getDocument().xmlText()).as(file.toString()).doesNotContain("madeOn");
                }
            }
        }
    }
}
