package org.shouwang.elimination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.elimination.RiskEliminationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.elimination.RiskEliminationProcess.REVIEW_AT_TOWNSHIP;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestChapter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests that deciders see the warnings against an elimination from other parts of the product, and that no warning refuses
 * anything.
 */
class WarningsTest extends IntegrationTest {

    private static final String WARNING = "有 1 笔小额信贷逾期未还";

    @LocalServerPort
    private int port;
    @Autowired
    private TestChapter chapter;

    @Test
    void everyLevelOfAnEliminationSeesTheWarningsAndGoesOnAllTheSame() {
        HouseholdFlow flow = warned(HouseholdFlow.monitored(shouwang, clock)).eliminationStarted();

        assertShown(flow, shouwang.village(), CHECK_HOUSEHOLD);
        assertThat(page(flow)).contains(WARNING);
        flow.checked();
        assertShown(flow, shouwang.village(), PRESELECT_AT_VILLAGE);
        flow.preselected().posted().noticeOver();
        assertShown(flow, shouwang.township(), REVIEW_AT_TOWNSHIP);
        flow.reviewed();
        assertShown(flow, shouwang.county(), CHECK_AT_COUNTY);
        flow.passed();
        assertShown(flow, shouwang.leader(), APPROVE_AT_COUNTY);
        flow.approved().announced().marked();
        assertThat(flow.view().get("status")).isEqualTo("ELIMINATED");
        assertThat(page(flow)).as("it is over").doesNotContain(WARNING);
    }

    @Test
    void everyLevelOfARollbackSeesThem() {
        HouseholdFlow flow = warned(HouseholdFlow.monitored(shouwang, clock).eliminated());
        assertThat(flow.start(shouwang.village(), "risk-rollback").status()).isEqualTo(201);

        assertShown(flow, shouwang.village(), CHECK_HOUSEHOLD);
        assertThat(flow.view().body().path("warnings")).extracting(JsonNode::asText).contains(WARNING);
    }

    @Test
    void aHouseholdWithoutAPlanIsWarnedOfThatAndOfNothingElse() {
        HouseholdFlow flow = HouseholdFlow.monitored(shouwang, clock).eliminationStarted();

        assertThat(shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD).rows("warnings").findValuesAsText("text"))
                .singleElement(InstanceOfAssertFactories.STRING).startsWith("帮扶计划还没有经县级确认");
        assertThat(flow.view().body().path("warnings")).hasSize(1);
    }

    private HouseholdFlow warned(HouseholdFlow flow) {
        chapter.warn(database.sql("select id from shouwang.household where household_no = ?").param(flow.householdNo())
                .query(Long.class).single(), WARNING);
        return flow;
    }

    private static void assertShown(HouseholdFlow flow, Shouwang.Session who, String task) {
        assertThat(who.form(flow.caseNo(), task).rows("warnings").findValuesAsText("text")).as(task).contains(WARNING);
    }

    private String page(HouseholdFlow flow) {
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("county411081", Shouwang.PASSWORD);
        return browser.get("/cases/" + flow.caseNo()).text();
    }
}
