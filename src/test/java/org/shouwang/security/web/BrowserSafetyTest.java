package org.shouwang.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Checks what protects people at a browser: cookies, headers, sessions that end, refused foreign requests, limited bodies. */
class BrowserSafetyTest extends IntegrationTest {

    private static final String LOGOUT = "/camunda/api/admin/auth/user/default/logout";
    private static final int MORE_THAN_A_FORM = 1_100_000;

    @Autowired
    private Accounts accounts;
    @Autowired
    @Qualifier("springSecurityFilterChain")
    private Filter security;
    @LocalServerPort
    private int port;

    @Test
    void theSessionsCookieIsHiddenFromScriptsAndForeignPages() {
        String cookie = browser("safe1").signIn("safe1", Shouwang.PASSWORD).headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("SESSION=")).findFirst().orElseThrow();

        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax");
    }

    @Test
    void behindTlsCookiesAreSecure() throws Exception {
        PropertySourcesPropertyResolver node = nodeProfile();

        assertThat(node.getProperty("server.servlet.session.cookie.secure")).isEqualTo("true");
        assertThat(node.getProperty("camunda.bpm.webapp.session-cookie.enable-secure-cookie")).isEqualTo("true");
        assertThat(node.getProperty("camunda.bpm.webapp.csrf.enable-secure-cookie")).isEqualTo("true");
    }

    @Test
    void onlyTheProxyIsBelievedWhereRequestsComeFrom() throws Exception {
        String proxies = nodeProfile().getProperty("server.tomcat.remoteip.internal-proxies");

        assertThat("127.0.0.1").matches(proxies);
        for (String neighbour : List.of("10.0.0.5", "172.17.0.3", "192.168.1.9", "203.0.113.7", "1270.0.0.1")) {
            assertThat(neighbour).doesNotMatch(proxies);
        }
    }

    @Test
    void overTlsTheBrowserIsToldToUseTlsOnly() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/login");
        request.setServletPath("/login");
        request.setSecure(true);
        MockHttpServletResponse response = new MockHttpServletResponse();

        security.doFilter(request, response, new MockFilterChain());

        assertThat(response.getHeader("Strict-Transport-Security")).contains("max-age=31536000");
    }

    @Test
    void pagesRunOnlyTheProductsScriptsAndAreShownInNoForeignFrame() {
        BrowserSession browser = browser("safe2");
        browser.signIn("safe2", Shouwang.PASSWORD);

        for (String page : List.of("/login", "/home", "/cases", "/acts", "/error")) {
            var headers = browser.get(page).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse("")).as(page)
                    .contains("default-src 'self'").contains("frame-ancestors 'self'").contains("object-src 'none'")
                    .doesNotContain("script-src").doesNotContain("unsafe-eval");
            assertThat(headers.firstValue("X-Content-Type-Options")).as(page).contains("nosniff");
            assertThat(headers.firstValue("Cache-Control").orElse("")).as(page).contains("no-store");
        }
    }

    @Test
    void aSessionIsNewAfterTheLoginAndEndsWhenItIsNotUsed() {
        BrowserSession browser = browser("safe3");
        String before = cookie(browser.get("/login"));
        String after = cookie(browser.signIn("safe3", Shouwang.PASSWORD));

        assertThat(after).isNotEqualTo(before).isNotEmpty();
        assertThat(database.sql("select distinct max_inactive_interval from shouwang.spring_session where principal_name = 'safe3'")
                .query(Integer.class).list()).containsExactly(30 * 60);
        assertThat(browser.get("/home").status()).isEqualTo(200);
        database.sql("update shouwang.spring_session set last_access_time = last_access_time - 1801000, "
                + "expiry_time = expiry_time - 1801000 where principal_name = 'safe3'").update();
        assertThat(browser.get("/home").location()).endsWith("/login");
    }

    @Test
    void aSessionIsKeptUnderTheUsersIdHoweverLongTheName() {
        accounts.addUserLike("safe4", "长".repeat(120), "admin", new Post(Role.CITY, "411000"));
        BrowserSession browser = new BrowserSession(port);

        assertThat(browser.signIn("safe4", Shouwang.PASSWORD).location()).isEqualTo("/home");

        assertThat(database.sql("select count(*) from shouwang.spring_session where principal_name = 'safe4'")
                .query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void aForeignPageCannotSignAnybodyOut() {
        BrowserSession browser = browser("safe5");
        browser.signIn("safe5", Shouwang.PASSWORD);

        assertThat(browser.post(LOGOUT, Map.of(), Map.of("Origin", "http://foreign.example")).status()).isEqualTo(403);
        assertThat(browser.post(LOGOUT, Map.of(), Map.of()).status()).isEqualTo(403);
        browser.forgetToken();
        assertThat(browser.post("/logout", Map.of()).status()).isEqualTo(403);
        assertThat(browser.get("/home").status()).as("still signed in").isEqualTo(200);

        browser.post(LOGOUT, Map.of(), Map.of("Origin", "http://localhost:" + port));
        assertThat(browser.get("/home").location()).endsWith("/login");
    }

    @Test
    void aBodyLongerThanItsAddressAllowsIsRefused() throws Exception {
        String body = "{\"riskDescription\":\"" + "x".repeat(MORE_THAN_A_FORM) + "\"}";

        Answer api = shouwang.village().send("POST", "/api/clues", body, Map.of("Content-Type", "application/json"));
        assertThat(api.status()).isEqualTo(413);
        assertThat(api.get("title")).isEqualTo("内容过大");
        assertThat(shouwang.nobody().send("POST", "/login", "username=" + "x".repeat(MORE_THAN_A_FORM),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html")).status()).isEqualTo(413);
        HttpRequest withoutLength = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/clues"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString(("partner:" + Shouwang.PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
        assertThat(HttpClient.newHttpClient().send(withoutLength, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
        assertThat(shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY,
                "idNumber\n" + "x".repeat(MORE_THAN_A_FORM), Map.of("Content-Type", "text/csv")).status())
                .as("a data set may be longer").isEqualTo(400);
    }

    private BrowserSession browser(String user) {
        accounts.addUserLike(user, "浏览器", "admin", new Post(Role.CITY, "411000"));
        return new BrowserSession(port);
    }

    private static String cookie(BrowserSession.Page page) {
        return page.headers().allValues("Set-Cookie").stream().filter(value -> value.startsWith("SESSION="))
                .map(value -> value.substring(0, value.indexOf(';'))).findFirst().orElse("");
    }

    private static PropertySourcesPropertyResolver nodeProfile() throws Exception {
        MutablePropertySources sources = new MutablePropertySources();
        for (PropertySource<?> source : new YamlPropertySourceLoader().load("node", new ClassPathResource("application-node.yaml"))) {
            sources.addLast(source);
        }
        return new PropertySourcesPropertyResolver(sources);
    }
}
