package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
}
