package org.shouwang.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.shouwang.deadline.LimitRules;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests {@code /actuator/prometheus} as a monitoring server reads it. */
class LimitMetricsTest extends IntegrationTest {

    private static final Map<String, String> SCRAPER = Map.of("Accept", "text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
    private static final String PATH = "/actuator/prometheus";

    @LocalServerPort
    private int port;
    @Autowired
    private LimitRules limitRules;

    @Test
    void theNumbersAreThoseOfTheSummary() {
        long before = overdue();

        shouwang.newCase(TestPeople.somebody(), "2026-02-01");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(overdue()).isEqualTo(before + 1));
        JsonNode counties = shouwang.as("admin").get("/api/deadlines/summary?by=county").body().path("items");
        counties.forEach(county -> county.path("states").fields().forEachRemaining(state ->
                assertThat(sum(county.path("region").asText(), state.getKey())).as(county + " " + state.getKey())
                        .isEqualTo(state.getValue().asLong())));
    }

    @Test
    void onlyAnAdministratorReadsThem() {
        assertThat(scrape(shouwang.as("admin")).status()).as("with Basic").isEqualTo(200);
        for (String user : new String[] {"village411081101201", "county411081", "city411000", "partner"}) {
            assertThat(scrape(shouwang.as(user)).status()).as(user).isEqualTo(403);
        }
        assertThat(scrape(shouwang.nobody()).status()).isEqualTo(401);
    }

    @Test
    void anAdministratorWhoHasSignedInReadsThemToo() throws Exception {
        HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String root = "http://localhost:" + port;
        String login = browser.send(HttpRequest.newBuilder(URI.create(root + "/login")).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString()).body();
        String form = "username=admin&password=" + Shouwang.PASSWORD + "&_csrf="
                + URLEncoder.encode(Jsoup.parse(login).select("input[name=_csrf]").val(), StandardCharsets.UTF_8);
        browser.send(HttpRequest.newBuilder(URI.create(root + "/login")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)).build(), HttpResponse.BodyHandlers.discarding());

        HttpResponse<String> answer = browser.send(HttpRequest.newBuilder(URI.create(root + PATH)).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("shouwang_limits{");
    }

    private long overdue() {
        return sum("411081", "OVERDUE");
    }

    private long sum(String county, String state) {
        Matcher line = Pattern.compile("shouwang_limits\\{county=\"" + county + "\",rule=\"\\w+\",state=\"" + state + "\"\\} ([0-9.E]+)")
                .matcher(scrape(shouwang.as("admin")).text());
        long sum = 0;
        int rules = 0;
        while (line.find()) {
            sum += (long) Double.parseDouble(line.group(1));
            rules++;
        }
        assertThat(rules).as("one line for each rule").isEqualTo(limitRules.all().size());
        return sum;
    }

    private static Answer scrape(Shouwang.Session who) {
        return who.send("GET", PATH, null, SCRAPER);
    }
}
