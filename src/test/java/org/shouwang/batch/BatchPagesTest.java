package org.shouwang.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the pages on which many cases are decided at once. */
class BatchPagesTest extends IntegrationTest {

    private static final String BATCH = "/tasks/batch";

    @Test
    void whatIsTickedIsShownWithWhatDecidesItAndTheFieldsOfTheStep() {
        CaseFlow flow = verified();
        CaseFlow other = verified();

        Answer page = shouwang.county().postForm(BATCH, ticked(flow, other));

        assertThat(page.status()).as(page.text()).isEqualTo(200);
        assertThat(page.text()).contains("批量办理", "信息比对", flow.head().name(), other.head().name(), "c." + COMPARISON_OUTCOME, "不一致，退村重新核实",
                "建议认定为存在返贫致贫风险");
    }

    @Test
    void tasksOfTwoStepsOfOthersAndOfHomeVisitsAreNotOffered() {
        CaseFlow atCounty = verified();
        CaseFlow atVillage = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(shouwang.village().postForm(BATCH, "taskId=" + id(shouwang.village(), atVillage, VERIFY_HOUSEHOLD)).status()).isEqualTo(400);
        assertThat(shouwang.village().postForm(BATCH, ticked(atCounty)).status()).isEqualTo(409);
        assertThat(shouwang.county().postForm(BATCH, "").status()).isEqualTo(400);
        assertThat(shouwang.county().postForm(BATCH, "taskId=nothing").status()).isEqualTo(409);
    }

    @Test
    void aReasonThatIsMissingForAllIsToldOnceAndOneThatIsMissingForOneInItsRow() {
        CaseFlow flow = verified();
        CaseFlow other = verified();

        Answer forAll = shouwang.county().postForm(BATCH + "/check", ticked(flow, other) + "&c." + COMPARISON_OUTCOME + "=DISCREPANT");
        Answer forOne = shouwang.county().postForm(BATCH + "/check", ticked(flow, other) + "&c." + COMPARISON_OUTCOME + "=CONSISTENT&c.opinion=ok&o."
                + task(other) + "." + COMPARISON_OUTCOME + "=DISCREPANT");

        assertThat(forAll.status()).isEqualTo(400);
        assertThat(forAll.text()).contains("id=\"opinion-error\"").doesNotContain("户还有内容需要修改");
        assertThat(forOne.status()).isEqualTo(400);
        assertThat(forOne.text()).contains("1 户还有内容需要修改", "须说明理由").doesNotContain("id=\"opinion-error\"");
        assertThat(flow.openTasks()).containsExactly(CONFIRM_COMPARISON);
    }

    @Test
    void whatIsConfirmedIsDecidedOnceAndWhatWasRefusedStaysTickedWithItsReason() {
        CaseFlow flow = verified();
        CaseFlow exception = verified();
        CaseFlow faster = verified();

        Answer stored = shouwang.county().postForm(BATCH + "/check", ticked(flow, exception, faster) + "&c." + COMPARISON_OUTCOME
                + "=CONSISTENT&c.opinion=%E5%90%8C%E6%84%8F&o." + task(exception) + "." + COMPARISON_OUTCOME + "=DISCREPANT&o." + task(exception) + ".opinion=%E6%9C%89%E8%BD%A6");
        assertThat(stored.status()).as(stored.text()).isEqualTo(302);
        assertThat(shouwang.county().postForm(BATCH, ticked(flow)).text()).as("what the comparison did not compare").contains("没有数据、未比对：");
        String batch = stored.location();
        Answer confirmation = shouwang.county().get(batch);
        assertThat(confirmation.text()).contains("将办理 3 户", "一致", "2 户", "有车", "1 户");
        assertThat(flow.openTasks()).as("nothing happens before the confirmation").containsExactly(CONFIRM_COMPARISON);
        shouwang.as("county411081b").submit(faster.caseNo(), CONFIRM_COMPARISON, Map.of(COMPARISON_OUTCOME, "CONSISTENT"));

        shouwang.county().postForm(batch + "/run", "");
        shouwang.county().postForm(batch + "/run", "");

        Answer result = shouwang.county().get(batch);
        assertThat(result.text()).contains("已办结 2 户", "1 户没有办成", faster.caseNo());
        assertThat(flow.openTasks()).containsExactly(PRESELECT_AT_VILLAGE);
        assertThat(flow.steps()).containsOnlyOnce(CONFIRM_COMPARISON);
        assertThat(exception.openTasks()).containsExactly(VERIFY_HOUSEHOLD);
        assertThat(shouwang.as("county411081b").get(batch).status()).as("the batch of another user").isEqualTo(404);
    }

    @Test
    void goingBackFillsInWhatWasFilledInBefore() {
        CaseFlow flow = verified();
        CaseFlow exception = verified();
        String batch = shouwang.county().postForm(BATCH + "/check", ticked(flow, exception) + "&c." + COMPARISON_OUTCOME + "=CONSISTENT&o." + task(exception) + "."
                + COMPARISON_OUTCOME + "=DISCREPANT&o." + task(exception) + ".opinion=shuoming").location();

        Answer page = shouwang.county().postForm(BATCH, ticked(flow, exception) + "&from=" + batch.replaceAll(".*/", ""));

        assertThat(page.text()).containsPattern("value=\"CONSISTENT\"[^>]*checked").contains("shuoming");
    }

    private CaseFlow verified() {
        return shouwang.newCase(TestPeople.somebody(), TODAY).verified();
    }

    private String task(CaseFlow flow) {
        return id(shouwang.county(), flow, CONFIRM_COMPARISON);
    }

    private static String id(Shouwang.Session who, CaseFlow flow, String task) {
        return who.taskId(flow.caseNo(), task);
    }

    private String ticked(CaseFlow... flows) {
        return Stream.of(flows).map(flow -> "taskId=" + task(flow)).collect(Collectors.joining("&"));
    }
}
