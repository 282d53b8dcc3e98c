package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests the use of other people's sessions and tokens, and attempts to find out who has an account. */
class LoginAttackTest extends IntegrationTest {

    private static final String USER = "village" + Shouwang.VILLAGE;
    private static final String SESSION = "SESSION";

    @LocalServerPort
    private int port;
    @Autowired
    private Accounts accounts;

    private CaseFlow flow;

    @BeforeEach
    void aCase() {
        flow = shouwang.newCase(TestPeople.somebody(), TODAY);
    }

    @Test
    void aSessionFromBeforeTheLoginIsNotTheOneAfterIt() {
        BrowserSession visitor = new BrowserSession(port);
        visitor.get("/login");
        String before = visitor.cookies().get(SESSION);
        assertThat(before).as("there is none before the login").isNull();
        assertThat(visitor.signIn(USER, Shouwang.PASSWORD).location()).endsWith("/home");
        assertThat(visitor.get("/home").status()).isEqualTo(200);
        String first = visitor.cookies().get(SESSION);
        visitor.post("/logout", Map.of());
        assertThat(visitor.signIn(USER, Shouwang.PASSWORD).location()).endsWith("/home");

        BrowserSession thief = new BrowserSession(port);
        thief.cookies().put(SESSION, first);
        assertThat(thief.get("/home").location()).endsWith("/login");
        assertThat(visitor.cookies().get(SESSION)).isNotEqualTo(first);
    }

    @Test
    void aSessionThatSomebodyMadeUpIsNotTaken() {
        String madeUp = java.util.Base64.getEncoder().encodeToString(UUID.randomUUID().toString().getBytes());
        BrowserSession visitor = new BrowserSession(port);
        visitor.cookies().put(SESSION, madeUp);
        visitor.signIn(USER, Shouwang.PASSWORD);

        assertThat(visitor.cookies().get(SESSION)).isNotEqualTo(madeUp);
        BrowserSession thief = new BrowserSession(port);
        thief.cookies().put(SESSION, madeUp);
        assertThat(thief.get("/home").location()).endsWith("/login");
        assertThat(thief.get("/home;jsessionid=" + visitor.cookies().get(SESSION)).status()).isEqualTo(404);
        assertThat(new BrowserSession(port).get("/home?SESSION=" + visitor.cookies().get(SESSION)).location()).endsWith("/login");
    }

    @Test
    void afterLogoutTheSessionIsWorthNothing() {
        BrowserSession visitor = signedIn(USER);
        BrowserSession thief = new BrowserSession(port);
        thief.cookies().putAll(visitor.cookies());
        assertThat(visitor.post("/logout", Map.of("_csrf", visitor.get("/home").token())).status()).isEqualTo(302);

        assertThat(thief.get("/home").location()).endsWith("/login");
        assertThat(thief.send("GET", "/engine-rest/task", null, Map.of("Accept", "application/json")).status()).isEqualTo(401);
    }

    @Test
    void aTokenIsGoodForItsOwnSessionOnly() {
        BrowserSession visitor = signedIn(USER);
        BrowserSession other = signedIn("township" + Shouwang.TOWNSHIP);
        String foreign = other.get("/cases/" + flow.caseNo() + "/withdrawal").token();
        String beforeLogin = new BrowserSession(port).get("/login").token();
        String own = visitor.get("/cases/" + flow.caseNo() + "/withdrawal").token();

        for (String token : List.of(foreign, beforeLogin, "", "x", own.substring(1) + "A")) {
            assertThat(withdraw(visitor, token).status()).as(token).isEqualTo(403);
        }
        assertThat(visitor.send("POST", "/cases/" + flow.caseNo() + "/withdrawal", "reason=x",
                Map.of("Content-Type", "application/x-www-form-urlencoded")).status()).as("no token").isEqualTo(403);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
        assertThat(withdraw(visitor, own).status()).as("the own one").isEqualTo(302);
    }

