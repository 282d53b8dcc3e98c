package org.shouwang.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/**
 * Visits the product's own pages as the officials who work with them, at the width of a desktop and of a phone, and looks for
 * violations of WCAG 2.2 level AA by axe. What axe cannot judge alone (whether a name says enough, whether an order makes
 * sense) is up to people.
 */
class AccessibilityBrowserTest extends BrowserTest {

    private static final List<String> WCAG_22_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** The rules whose verdict may differ on a narrow screen, where tables become cards; the others see the same elements. */
    private static final List<String> DEPENDS_ON_WIDTH = List.of("color-contrast", "target-size", "scrollable-region-focusable", "listitem", "list");

    private static final String VIOLATIONS = """
            async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations.flatMap(violation =>
                violation.nodes.slice(0, 2).map(node => `${violation.id} at ${node.target}, ${node.html.split('\\n')[0]} ${node.failureSummary}`))
            """;

    /** The height that the bar on top has at least if its entries stand in two lines. */
    private static final int TWO_LINES = 80;

    private final List<String> found = new ArrayList<>();

    @Test
    void noPageOfOursViolatesWcag22AtLevelAa() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        HouseholdFlow household = LoanFlow.household(shouwang, clock);
        String householdNo = household.householdNo();
        String loan = LoanFlow.applied(shouwang, householdNo, 20000).loanNo();
        String problem = shouwang.as("city411000").post("/api/problems", Map.of("round", "2062", "aspect", "政策落实", "title", "健康帮扶",
                "description", "未办卡", "dueOn", "2026-04-20", "departments", List.of("yibao"), "county", Shouwang.COUNTY)).get("problemNo");
        BrowserSession admin = new BrowserSession(port());
        admin.signIn("admin", Shouwang.PASSWORD);
        admin.post("/accounts/new", Map.of("userId", "longname", "name", "姓名最长".repeat(12), "role", "乡级审核", "place", "禹州市顺店镇"));
        String visit = shouwang.village().taskId(shouwang.newCase(TestPeople.somebody(), TODAY).caseNo(), VERIFY_HOUSEHOLD);

        visit("admin", "/administration", "/accounts", "/accounts/new", "/accounts/posts", "/accounts/import", "/accounts/county411081",
                "/accounts/county411081/lock", "/villages", "/villages/new", "/villages/import", "/villages/" + Shouwang.VILLAGE, "/webhooks", "/digests", "/demo-clock",
                "/program-accounts", "/program-accounts/partner", "/held-rows", "/acts", "/home", "/parameters", "/parameters/REFERENCE_LINE",
                "/parameters/REFERENCE_LINE/preview?value=8000&from=" + clock.today() + "&source=x&reason=x", "/calendar", "/calendar?year=2027", "/tables",
                "/tables/household-category");
        visit("city411000", "/home", "/tables/household-category");
        visit("county" + Shouwang.COUNTY, "/home", "/datasets", "/supervision", "/supervision/extensions", "/supervision/figures", "/supervision/loans",
                "/supervision/exports", "/accountability", "/problems/import", "/problems/new", "/problems/" + problem,
                "/problems/ledger?round=2062", "/look-backs", "/look-backs/new", "/elimination-proposals", "/households/import",
                "/cases/" + flow.caseNo() + "/urgings/new", "/measure-catalogue");
        visit("village" + Shouwang.VILLAGE, "/home", "/clues/new", "/cases", "/cases/" + flow.caseNo(), "/cases/" + flow.caseNo() + "/extensions/new",
                "/cases/" + flow.caseNo() + "/withdrawal", "/households", "/households/" + householdNo, "/households/" + householdNo + "/visits",
                "/households/" + householdNo + "/members/1/labour", "/households/" + householdNo + "/risk-elimination", "/loans/new",
                "/notices/" + flow.noticeNo(), "/messages", "/password", "/tasks", "/tasks/print", "/tasks/" + visit, "/tasks/" + visit + "/visit",
                "/tasks/" + visit + "/handover", "/meetings", "/meetings/new", "/notices/new", "/cases/" + flow.caseNo() + "/files",
                "/cases/" + flow.caseNo() + "/documents", "/cases/" + flow.caseNo() + "/notes", "/phrases", "/substitutions");
        visit("township" + Shouwang.TOWNSHIP, "/officials", "/officials/new", "/problems", "/problems/rounds/2062",
                "/households/" + householdNo + "/responsible", "/case-lists", "/case-lists/new?kind=admission", "/documents");
        visit("leader" + Shouwang.COUNTY, "/home", "/authorisations");
        visit(LoanFlow.BANK, "/home", "/loans", "/loans/" + loan);
        visit("dept411081yibao", "/home", "/problems/" + problem);
        Page stranger = window("admin", DESKTOP);
        stranger.context().clearCookies();
        look(stranger, "nobody", "/");
        look(stranger, "nobody", "/login");

        assertThat(found).as("violations").isEmpty();
    }

    @Test
    void theEntriesOfEveryRoleAndTheUsersNameFitIntoOneLineOfALaptop() {
        for (String user : List.of("admin", "county" + Shouwang.COUNTY, "city411000", "leader" + Shouwang.COUNTY, "village" + Shouwang.VILLAGE,
                "township" + Shouwang.TOWNSHIP, "dept411081yibao", LoanFlow.BANK, "partner")) {
            Page page = window(user, DESKTOP);
            page.navigate("/home");
            for (int width : new int[] {1280, 1366}) {
                page.setViewportSize(width, 800);
                assertThat(page.locator(".top-inner").boundingBox().height).as(user + " at " + width).isLessThan(TWO_LINES);
            }
        }
        Page admin = window("admin", DESKTOP);
        admin.navigate("/home");
        admin.locator(".more summary").focus();
        admin.keyboard().press("Enter");
        admin.keyboard().press("Tab");
        admin.keyboard().press("Enter");
        admin.waitForURL("**/acts");
    }

    private void visit(String user, String... paths) {
        Page page = window(user, DESKTOP);
        for (String path : paths) {
            look(page, user, path);
        }
        page.close();
    }

    private void look(Page page, String user, String path) {
        page.setViewportSize(DESKTOP, Browser.HEIGHT);
        int status = page.navigate(path).status();
        if (status != 200) {
            found.add(user + " " + path + ": status " + status);
            return;
        }
        // AxeBuilder itself would send axe to the page for each verdict, which takes longer than the verdict.
        page.evaluate("() => {" + AxeBuilder.getAxeScript() + "}");
        judge(page, "tag", WCAG_22_AA, user + " " + path);
        page.setViewportSize(PHONE, Browser.HEIGHT);
        judge(page, "rule", DEPENDS_ON_WIDTH, user + " " + path + " on a phone");
        if ((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth") > 0) {
            found.add(user + " " + path + ": wider than a phone");
        }
        screenshot(page, "axe-" + user + path.replaceAll("[^A-Za-z0-9]+", "-"));
    }

    @SuppressWarnings("unchecked")
    private void judge(Page page, String kind, List<String> rules, String where) {
        ((List<String>) page.evaluate(VIOLATIONS, Map.of("type", kind, "values", rules)))
                .forEach(violation -> found.add(where + ": " + violation));
    }
}
