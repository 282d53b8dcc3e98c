package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;

/** Tests which user sees which case, and that nobody sees anything without signing in. */
class VisibilityTest extends IntegrationTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/cases", "/api/cases/JC-1", "/api/notices/GS-1", "/api/demo/clock", "/api/regions",
        "/engine-rest/task", "/engine-rest/engine", "/engine-rest/engine/default/task", "/engine-rest/version",
        "/camunda/api/engine/engine/default/task", "/v3/api-docs", "/swagger-ui/index.html", "/actuator/health",
        "/no/such/address"})
    void nothingAnswersAProgramWithoutALogin(String path) {
        assertThat(shouwang.nobody().get(path).status()).isEqualTo(401);
    }

    @Test
    void nothingIsStartedWithoutALogin() {
        assertThat(shouwang.nobody().startClue(Payloads.clue(TestPeople.somebody(), TODAY)).status()).isIn(401, 403);
        assertThat(shouwang.nobody().startInEngine(Payloads.clue(TestPeople.somebody(), TODAY)).status()).isIn(401, 403);
    }

    @Test
    void aWrongPasswordIsNoLogin() {
        assertThat(shouwang.as("city411000").withPassword("wrong").get("/api/cases").status()).isEqualTo(401);
        assertThat(shouwang.as("nobodyByThisName").get("/api/cases").status()).isEqualTo(401);
        assertThat(shouwang.as("city411000").get("/api/cases").status()).isEqualTo(200);
    }

    @Test
    void aCaseIsSeenFromItsVillageToTheCityAndNowhereElse() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        for (String user : List.of("village411081101201", "township411081101", "county411081", "leader411081",
                "city411000", "admin", "partner")) {
            assertThat(shouwang.as(user).view(flow.caseNo()).status()).as(user).isEqualTo(200);
        }
        for (String user : List.of("village411081101202", "county411082", "leader411082", "county411024")) {
            assertThat(shouwang.as(user).view(flow.caseNo()).status()).as(user).isEqualTo(404);
            assertThat(shouwang.as(user).get("/api/cases?limit=200").text()).as(user).doesNotContain(flow.caseNo());
        }
    }

    @Test
    void anotherSystemSeesTheCasesItStartedAndNoOthers() {
        CaseFlow own = shouwang.newCase(TestPeople.somebody(), TODAY);
        String others = shouwang.village().startClue(Payloads.clue(TestPeople.somebody(), TODAY)).get("caseNo");

        assertThat(shouwang.partner().view(own.caseNo()).status()).isEqualTo(200);
        assertThat(shouwang.partner().view(others).status()).isEqualTo(404);
        assertThat(shouwang.partner().get("/api/cases?limit=200").text()).contains(own.caseNo()).doesNotContain(others);
    }

    @Test
    void aCaseIsFoundByItsNumberInTheOtherSystem() {
        String reference = "外部-" + UUID.randomUUID();
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("externalReference", reference);
        String caseNo = shouwang.partner().startClue(clue).get("caseNo");
        String question = "/api/cases?externalReference=" + java.net.URLEncoder.encode(reference, java.nio.charset.StandardCharsets.UTF_8);

        Answer found = shouwang.partner().get(question);

        assertThat(found.body().path("items").findValuesAsText("caseNo")).containsExactly(caseNo);
        assertThat(shouwang.as("county411082").get(question).body().path("items")).isEmpty();
    }

    @Test
    void aLongListComesInPages() {
        for (int i = 0; i < 3; i++) {
            shouwang.newCase(TestPeople.somebody(), TODAY);
        }

        Answer first = shouwang.partner().get("/api/cases?limit=2");
        Answer second = shouwang.partner().get("/api/cases?limit=2&cursor=" + first.get("nextCursor"));

        assertThat(first.body().path("items")).hasSize(2);
        assertThat(second.body().path("items").findValuesAsText("caseNo")).isNotEmpty()
                .doesNotContainAnyElementsOf(first.body().path("items").findValuesAsText("caseNo"));
        assertThat(shouwang.partner().get("/api/cases?limit=0").status()).isEqualTo(400);
        assertThat(shouwang.partner().get("/api/cases?limit=many").status()).isEqualTo(400);
        assertThat(shouwang.partner().get("/api/cases?cursor=x").status()).isEqualTo(400);
    }

    @Test
    void theDescriptionOfTheInterfaceIsThere() {
        Answer docs = shouwang.partner().get("/v3/api-docs");

        assertThat(docs.status()).isEqualTo(200);
        assertThat(docs.body().path("paths").fieldNames()).toIterable()
                .contains("/api/clues", "/api/cases/{caseNo}", "/api/cases/{caseNo}/withdrawal", "/api/notices/{noticeNo}/objections");
        assertThat(docs.body().at("/paths/~1api~1clues/post/responses").fieldNames()).toIterable()
                .contains("400", "401", "403", "409", "422");
        assertThat(docs.body().at("/paths/~1api~1cases~1{caseNo}/get/responses").fieldNames()).toIterable()
                .contains("200", "401", "403", "404").doesNotContain("409");
        assertThat(docs.body().at("/components/schemas/Problem/properties").fieldNames()).toIterable().contains("detail", "errors");
    }

    @Test
    void aCaseShowsNoIdentityNumber() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();

        assertThat(flow.view().text()).doesNotContain(flow.head().idNumber());
    }
}
