package org.shouwang.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;

/** A NUL, which no database takes, is a mistake of the caller wherever it stands. */
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

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.toString()).doesNotContainIgnoringCase("select ", "insert ", "Exception");
    }
}
