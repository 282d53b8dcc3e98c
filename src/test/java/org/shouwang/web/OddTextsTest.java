package org.shouwang.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/**
 * Checks that a NUL, which no database stores, and half a character, which no encoding writes, are the caller's error wherever
 * they stand.
 */
class OddTextsTest extends IntegrationTest {

    @Test
    void aNulIsRefusedEverywhere() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertRefused(shouwang.village().get("/api/cases?externalReference=%00a"));
        assertRefused(shouwang.village().send("POST", "/cases", "q=%00a", Map.of("Content-Type", "application/x-www-form-urlencoded")));
        assertRefused(shouwang.village().post("/api/cases/" + flow.caseNo() + "/withdrawal", Map.of("reason", "a\0")));
        assertRefused(shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY,
                "idNumber,plateNumber\n411081190003030017,a\0\n", Map.of("Content-Type", "text/csv")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "\\u0000"})
    void halfACharacterIsRefusedEverywhere(String escaped) {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        String task = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);
        String text = "\"a" + escaped + "b\"";

        assertRefused(send(shouwang.village(), "/api/cases/" + flow.caseNo() + "/withdrawal", "{\"reason\":" + text + "}"));
        assertRefused(send(shouwang.village(), "/api/cases/" + flow.caseNo() + "/withdrawal", "{" + text + ":1}"));
        assertRefused(send(shouwang.village(), "/api/tasks/search", "{\"text\":" + text + "}"));
        assertRefused(send(shouwang.village(), "/api/tasks/labels", "{\"taskIds\":[" + text + "]}"));
        assertRefused(send(shouwang.partner(), "/api/clues", "{\"headName\":" + text + "}"));
        assertRefused(send(shouwang.village(), "/engine-rest/task", "{\"nameLike\":" + text + "}"));
        assertRefused(send(shouwang.village(), "/engine-rest/task", "{\"orQueries\":[{\"name\":" + text + "}]}"));
        assertRefused(send(shouwang.village(), "/engine-rest/task", "{" + text + ":1}"));
        assertRefused(send(shouwang.village(), "/engine-rest/task/" + task + "/submit-form",
                "{\"variables\":{\"" + VERIFICATION_OUTCOME + "\":{\"value\":" + text + "}}}"));
        assertRefused(send(shouwang.village(), "/engine-rest/task/" + task + "/submit-form", "{\"variables\":{" + text + ":{\"value\":1}}}"));
        assertRefused(send(shouwang.as("admin"), "/engine-rest/user/create",
                "{\"profile\":{\"id\":\"odd1\",\"firstName\":" + text + "},\"credentials\":{\"password\":\"Gegeben-4711\"}}"));
        assertRefused(send(shouwang.as("admin"), "/engine-rest/filter/create", "{\"resourceType\":\"Task\",\"name\":" + text + "}"));
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    private static Answer send(Shouwang.Session who, String path, String body) {
        return who.send("POST", path, body, Map.of("Content-Type", "application/json"));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.toString().replace("InvalidRequestException", "")).doesNotContainIgnoringCase("select ", "insert ", "Exception");
    }
}
