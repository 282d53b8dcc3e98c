package org.shouwang.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests that the next steps are told to the user who has just completed a task or opened a case, and to nobody else. */
class NextStepsTest extends IntegrationTest {

    @Test
    void whoeverCompletesATaskIsToldTheNextOneAndItsHolder() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        flow.verified();
        Answer next = shouwang.village().get("/api/tasks/" + taskId + "/next-steps");

        assertThat(next.get("text")).startsWith("已办结，下一步：信息比对（禹州市");
        assertThat(next.get("about")).contains(flow.head().name(), flow.caseNo(), "入户核实");
        assertThat(next.body().at("/steps/0/taskId").isNull()).as("it is not the village's turn").isTrue();
        assertThat(shouwang.county().get("/api/tasks/" + taskId + "/next-steps").status()).isEqualTo(404);
        assertThat(shouwang.county().get("/api/cases/" + flow.caseNo() + "/next-steps").body().at("/steps/0/taskId").asText())
                .isEqualTo(shouwang.county().taskId(flow.caseNo(), CONFIRM_COMPARISON));
    }

    @Test
    void whileANoticeHangsItsLastDayAndTheStepAfterItAreTold() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared().preselected();
        String taskId = shouwang.village().taskId(flow.caseNo(), POST_NOTICE);

        flow.posted(LocalDate.parse(TODAY));

        LocalDate last = LocalDate.parse(TODAY).plusDays(5);
        assertThat(shouwang.village().get("/api/tasks/" + taskId + "/next-steps").get("text")).isEqualTo(
                "已办结，下一步：公示至%d年%d月%d日，期满后乡级审核".formatted(last.getYear(), last.getMonthValue(), last.getDayOfMonth()));
    }

    @Test
    void theLastStepTellsHowTheCaseEnded() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        flow.verified(Payloads.ending("NO_RISK", TODAY));
        Shouwang.Session village = shouwang.village();
        String taskId = village.taskId(flow.caseNo(), INFORM_HOUSEHOLD);

        assertThat(village.submitTask(taskId, Map.of("informedBy", "VISIT", "informedOn", TODAY, "refusalReason", "家庭收入稳定，支出可负担")).status()).isEqualTo(204);

        assertThat(village.get("/api/tasks/" + taskId + "/next-steps").get("text")).isEqualTo("已办结，本案已结束：无返贫致贫风险");
    }
}
