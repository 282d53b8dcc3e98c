package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.deadline.Escalation;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that a pupil whose deferral is over is out of school again in lists and figures, although nobody has done a step (动态清零). */
class DeferralTest extends IntegrationTest {

    private static final String CASES = "/api/procedures/dropout-control/cases?limit=200&";

    @Autowired
    private Escalation escalation;

    @Test
    void aDeferralCountsUntilItsLastDayAndNoLonger() {
        String caseNo = deferred();
        assertThat(listed("dropoutOpen=0")).contains(caseNo);

        clock.setTo("2026-08-31T23:59:50");
        sweep(caseNo);
        assertThat(listed("dropoutOpen=0")).as("on the last day").contains(caseNo);
        assertThat(shouwang.as("dept411081jiaoyu").view(caseNo).body().at("/data/educationSecured").asText()).isEqualTo("已认定");

        clock.setTo("2026-09-01T00:00:10");
        Answer view = shouwang.as("dept411081jiaoyu").view(caseNo);
        assertThat(view.body().at("/data/dropoutOpen").asText()).as("whoever opens the case reads it at once").isEqualTo("1");
        assertThat(view.body().at("/data/educationSecured").asText()).isEqualTo("未认定");
        sweep(caseNo);

        assertThat(listed("dropoutOpen=1")).contains(caseNo);
        assertThat(listed("dropoutOpen=0")).doesNotContain(caseNo);
        assertThat(listed("educationSecured=未认定")).contains(caseNo);
        assertThat(listed("educationSecured=已认定")).doesNotContain(caseNo);
        assertThat(shouwang.openTasks(caseNo)).as("nothing was done").containsExactly("userTask_persuadeFurther");
    }

    private String listed(String condition) {
        Answer cases = shouwang.as("dept411081jiaoyu").get(CASES + condition);
        assertThat(cases.status()).as(cases.text()).isEqualTo(200);
        return cases.text();
    }

    private String deferred() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(13));
        Answer started = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-31", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", "欧阳大山", "absentSince", "2026-02-20", "reason", "没有到校"));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        String caseNo = started.get("caseNo");
        done(shouwang.as("dept411081jiaoyu").submit(caseNo, "userTask_confirmDropout", Map.of("dropoutOutcome", "DROPPED_OUT",
                "droppedOutOn", "2026-02-20", "dropoutReason", "WORK")));
        for (String day : new String[] {"2026-02-25", "2026-02-26", "2026-02-27"}) {
            done(shouwang.as("school411081").submit(caseNo, "userTask_persuade", Map.of("persuasionOutcome", "REFUSED", "persuadedOn", day,
                    "persuadedAt", "家中", "persuadedBy", "王老师", "guardian", "欧阳大山", "reply", "要去打工")));
        }
        done(shouwang.leader().submit(caseNo, "userTask_acceptAtJointGroup", Map.of("acceptanceOutcome", "TAKEN")));
        done(shouwang.as("dept411081jiaoyu").submit(caseNo, "userTask_persuadeJointly", Map.of("jointOutcome", "COURT_JUDGEMENT",
                "judgementNo", "（2026）豫1081民初1号", "judgedOn", "2026-03-01", "court", "禹州市人民法院")));
        done(shouwang.leader().submit(caseNo, "userTask_approveDeferral", Map.of("approvalOutcome", "APPROVE", "measure", "SUSPEND",
                "deferredUntil", "2026-08-31", "approvalNo", "禹政〔2026〕1号")));
        return caseNo;
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }

    private void sweep(String caseNo) {
        escalation.sweep();
        await().atMost(CaseFlow.TIMER).until(() -> database.sql("select count(*) from shouwang.deadline where case_no = ? and escalate_on <= ?")
                .params(caseNo, clock.today()).query(Long.class).single() == 0);
    }
}
