package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.paper.Printed;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests that a notice which a procedure posts stands on the pages and is a paper, as the notices of other processes. */
class ProcedureNoticeTest extends IntegrationTest {

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    @Test
    void aNoticeOfAFolderStandsOnTheWallOnThePageOfItsCaseAndAmongThePapers() {
        TestPeople.Person head = TestPeople.somebody();
        Answer started = shouwang.village().post("/api/procedures/housing-safety", Map.of("subject", Map.of("name", head.name(), "idNumber", head.idNumber(),
                "villageCode", Shouwang.VILLAGE), "source", "PATROL", "foundOn", TODAY, "reason", "东屋墙体开裂"));
        done(started);
        String caseNo = started.get("caseNo");
        Map<String, Object> discussed = new HashMap<>(Map.of("discussionOutcome", "PROPOSE", "discussedOn", TODAY, "attendants", 12, "group", "DIBAO",
                "persons", 4, "elderHere", "NO", "earlierAid", "NO", "ownMeans", "NO", "noHouse", "NO"));
        discussed.putAll(Map.of("otherSafeHouse", "NO", "livesIn", "THIS_HOUSE", "houseAddress", "3组12号", "structure", "EARTH", "builtYear", 1983,
                "houseArea", 46.5, "site", "SITE_NEW", "photosPlace", "本案材料"));
        done(shouwang.village().submit(caseNo, "userTask_discussAtVillage", discussed));
        assertThat(shouwang.village().get("/cases/" + caseNo).text()).contains("尚未公示", "张贴公示");
        done(shouwang.as("dept411081zhujian").submit(caseNo, "userTask_appraiseHouse", Map.of("grade", "D", "repairValue", "NO", "appraiser", "市房屋安全鉴定所",
                "reportNo", "JD-2026-031", "appraisedOn", TODAY)));
        done(shouwang.village().submit(caseNo, "userTask_postNotice", Map.of("postedAt", "村委会公示栏", "postedFrom", TODAY)));

        String noticeNo = shouwang.village().view(caseNo).get("noticeNo");
        assertThat(shouwang.village().get("/cases/" + caseNo).text()).contains(noticeNo, "公示至");
        String wall = shouwang.village().get("/notices/" + noticeNo).text();
        assertThat(wall).contains("拟列为危房改造的对象", head.name(), "鉴定等级和拟改造方式", "D级，拆除重建").doesNotContain(head.idNumber());
        HttpResponse<byte[]> paper = shouwang.village().download("/api/cases/" + caseNo + "/documents/notice");
        assertThat(paper.statusCode()).isEqualTo(200);
        assertThat(Printed.text("housing-safety-notice", paper.body())).contains("拟列为危房改造的对象", "D级，拆除重建", head.name());
        assertThat(shouwang.village().get("/cases/" + caseNo + "/documents").text()).contains("农村住房安全保障公示");

        assertThat(shouwang.village().get("/cases/" + caseNo).text()).doesNotContain("退回或异议的原因");
        done(shouwang.village().post("/api/notices/" + noticeNo + "/objections", Map.of("caseNo", caseNo, "statement", "这户在镇上有楼房")));
        done(shouwang.township().submit(caseNo, "userTask_resolveObjection", Map.of("objectionOutcome", "UPHELD", "opinion", "房产查询属实")));
        assertThat(shouwang.village().get("/cases/" + caseNo).text()).as("why it is back, before anything else")
                .containsPattern("(?s)退回或异议的原因：</strong><span>核查处理异议：房产查询属实</span>.*基本情况");
    }
}
