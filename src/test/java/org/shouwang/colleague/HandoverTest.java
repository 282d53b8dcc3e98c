package org.shouwang.colleague;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that a task is handed over within its post and to nobody else. */
class HandoverTest extends IntegrationTest {

    private static final String NAME = "同村赵会计";

    @Autowired
    private Accounts accounts;

    private CaseFlow flow;
    private String task;
    private String colleagueId;

    @BeforeEach
    void aTaskOfAPostWithTwoPeople() {
        colleagueId = "colleague" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(colleagueId, NAME, "admin", new Post(Role.VILLAGE, Shouwang.VILLAGE));
        flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        task = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
    }

    @Test
    void aColleagueOfThePostGetsTheTaskWithAMessage() {
        Answer done = handOver(shouwang.village(), colleagueId, "下乡，今天办不了");

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.get("claimedBy")).isEqualTo(colleagueId);
        assertThat(flow.view().body().at("/handovers/0/kind").asText()).isEqualTo("HANDED_OVER");
        assertThat(flow.view().body().at("/handovers/0/text").asText()).contains("转办给" + NAME, "下乡，今天办不了");
        assertThat(shouwang.as(colleagueId).get("/api/messages").text()).contains("转办给您", flow.caseNo());
        assertThat(shouwang.village().get("/api/messages?limit=200").text()).doesNotContain("转办给您：" + flow.caseNo());
        assertThat(shouwang.as("admin").get("/api/acts?kind=HANDOVER&subject=" + flow.caseNo()).text()).contains("转办给 " + colleagueId);
        assertThat(handOver(shouwang.village(), colleagueId, "再转一次").status()).as("the colleague's now").isEqualTo(409);
    }

    @Test
    void peopleWithoutThePostGetNothing() {
        for (String user : new String[] {"township" + Shouwang.TOWNSHIP, "county411081", "nobodyAtAll", "village" + Shouwang.VILLAGE, "", "partner"}) {
            assertThat(handOver(shouwang.village(), user, "请帮忙").wrongFields()).as(user).containsExactly("user");
        }
        assertThat(handOver(shouwang.village(), colleagueId, "  ").wrongFields()).containsExactly("reason");
        assertThat(shouwang.village().get("/api/tasks/" + task + "/claim").get("claimedBy")).isNull();
    }

    @Test
    void nobodyHandsOverTheTasksOfOthers() {
        assertThat(handOver(shouwang.township(), colleagueId, "请办").status()).isEqualTo(404);
        assertThat(handOver(shouwang.as("county411024"), colleagueId, "请办").status()).isEqualTo(404);
        assertThat(handOver(shouwang.partner(), colleagueId, "请办").status()).isEqualTo(404);
        assertThat(handOver(shouwang.county(), colleagueId, "请办").status()).as("only overlooks").isEqualTo(403);
        assertThat(shouwang.village().post("/api/tasks/nothing/handover", Map.of("user", colleagueId, "reason", "请办")).status()).isEqualTo(404);
    }

    @Test
    void whoHasDecidedAnotherLevelGetsNothing() {
        flow.untilReview(clock);
        String both = "colleague" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(both, "两岗孙干事", "admin", new Post(Role.TOWNSHIP, Shouwang.TOWNSHIP));
        database.sql("update shouwang.task_decision set decided_by = ? where case_no = ? and element_id = ?")
                .params(both, flow.caseNo(), VERIFY_HOUSEHOLD).update();
        task = shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP);

        Answer refused = handOver(shouwang.township(), both, "请办");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("另一层级");
    }

    @Test
    void thePageOffersTheColleagues() {
        String address = "/tasks/" + task + "/handover";
        assertThat(page(shouwang.village(), address)).contains(NAME, "确认转办");
        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo())).contains(address);
        assertThat(shouwang.village().postForm(address, Map.of("user", "", "reason", "")).text()).contains("为必填项");

        assertThat(shouwang.village().postForm(address, Map.of("user", colleagueId, "reason", "下乡")).location()).endsWith("/cases/" + flow.caseNo());

        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo())).contains("转办给" + NAME);
    }

    private Answer handOver(Shouwang.Session who, String user, String reason) {
        return who.post("/api/tasks/" + task + "/handover", Map.of("user", user, "reason", reason));
    }

    private static String page(Shouwang.Session session, String path) {
        return session.send("GET", path, null, Map.of("Accept", "text/html")).text();
    }
}
