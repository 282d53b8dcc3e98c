package org.shouwang.authorisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.KEY;

import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.paper.Printed;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests 授权批准: the county's department approves in the leading group's name while it is authorised (ID-4 step 6). */
class AuthorisationTest extends IntegrationTest {

    private static final Map<String, String> APPROVE = Map.of(COUNTY_APPROVAL_OUTCOME, "APPROVE", "opinion", "同意纳入");

    /** Other tests expect the leading group to approve. */
    @AfterEach
    void endAll() {
        shouwang.leader().get("/api/authorisations").body().path("items").forEach(item ->
                shouwang.leader().send("DELETE", "/api/authorisations/" + item.path("id").asText(), null, Map.of()));
    }

    @Test
    void aColleagueOfTheCheckerApprovesWhatIsOpenAndTheRecordNamesTheAuthorisation() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        Shouwang.Session colleague = shouwang.as("county411081b");
        assertThat(colleague.tasks(flow.caseNo())).isEmpty();

        Answer given = give(shouwang.leader(), clock.today().toString(), clock.today().plusDays(5).toString());

        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(given.get("state")).isEqualTo("IN_FORCE");
        Answer byChecker = shouwang.county().submit(flow.caseNo(), APPROVE_AT_COUNTY, APPROVE);
        assertThat(byChecker.status()).as("who checked does not approve").isEqualTo(409);
        flow.done(colleague, APPROVE_AT_COUNTY, APPROVE);
        assertThat(flow.openTasks()).contains(ANNOUNCE_RESULT);
        assertThat(shouwang.leader().get("/cases/" + flow.caseNo()).text()).contains("授权批准", "长办〔2026〕8号");
    }

    @Test
    void whoOnlyComparedMayApproveAndWhoCheckedCannotEvenClaim() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock).reviewed();
        Shouwang.Session checker = shouwang.as("county411081b");
        flow.done(checker, CHECK_AT_COUNTY, Map.of(COUNTY_CHECK_OUTCOME, "PASS", "opinion", "材料齐全"));
        give(shouwang.leader(), clock.today().toString(), clock.today().toString());

        Answer byChecker = checker.submit(flow.caseNo(), APPROVE_AT_COUNTY, APPROVE);
        Answer claimed = checker.post("/engine-rest/task/" + checker.taskId(flow.caseNo(), APPROVE_AT_COUNTY) + "/claim", Map.of("userId", "county411081b"));
        flow.done(shouwang.county(), APPROVE_AT_COUNTY, APPROVE);

        assertThat(byChecker.status()).isEqualTo(409);
        assertThat(byChecker.text()).contains("您已审核过本案");
        assertThat(claimed.status()).isEqualTo(409);
        assertThat(flow.openTasks()).contains(ANNOUNCE_RESULT);
    }

    @Test
    void theDepartmentGetsNoOtherRightOfTheLeadingGroup() {
        CaseFlow approved = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        CaseFlow compared = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        Shouwang.Session colleague = shouwang.as("county411081b");
        shouwang.village().post("/api/cases/" + approved.caseNo() + "/notes", Map.of("text", "请领导小组看这一条", "mention", "leader411081"));
        give(shouwang.leader(), clock.today().toString(), clock.today().toString());
        String task = colleague.taskId(approved.caseNo(), APPROVE_AT_COUNTY);

        Answer urged = colleague.post("/api/cases/" + compared.caseNo() + "/urgings", Map.of("note", "请尽快比对"));
        Answer handedOver = colleague.post("/api/tasks/" + task + "/handover", Map.of("user", "leader411081", "reason", "请领导办理"));

        assertThat(urged.status()).as("the leading group urges its department, no colleague does").isEqualTo(403);
        assertThat(handedOver.status()).isEqualTo(403);
        assertThat(handedOver.text()).contains("授权的是审批");
        assertThat(colleague.get("/tasks/" + task).text()).contains("县级审批").doesNotContain("转办给同事");
        assertThat(colleague.get("/api/messages").text()).doesNotContain("备注：" + approved.caseNo());
        assertThat(shouwang.leader().get("/api/messages").text()).contains("备注：" + approved.caseNo());
        assertThat(colleague.get("/home").text()).contains("授权批准，依据长办〔2026〕8号").doesNotContain("岗位：县级领导小组", "、县级领导小组");
    }

    @Test
    void papersNameTheDocumentAndItsDays() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        CaseFlow byTheGroup = shouwang.newCase(TestPeople.somebody(), clock.today().toString()).untilApproval(clock).approved();
        give(shouwang.leader(), clock.today().toString(), clock.today().plusDays(5).toString());
        flow.done(shouwang.as("county411081b"), APPROVE_AT_COUNTY, APPROVE);

        String until = DateTimeFormatter.ofPattern("yyyy年M月d日").format(clock.today().plusDays(5));
        for (String kind : List.of("approval-list", "county-approval")) {
            assertThat(printed(flow, kind)).as(kind).contains("授权批准，依据长办〔2026〕8号，有效期2026年", "至" + until);
            assertThat(printed(byTheGroup, kind)).as(kind).doesNotContain("授权批准");
        }
    }

    private String printed(CaseFlow flow, String kind) {
        return Printed.text("authorised-" + kind, shouwang.county().download("/api/cases/" + flow.caseNo() + "/documents/" + kind).body());
    }

    @Test
    void theLeadingGroupStillApprovesMeanwhile() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        give(shouwang.leader(), clock.today().toString(), clock.today().toString());
        String task = shouwang.leader().taskId(flow.caseNo(), APPROVE_AT_COUNTY);
        assertThat(shouwang.leader().post("/api/tasks/" + task + "/handover", Map.of("user", "county411081b", "reason", "开会")).status())
                .as("to an authorised user").isEqualTo(200);

        flow.approved();

        assertThat(flow.openTasks()).contains(ANNOUNCE_RESULT);
    }

    @Test
    void itBeginsAndEndsByItself() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        Shouwang.Session colleague = shouwang.as("county411081b");
        give(shouwang.leader(), clock.today().plusDays(1).toString(), clock.today().plusDays(2).toString());
        assertThat(colleague.tasks(flow.caseNo())).isEmpty();

        clock.advanceDays(2);
        assertThat(colleague.tasks(flow.caseNo())).containsExactly(APPROVE_AT_COUNTY);
        clock.advanceDays(1);

        assertThat(colleague.tasks(flow.caseNo())).isEmpty();
        assertThat(shouwang.leader().get("/api/authorisations").body().at("/items/0/state").asText()).isEqualTo("ENDED");
    }

    @Test
    void theCountyApprovesManyAtOnce() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        give(shouwang.leader(), clock.today().toString(), clock.today().toString());

        Answer answer = shouwang.as("county411081b").post("/api/tasks/batch", Map.of("process", KEY, "task", "approveAtCounty", "values", APPROVE,
                "items", List.of(Map.of("caseNo", flow.caseNo()))));

        assertThat(answer.body().at("/results/0/outcome").asText()).as(answer.text()).isEqualTo("DONE");
    }

    @Test
    void onlyTheCountysLeadingGroupGivesOneAndTheDepartmentCannotPassItOn() {
        assertThat(give(shouwang.county(), TODAY, TODAY).status()).isEqualTo(403);
        assertThat(give(shouwang.as("leader411024"), TODAY, TODAY).status()).isEqualTo(403);
        assertThat(give(shouwang.leader(), TODAY, TODAY).status()).isEqualTo(201);
        assertThat(give(shouwang.county(), TODAY, TODAY).status()).as("authorised, but no leading group").isEqualTo(403);
        assertThat(shouwang.as("county411024").get("/api/authorisations").body().path("items")).isEmpty();
        assertThat(shouwang.partner().get("/api/authorisations").status()).isEqualTo(403);
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertThat(shouwang.leader().post("/api/authorisations", Map.of()).wrongFields()).contains("from", "until", "document");
        assertThat(give(shouwang.leader(), "2026-03-05", "2026-03-04").wrongFields()).containsExactly("until");
        assertThat(give(shouwang.leader(), "2026-02-01", "2026-03-01").wrongFields()).containsExactly("from", "until");
        assertThat(give(shouwang.leader(), "heute", "2026-03-04").wrongFields()).containsExactly("from");
        Map<String, Object> wrong = new HashMap<>(Map.of("county", 7));
        assertThat(shouwang.leader().post("/api/authorisations", wrong).status()).isEqualTo(400);
    }

    @Test
    void ofThreeForTheSameDaysAtOnceOneIsRegisteredAndEndingItEndsTheRight() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        String today = clock.today().toString();

        List<Answer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> give(shouwang.leader(), today, today))).limit(3).toList()
                .stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> assertThat(answer.text()).contains("已有授权", today));
        assertThat(shouwang.leader().postForm("/authorisations", Map.of("from", today, "until", today, "document", "另一份")).text()).contains("已有授权");
        endAll();
        assertThat(shouwang.as("county411081b").tasks(flow.caseNo())).isEmpty();
        assertThat(give(shouwang.leader(), clock.today().minusDays(1).toString(), today).wrongFields()).containsExactly("from");
    }

    @Test
    void theLeadingGroupRegistersAndEndsOneOnItsPage() {
        assertThat(shouwang.leader().postForm("/authorisations", Map.of("from", TODAY, "until", "", "document", "")).text())
                .contains("id=\"until-error\"", "id=\"document-error\"");
        shouwang.leader().postForm("/authorisations", Map.of("from", TODAY, "until", TODAY, "document", "长办〔2026〕9号"));

        Answer page = shouwang.leader().get("/authorisations");

        assertThat(page.text()).contains("长办〔2026〕9号", "有效", "提前结束", "确认提前结束");
        assertThat(shouwang.county().get("/authorisations").text()).contains("长办〔2026〕9号").doesNotContain("提前结束");
    }

    private static Answer give(Shouwang.Session who, String from, String until) {
        return who.post("/api/authorisations", Map.of("county", Shouwang.COUNTY, "from", from, "until", until, "document", "长办〔2026〕8号"));
    }
}
