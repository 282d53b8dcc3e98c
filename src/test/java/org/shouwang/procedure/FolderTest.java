package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TakenFlows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Tests that a folder outside the program is a procedure: it starts, runs, is listed, exported and withdrawn. */
@TestPropertySource(properties = "shouwang.procedures.folder=src/test/resources/procedures")
@Tag("apart")
class FolderTest extends IntegrationTest {

    private static final String VILLAGE = "411081101203";
    private static final String KEY = "well-repair";

    @Autowired
    private ReadFolders folders;
    @Autowired
    private Procedures procedures;
    @Autowired
    private TakenFlows flows;

    @TestFactory
    DynamicContainer itsExamplesArePlayed() {
        ProcedureFolder folder = folders.sound().stream().filter(each -> each.name().equals(KEY)).findFirst().orElseThrow();
        return new ProcedureExamples(shouwang, clock, database, flows, this::beginInTheMorning, this::awaitTimers).of(procedures.get(KEY), folder);
    }

    private Answer start(String village, int amount) {
        return shouwang.as("village" + village).post("/api/procedures/well-repair", Map.of("subject", Map.of("villageCode", village),
                "reason", "井壁塌了", "kindOfWell", "DEEP", "amount", amount, "contact", "赵大叔"));
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    @Test
    void aFolderOutsideTheProgramIsAProcedure() {
        String caseNo = start(Shouwang.VILLAGE, 6000).get("caseNo");
        assertThat(caseNo).startsWith("SJ-411081-");
        assertThat(start(Shouwang.VILLAGE, 1).status()).as("one is open").isEqualTo(409);
        assertThat(shouwang.township().tasks(caseNo)).containsExactly("userTask_reviewAtTownship");

        Answer unreasoned = shouwang.township().submit(caseNo, "userTask_reviewAtTownship", Map.of("townshipOutcome", "APPROVE", "amount", 6000));
        assertThat(unreasoned.status()).isEqualTo(400);
        assertThat(unreasoned.messageOf("opinion")).contains("6000 元超过 5000 元");
        Answer tooMuch = shouwang.township().submit(caseNo, "userTask_reviewAtTownship", Map.of("townshipOutcome", "APPROVE", "amount", 10001, "opinion", "急"));
        assertThat(tooMuch.messageOf("amount")).contains("不能超过 10000 元");
        done(shouwang.township().submit(caseNo, "userTask_reviewAtTownship",
                Map.of("townshipOutcome", "APPROVE", "amount", 6000, "opinion", "全村只有这一口井")));

        JsonNode view = shouwang.village().view(caseNo).body();
        assertThat(view.path("limits").path(0).path("rule").asText()).isEqualTo("WELL_REPAIR_5WD");
        done(shouwang.village().submit(caseNo, "userTask_repairWell", Map.of("repairedOn", TODAY)));
        Shouwang.Session inspector = shouwang.as("dept411081shuili");
        done(inspector.submit(caseNo, "userTask_acceptRepair", Map.of("acceptanceOutcome", "FAILED", "opinion", "还漏水")));
        done(shouwang.village().submit(caseNo, "userTask_repairWell", Map.of("repairedOn", TODAY)));
        done(inspector.submit(caseNo, "userTask_acceptRepair", Map.of("acceptanceOutcome", "PASSED")));
        assertThat(shouwang.village().view(caseNo).get("status")).isEqualTo("WELL_REPAIRED");

        JsonNode listed = shouwang.village().get("/api/procedures/well-repair/cases?kindOfWell=DEEP").body().path("items");
        assertThat(listed.findValuesAsText("caseNo")).contains(caseNo);
        assertThat(inspector.get("/api/procedures/well-repair/cases").body().path("items").findValuesAsText("caseNo")).contains(caseNo);
        assertThat(shouwang.as("dept411081yibao").get("/api/procedures/well-repair/cases").body().path("items")).isEmpty();
        String csv = new String(shouwang.village().download("/api/procedures/well-repair/ledger?format=csv").body(), StandardCharsets.UTF_8);
        assertThat(csv).contains("序号,编号,乡镇,村,类别,金额,审核日期,维修次数,状态", caseNo, "深井", "已修好");
    }

    @Test
    void everybodySeesWhichProceduresThereAreAndWhichAreTheirs() {
        JsonNode items = shouwang.as("village" + VILLAGE).get("/api/procedures").body().path("items");

        assertThat(items.findValuesAsText("key")).contains("well-repair", "monitoring-identification", "micro-loan").doesNotContain("public-notice");
        assertThat(items).filteredOn(item -> item.path("mayStart").asBoolean()).extracting(item -> item.path("title").asText())
                .contains("水井维修").doesNotContain("帮扶计划");
        assertThat(shouwang.as("leader411081").get("/api/procedures").body().path("items")).noneMatch(item -> item.path("mayStart").asBoolean());
    }

    @Test
    void aCaseOfAFolderIsWithdrawn() {
        String caseNo = start(VILLAGE, 100).get("caseNo");

        assertThat(shouwang.as("village" + VILLAGE).withdraw(caseNo, "自己修好了").status()).isEqualTo(200);
        assertThat(shouwang.as("village" + VILLAGE).view(caseNo).get("status")).isEqualTo("WITHDRAWN");
        assertThat(start(VILLAGE, 100).status()).isEqualTo(201);
    }
}