    @Test
    void aTokenFromBeforeTheLogoutIsRefused() {
        BrowserSession visitor = signedIn(USER);
        String old = visitor.get("/cases/" + flow.caseNo() + "/withdrawal").token();
        visitor.post("/logout", Map.of("_csrf", old));
        visitor.signIn(USER, Shouwang.PASSWORD);

        assertThat(withdraw(visitor, old).status()).isEqualTo(403);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    /**
     * The webapps send a token of their own, in a cookie and a header. A request without the right token is refused, but the
     * user stays signed in.
     */
    @Test
    void theWebappsDoorTakesNoForeignTokenEither() {
        String foreign = atTasklist("township" + Shouwang.TOWNSHIP).cookies().get("XSRF-TOKEN");

        BrowserSession misled = atTasklist(USER);
        assertThat(claim(misled, null)).isEqualTo(403);
        assertThat(claim(misled, foreign)).isEqualTo(403);
        assertThat(misled.get("/home").status()).as("still signed in").isEqualTo(200);
        BrowserSession visitor = atTasklist(USER);
        String own = visitor.cookies().put("XSRF-TOKEN", foreign);
        assertThat(own).isNotEqualTo(foreign);
        assertThat(claim(visitor, foreign)).as("cookie and header of another session").isEqualTo(403);
        BrowserSession right = atTasklist(USER);
        assertThat(claim(right, right.cookies().get("XSRF-TOKEN"))).as("the own one").isEqualTo(204);
    }

    private BrowserSession atTasklist(String user) {
        BrowserSession visitor = signedIn(user);
        assertThat(visitor.get("/camunda/app/tasklist/default/").status()).isEqualTo(200);
        return visitor;
    }

    private int claim(BrowserSession visitor, String token) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (token != null) {
            headers.put("X-XSRF-TOKEN", token);
        }
        return visitor.send("POST", "/camunda/api/engine/engine/default/task/"
                + shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD) + "/claim",
                "{\"userId\":\"" + USER + "\"}", headers).status();
    }

    @Test
    void aSessionAloneChangesNothingOverTheInterfaces() {
        BrowserSession visitor = signedIn(USER);
        String taskId = shouwang.village().taskId(flow.caseNo(), VERIFY_HOUSEHOLD);

        for (String path : List.of("/engine-rest/task/" + taskId + "/claim", "/api/cases/" + flow.caseNo() + "/withdrawal", "/api/clues",
                "/logout")) {
            assertThat(visitor.send("POST", path, "{\"reason\":\"x\"}", Map.of("Content-Type", "application/json")).status())
                    .as(path).isEqualTo(403);
            assertThat(visitor.send("POST", path, "reason=x", Map.of("Content-Type", "text/plain", "Origin", "https://foreign.example"))
                    .status()).as(path).isEqualTo(403);
        }
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    /** A browser that remembers a Basic login tells by the header Origin which page sends the request. */
    @ParameterizedTest
    @ValueSource(strings = {"https://foreign.example", "null", "http://localhost", "http://localhost:1", "https://localhost:%d", "http://localhost:%d.foreign.example",
        "http://localhost:%d@foreign.example", "http://[", "", "x"})
    void aRememberedLoginServesNoForeignPage(String origin) {
        assertThat(shouwang.village().send("POST", "/api/cases/" + flow.caseNo() + "/withdrawal", "{\"reason\":\"攻击\"}",
                Map.of("Content-Type", "text/plain", "Origin", origin.formatted(port))).status()).isIn(401, 403);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
        assertThat(shouwang.village().send("POST", "/api/cases/" + flow.caseNo() + "/withdrawal", "{}",
                Map.of("Content-Type", "application/json", "Origin", "http://localhost:" + port)).status()).as("the own page").isEqualTo(400);
    }

    @Test
    void nothingIsChangedByLookingAtIt() {
        BrowserSession visitor = signedIn(USER);

        for (String path : List.of("/cases/" + flow.caseNo() + "/withdrawal?reason=x&_method=post", "/logout", "/clues")) {
            visitor.get(path);
        }
        assertThat(visitor.get("/home").status()).as("still signed in").isEqualTo(200);
        assertThat(flow.status()).isEqualTo("IN_PROGRESS");
    }

    @Test
    void theAnswerDoesNotTellWhoHasAnAccount() {
        String known = "attacked" + UUID.randomUUID().toString().substring(0, 6).replace("-", "");
        String unknown = "nobody" + UUID.randomUUID().toString().substring(0, 8).replace("-", "");
        accounts.addUserLike(known, "有账号的人", "admin", new Post(Role.CITY, "411000"));

        for (int attempt = 0; attempt < 7; attempt++) {
            Answer ofKnown = shouwang.as(known).withPassword("wrong" + attempt).get("/api/cases");
            Answer ofUnknown = shouwang.as(unknown).withPassword("wrong" + attempt).get("/api/cases");
            assertThat(ofUnknown.status()).as("attempt " + attempt).isEqualTo(ofKnown.status()).isEqualTo(attempt < 5 ? 401 : 429);
            assertThat(ofUnknown.text()).as("attempt " + attempt).isEqualTo(ofKnown.text());
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            BrowserSession visitor = new BrowserSession(port);
            BrowserSession stranger = new BrowserSession(port);
            assertThat(visitor.signIn(known, "wrong").location()).isEqualTo(stranger.signIn(unknown, "wrong").location());
            assertThat(message(visitor.get("/login?error"))).isEqualTo(message(stranger.get("/login?error"))).isNotBlank();
        }
    }

    @Test
    void noAddressTellsWhoHasAnAccountOrWhosePasswordItIs() {
        for (Shouwang.Session who : List.of(shouwang.village(), shouwang.as("county411082"))) {
            for (String path : List.of("/engine-rest/user/%s/profile", "/engine-rest/identity/groups?userId=%s",
                    "/engine-rest/user/%s", "/engine-rest/user?id=%s", "/engine-rest/user/count?id=%s", "/engine-rest/group?member=%s",
                    "/engine-rest/task/count?assignee=%s", "/engine-rest/authorization?userIdIn=%s",
                    "/camunda/api/admin/auth/user/default/%s", "/engine-rest/history/user-operation?userId=%s")) {
                Answer known = who.get(path.formatted("leader411081"));
                Answer unknown = who.get(path.formatted("leader000000"));
                assertThat(unknown.status()).as(path).isEqualTo(known.status());
                assertThat(unknown.text().replace("leader000000", "X")).as(path).isEqualTo(known.text().replace("leader411081", "X"));
            }
            for (String password : List.of(Shouwang.PASSWORD, "wrong")) {
                assertThat(who.post("/engine-rest/identity/verify", Map.of("username", "leader411081", "password", password)).status())
                        .isEqualTo(403);
            }
            for (String webapp : List.of("tasklist", "admin", "cockpit", "welcome")) {
                assertThat(who.send("POST", "/camunda/api/admin/auth/user/default/login/" + webapp,
                        "username=leader411081&password=" + Shouwang.PASSWORD,
                        Map.of("Content-Type", "application/x-www-form-urlencoded")).status()).isIn(403, 404);
            }
        }
        assertThat(new BrowserSession(port).send("POST", "/camunda/api/admin/auth/user/default/login/tasklist",
                "username=leader411081&password=" + Shouwang.PASSWORD, Map.of("Content-Type", "application/x-www-form-urlencoded",
                        "Accept", "application/json")).status()).isEqualTo(401);
    }

    private BrowserSession signedIn(String user) {
        BrowserSession visitor = new BrowserSession(port);
        assertThat(visitor.signIn(user, Shouwang.PASSWORD).location()).endsWith("/home");
        return visitor;
    }

    private BrowserSession.Page withdraw(BrowserSession visitor, String token) {
        return visitor.post("/cases/" + flow.caseNo() + "/withdrawal", Map.of("reason", "攻击", "_csrf", token));
    }

    private static String message(BrowserSession.Page page) {
        return page.text().replaceAll("(?s).*role=\"alert\"[^>]*>([^<]*)<.*", "$1");
    }
}
