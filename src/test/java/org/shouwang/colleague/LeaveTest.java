package org.shouwang.colleague;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that somebody who stands in for a post can do its work on the days of the substitution, and gains nothing else. */
class LeaveTest extends IntegrationTest {

    private static final String POST = "township" + Shouwang.TOWNSHIP;
    private static final String NAME = "村里李干事";

    @Autowired
    private Accounts accounts;
    @Autowired
    private Leave leave;

    private String deputyId;
    private Shouwang.Session deputy;

    /** A second user of the village. */
    @BeforeEach
    void aColleague() {
        deputyId = newUser(NAME, new Post(Role.VILLAGE, Shouwang.VILLAGE));
        deputy = shouwang.as(deputyId);
    }

    @Test
    void aSubstituteDoesTheWorkOfThePostAndTheRecordSaysForWhom() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        String task = shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP);
        assertThat(deputy.get("/api/tasks/" + task + "/claim").status()).isEqualTo(404);

        Answer named = name(shouwang.township(), POST, deputyId, 0, 1);

        assertThat(named.status()).as(named.text()).isEqualTo(201);
        assertThat(deputy.get("/engine-rest/task/" + task).status()).isEqualTo(200);
        assertThat(page(deputy, "/home")).contains("代理中");
        assertThat(page(deputy, "/tasks/" + task)).containsPattern("乡级审核（代.*，办理记录会写明）");
        assertThat(deputy.get("/api/tasks?limit=200").text()).contains(task);
        assertThat(deputy.get("/engine-rest/task?processInstanceBusinessKey=" + flow.caseNo()).body()).hasSize(1);
        assertThat(deputy.get("/engine-rest/task?processInstanceBusinessKey=" + flow.caseNo() + "&candidateUser=" + deputyId).body()).hasSize(1);
        Answer done = deputy.submit(flow.caseNo(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "情况属实"));
        assertThat(done.status()).as(done.text()).isEqualTo(204);

        Answer seen = shouwang.township().view(flow.caseNo());
        assertThat(seen.body().at("/steps/4/completedBy").asText()).isEqualTo(NAME);
        assertThat(seen.body().at("/steps/4/actedFor").asText()).startsWith("代").contains("乡级审核");
        assertThat(seen.body().at("/steps/0/actedFor").isNull()).isTrue();
        assertThat(page(shouwang.township(), "/cases/" + flow.caseNo())).contains(NAME + "（代");
        assertThat(shouwang.as("admin").get("/api/acts?kind=DECISION&subject=" + flow.caseNo()).text()).contains("（代");
        assertThat(deputy.get("/api/messages").text()).contains("请您代理");
        assertThat(shouwang.as("admin").get("/api/acts?kind=SUBSTITUTION&subject=" + deputyId).text()).contains("\"ACCEPTED\"", "代");
    }

    @Test
    void aSubstitutionBeginsAndEndsAtMidnight() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        String task = shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP);
        assertThat(name(shouwang.township(), POST, deputyId, 1, 2).status()).isEqualTo(201);
        assertThat(sees(task)).as("the day before").isFalse();

        clock.setTo(clock.today().plusDays(1).atTime(0, 0, 5));
        assertThat(sees(task)).as("the first day").isTrue();
        assertThat(deputy.post("/api/tasks/" + task + "/claim", Map.of()).get("claimedBy")).isEqualTo(deputyId);

        clock.setTo(clock.today().plusDays(1).atTime(23, 59, 50));
        assertThat(sees(task)).as("the last day").isTrue();

        clock.setTo(clock.today().plusDays(1).atTime(0, 0, 5));
        assertThat(sees(task)).as("after the last day").isFalse();
        assertThat(deputy.submitTask(task, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE")).status()).isEqualTo(404);

        leave.release();
        assertThat(shouwang.township().get("/api/tasks/" + task + "/claim").get("claimedBy")).isNull();
        assertThat(shouwang.township().view(flow.caseNo()).body().at("/handovers/0/text").asText()).contains(NAME, "代理已结束");
    }

    @Test
    void nobodyDecidesTwoLevelsAsASubstituteEither() {
        Shouwang.Session village = shouwang.village();
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        Answer named = name(shouwang.county(), POST, "village" + Shouwang.VILLAGE, 0, 0);
        assertThat(named.status()).as(named.text()).isEqualTo(201);

        Answer refused = village.submit(flow.caseNo(), REVIEW_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "情况属实"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("两个层级");
        assertThat(village.send("DELETE", "/api/substitutions/" + named.get("id"), null, Map.of()).status()).isEqualTo(204);
    }

    @Test
    void aSubstituteHasNoSubstitute() {
        String third = newUser("第三人", new Post(Role.VILLAGE, Shouwang.VILLAGE));
        assertThat(name(shouwang.township(), POST, deputyId, 0, 5).status()).isEqualTo(201);

        Answer refused = name(deputy, POST, third, 0, 1);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("代理人不能再请别人代理");
        String county = newUser("村里王干事", new Post(Role.VILLAGE, Shouwang.VILLAGE));
        assertThat(name(shouwang.county(), "county411081", county, 0, 5).status()).isEqualTo(201);
        assertThat(name(shouwang.as(county), POST, third, 0, 1).status()).as("as a stand-in of the county's department").isEqualTo(403);
    }

    /** Each row: who names, for which post, whom, from and until so many days after today, the answer, the wrong field. */
    @ParameterizedTest
    @CsvSource({
            "township411081101, township411081101, township411081101, 0, 1, 400, substitute",
            "county411081,      township411081101, county411081,      0, 1, 400, substitute",
            "township411081101, township411081101, village411024100201, 0, 1, 400, substitute",
            "township411081101, township411081101, county411024,      0, 1, 400, substitute",
            "township411081101, township411081101, nobodyAtAll,       0, 1, 400, substitute",
            "township411081101, township411081101, partner,           0, 1, 400, substitute",
            "township411081101, township411081101, admin,             0, 1, 400, substitute",
            "township411081101, township411081101, bank411081,        0, 1, 400, substitute",
            "township411081101, township411081101, DEPUTY,           -1, 1, 400, from",
            "township411081101, township411081101, DEPUTY,            2, 1, 400, until",
            "township411081101, township411081101, DEPUTY,            0, 900, 400, until",
            "township411081101, township,          DEPUTY,            0, 1, 400, post",
            "county411081,      bank411081,        DEPUTY,            0, 1, 400, post",
            "county411081,      village411081999999, DEPUTY,          0, 1, 400, post",
            "township411081101, village411081101201, DEPUTY,          0, 1, 403, ",
            "village411081101201, township411081101, DEPUTY,          0, 1, 403, ",
            "county411024,      township411081101, DEPUTY,            0, 1, 403, ",
            "county411081,      leader411081,      county411081b,     0, 1, 403, ",
            "leader411081,      leader411081,      DEPUTY,            0, 1, 400, substitute",
            "city411000,        city411000,        DEPUTY,            0, 1, 403, ",
            "partner,           township411081101, DEPUTY,            0, 1, 403, ",
            "bank411081,        bank411081,        DEPUTY,            0, 1, 403, "})
    void whatNobodyCouldGiveIsRefused(String who, String post, String whom, int from, int until, int status, String field) {
        Answer answer = name(shouwang.as(who), post, whom.equals("DEPUTY") ? deputyId : whom, from, until);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (field != null) {
            assertThat(answer.wrongFields()).containsExactly(field);
        }
    }

    @Test
    void aLockedAccountStandsInForNobody() {
        assertThat(shouwang.as("admin").post("/api/accounts/" + deputyId + "/lock", Map.of("reason", "借调")).status()).isEqualTo(200);

        assertThat(name(shouwang.township(), POST, deputyId, 0, 1).wrongFields()).containsExactly("substitute");
    }

    @Test
    void theSameTimeIsNamedOnce() {
        assertThat(name(shouwang.township(), POST, deputyId, 0, 5).status()).isEqualTo(201);

        Answer again = name(shouwang.county(), POST, deputyId, 5, 8);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("已有这次代理", NAME);
        assertThat(name(shouwang.county(), POST, deputyId, 6, 8).status()).isEqualTo(201);
    }

    @Test
    void aSubstitutionIsEndedEarlyByThoseWhomItConcerns() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        String task = shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP);
        String id = name(shouwang.township(), POST, deputyId, 0, 5).get("id");
        assertThat(deputy.post("/api/tasks/" + task + "/claim", Map.of()).status()).isEqualTo(200);
        assertThat(shouwang.village().send("DELETE", "/api/substitutions/" + id, null, Map.of()).status()).isEqualTo(404);
        assertThat(shouwang.as("county411024").send("DELETE", "/api/substitutions/" + id, null, Map.of()).status()).isEqualTo(404);
        assertThat(shouwang.as("county411024").get("/api/substitutions").text()).doesNotContain(deputyId);

        assertThat(shouwang.county().send("DELETE", "/api/substitutions/" + id, null, Map.of()).status()).isEqualTo(204);

        assertThat(sees(task)).isFalse();
        assertThat(shouwang.township().get("/api/tasks/" + task + "/claim").get("claimedBy")).isNull();
        assertThat(shouwang.county().send("DELETE", "/api/substitutions/" + id, null, Map.of()).status()).isEqualTo(409);
        assertThat(shouwang.county().get("/api/substitutions?limit=200").text()).contains(deputyId, "\"ENDED\"");
        assertThat(shouwang.county().get("/api/substitutions?current=true").text()).doesNotContain(deputyId);
    }

    @Test
    void aSubstitutionEndsWithThePostOfTheOneWhoIsAwayAndWithTheSubstitutesOwn() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        String task = shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP);
        String holder = newUser("请假张科长", new Post(Role.TOWNSHIP, Shouwang.TOWNSHIP));
        assertThat(name(shouwang.as(holder), POST, deputyId, 0, 5).status()).isEqualTo(201);
        assertThat(sees(task)).isTrue();

        assertThat(shouwang.as("admin").send("DELETE", "/engine-rest/group/" + POST + "/members/" + holder, null, Map.of()).status())
                .isEqualTo(204);
        assertThat(sees(task)).as("the holder has lost the post").isFalse();

        assertThat(name(shouwang.county(), POST, deputyId, 6, 9).status()).isEqualTo(201);
        clock.advanceDays(6);
        assertThat(sees(task)).isTrue();
        assertThat(shouwang.as("admin").send("DELETE", "/engine-rest/group/village" + Shouwang.VILLAGE + "/members/" + deputyId, null, Map.of()).status())
                .isEqualTo(204);
        assertThat(sees(task)).as("the substitute has left the county").isFalse();
    }

    @Test
    void whoGetsTheNameOfADeletedSubstituteStandsInForNobody() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilReview(clock);
        String task = shouwang.township().taskId(flow.caseNo(), REVIEW_AT_TOWNSHIP);
        assertThat(name(shouwang.township(), POST, deputyId, 0, 5).status()).isEqualTo(201);
        assertThat(shouwang.as("admin").send("DELETE", "/engine-rest/user/" + deputyId, null, Map.of()).status()).isEqualTo(204);

        accounts.addUserLike(deputyId, "同名的人", "admin", new Post(Role.VILLAGE, Shouwang.VILLAGE));

        assertThat(sees(task)).isFalse();
    }

    @Test
    void thePageTakesAndShowsSubstitutions() {
        Map<String, String> form = new LinkedHashMap<>(Map.of("post", POST, "substitute", deputyId, "from", "2026-03-01", "until", "明天"));
        Answer wrong = shouwang.township().postForm("/substitutions", form);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("须为日期", "value=\"" + deputyId + "\"");
        form.putAll(Map.of("from", "2026-03-02", "until", "2026-03-03"));

        Answer warned = shouwang.township().postForm("/substitutions", form);
        assertThat(warned.status()).as("the substitute decides at another level").isEqualTo(400);
        assertThat(warned.text()).contains(NAME, "本人是村级经办", "name=\"confirmed\"");
        assertThat(database.sql("select count(*) from shouwang.substitution where substitute = ?").param(deputyId).query(Long.class).single()).isZero();
        form.put("confirmed", "true");
        assertThat(shouwang.township().postForm("/substitutions", form).status()).isEqualTo(302);

        String id = database.sql("select id from shouwang.substitution where substitute = ?").param(deputyId).query(String.class).single();
        assertThat(page(shouwang.township(), "/substitutions")).contains(NAME, "代理中", "提前结束", "确认提前结束");
        assertThat(page(shouwang.county(), "/substitutions")).contains(NAME);
        assertThat(page(shouwang.as("county411024"), "/substitutions")).doesNotContain(NAME);
        assertThat(deputy.postForm("/substitutions/" + id + "/end", Map.of()).status()).isEqualTo(302);
        assertThat(page(shouwang.township(), "/substitutions?state=all")).contains(NAME, "已结束");
    }

    private boolean sees(String task) {
        return deputy.get("/engine-rest/task/" + task).status() == 200;
    }

    private Answer name(Shouwang.Session who, String post, String substitute, int from, int until) {
        return who.post("/api/substitutions", Map.of("post", post, "substitute", substitute,
                "from", clock.today().plusDays(from).toString(), "until", clock.today().plusDays(until).toString()));
    }

    private static String page(Shouwang.Session session, String path) {
        return session.send("GET", path, null, Map.of("Accept", "text/html")).text();
    }

    private String newUser(String name, Post post) {
        String id = "colleague" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(id, name, "admin", post);
        return id;
    }
}
