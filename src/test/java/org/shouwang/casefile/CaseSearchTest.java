package org.shouwang.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests the page 案件: by what a case is found, and who finds it. */
class CaseSearchTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    private BrowserSession signedIn(String user) {
        BrowserSession session = new BrowserSession(port);
        session.signIn(user, Shouwang.PASSWORD);
        return session;
    }

    private static String found(BrowserSession who, String text) {
        who.get("/cases");
        return who.post("/cases", Map.of("q", text)).text();
    }

    @Test
    void aCaseIsFoundByItsNumberItsEndTheHeadsNameTheVillageAndTheTownship() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        BrowserSession county = signedIn("county411081");

        for (String text : List.of(flow.caseNo(), flow.caseNo().toLowerCase(), flow.caseNo().substring(15), flow.head().name(),
                flow.head().name().substring(0, 2), "顺店东村", "顺店镇顺店东村", "顺店镇", "禹州市顺店镇", " 顺店镇 ")) {
            assertThat(found(county, text)).as(text).contains("/cases/" + flow.caseNo());
        }
        for (String text : List.of("JC-411081-2026-999999", "顺店镇没有的村", "%", "'", "朱阁镇")) {
            assertThat(found(county, text)).as(text).doesNotContain("/cases/" + flow.caseNo());
        }
        assertThat(found(county, "顺店镇没有的村")).contains("没有找到“顺店镇没有的村”");
    }

    @Test
    void nobodyFindsWhatIsNotTheirs() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        for (String user : List.of("village" + Shouwang.VILLAGE, "township411081101", "leader411081", "city411000")) {
            assertThat(found(signedIn(user), flow.caseNo())).as(user).contains("/cases/" + flow.caseNo());
        }
        for (String user : List.of("village411081101202", "township411081102", "county411082", "bank411081", "dept411081yibao", "partner411082")) {
            assertThat(found(signedIn(user), flow.caseNo())).as(user).doesNotContain("/cases/" + flow.caseNo());
            assertThat(found(signedIn(user), flow.head().name())).as(user).doesNotContain("/cases/" + flow.caseNo());
        }
    }
}
