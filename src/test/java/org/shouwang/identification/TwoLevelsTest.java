package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;

import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
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

/** Tests that a user with posts at two levels decides a case at one of them only (ID-6). */
class TwoLevelsTest extends IntegrationTest {

    @Autowired
    private Accounts accounts;
    @Autowired
    private IdentityService identity;

    @Test
    void nobodyDecidesTwoLevelsOfOneCase() {
        Shouwang.Session both = villageAndTownship("both1");
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared();
        flow.done(both, PRESELECT_AT_VILLAGE, Map.of(PRESELECTION_OUTCOME, "PRESELECT"));
        flow.posted(clock.today()).noticeOver(clock);

        Answer answer = both.submit(flow.caseNo(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.get("message")).contains("两个层级");
        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(REVIEW_AT_TOWNSHIP);
        flow.reviewed();
    }

    @Test
    void theSamePersonMayDecideAnotherCaseAtTheOtherLevel() {
        Shouwang.Session both = villageAndTownship("both2");
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);

        flow.done(both, REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE"));

        assertThat(processOf(flow.caseNo())).task().hasDefinitionKey(CHECK_AT_COUNTY);
    }

    private Shouwang.Session villageAndTownship(String id) {
        Post township = new Post(Role.TOWNSHIP, Shouwang.TOWNSHIP);
        accounts.addUserLike(id, "两岗人员", "admin", new Post(Role.VILLAGE, Shouwang.VILLAGE));
        identity.createMembership(id, township.group());
        identity.createMembership(id, Role.TOWNSHIP.group());
        return shouwang.as(id);
    }
}
