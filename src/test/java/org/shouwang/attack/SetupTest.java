package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Camunda's pages let anybody make a first administrator while the group of administrators is empty (CVE-2026-77226). Here the
 * group is empty, and the attacker has a valid token.
 */
class SetupTest extends IntegrationTest {

    private static final String ADMINS = "camunda-admin";
    private static final String BODY = """
            {"profile":{"id":"eve","firstName":"Eve","lastName":"E","email":"eve@example.com"},"credentials":{"password":"Xk7-ZvQ-48-pLw"}}""";

    @LocalServerPort
    private int port;
    @Autowired
    private IdentityService identity;

    private List<String> administrators;

    @BeforeEach
    void nobodyIsAdministrator() {
        administrators = identity.createUserQuery().memberOfGroup(ADMINS).list().stream().map(User::getId).toList();
        administrators.forEach(user -> identity.deleteMembership(user, ADMINS));
        assertThat(identity.createUserQuery().memberOfGroup(ADMINS).count()).isZero();
    }

    @AfterEach
    void putThemBack() {
        identity.deleteUser("eve");
        administrators.forEach(user -> identity.createMembership(user, ADMINS));
    }

    @Test
    void nobodyMakesAFirstAdministrator() {
        for (String user : new String[] {null, "village" + Shouwang.VILLAGE, "leader" + Shouwang.COUNTY, "partner"}) {
            BrowserSession visitor = new BrowserSession(port);
            if (user != null) {
                assertThat(visitor.signIn(user, Shouwang.PASSWORD).location()).endsWith("/home");
            }
            for (String path : List.of("/camunda/api/admin/setup/default/user/create", "/camunda/api/admin/setup/default/user/create/",
                    "/camunda/api//admin/setup/default/user/create", "/camunda/api/admin/;/setup/default/user/create",
                    "/camunda/api/admin/setup/other/user/create", "/camunda/api/admin/s%65tup/default/user/create",
                    "/camunda/api/tasklist/../admin/setup/default/user/create", "/camunda/api/engine/engine/default/user/create",
                    "/engine-rest/user/create", "/engine-rest/engine/default/user/create")) {
                visitor.get("/camunda/app/welcome/default/");
                String token = visitor.cookies().getOrDefault("XSRF-TOKEN", "none");
                BrowserSession.Page page = visitor.send("POST", path, BODY, Map.of("Content-Type", "application/json", "X-XSRF-TOKEN", token,
                        "Accept", "application/json"));
                assertThat(page.status()).as(user + " " + path).isBetween(400, 404);
                assertNobodyIs();
            }
            for (String path : List.of("/camunda/app/admin/default/setup/", "/camunda/app/admin/", "/camunda/app/admin/default/")) {
                visitor.get(path);
            }
            assertNobodyIs();
        }
    }

    private void assertNobodyIs() {
        assertThat(identity.createUserQuery().userId("eve").count()).isZero();
        assertThat(identity.createUserQuery().memberOfGroup(ADMINS).count()).isZero();
    }
}
