package org.shouwang.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.PersonalData;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks that other systems are told of events: signed, at least once, in order; and that nobody here has to wait whatever
 * they do.
 */
class WebhooksTest extends IntegrationTest {

    private static final AtomicInteger NEXT_CASE = new AtomicInteger(700_000);
    /** A county in which no other test has cases, since the events of their limits would be sent too. */
    private static final String COUNTY = "411025";
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html");
    private static final String ALL = "[\"case.withdrawn\",\"deadline.warning\",\"deadline.overdue\"]";

    @Autowired
    private Outbox outbox;
    @Autowired
    private DeliveryQueue queue;
    @Autowired
    private HttpPosts posts;
    @Autowired
    private WebhookProperties properties;
    @Autowired
    private WebhookDeliverer deliverer;
    @Autowired
    private PersonalData cipher;
    @Autowired
    private JsonBodies bodies;
    @Autowired
    private AdjustableClock productClock;
    @Autowired
    private TransactionTemplate transactions;
    @Autowired
    private ObjectMapper json;

    private final Receiver receiver = new Receiver();
    private Shouwang.Session admin;

    @BeforeEach
    void signInAsAdministrator() {
        admin = shouwang.as("admin");
    }

    @AfterEach
    void endEverySubscription() {
        admin.get("/api/webhooks").body().path("items").forEach(item ->
                admin.send("DELETE", "/api/webhooks/" + item.path("id").asText(), null, Map.of()));
        receiver.close();
    }

    @Test
    void anEventArrivesSignedAndTellsNobodysName() throws Exception {
        String secret = subscribeToWithdrawals(receiver.url("/hook")).get("secret");
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        shouwang.village().withdraw(flow.caseNo(), "举家搬迁");

        eventually(() -> assertThat(receiver.received()).hasSize(1));
        Receiver.Received received = receiver.received().get(0);
        JsonNode event = json.readTree(received.body());
        assertThat(received.contentType()).isEqualTo("application/json");
        assertThat(received.eventId()).isEqualTo(event.path("id").asText());
        assertThat(event.path("type").asText()).isEqualTo("case.withdrawn");
        assertThat(event.path("caseNo").asText()).isEqualTo(flow.caseNo());
        assertThat(event.path("countyCode").asText()).isEqualTo(Shouwang.COUNTY);
        assertThat(event.path("occurredAt").asText()).startsWith("2026-03-02T01:00");
        assertThat(event.path("data").path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(received.body()).doesNotContain(flow.head().name(), flow.head().idNumber(), "搬迁");
        assertThat(received.signature()).matches("t=\\d+,v1=[0-9a-f]{64}");
        String time = received.signature().substring(2, received.signature().indexOf(','));
        assertThat(received.signature()).endsWith("v1=" + hmac(secret, time + "." + received.body()));
        assertThat(Instant.ofEpochSecond(Long.parseLong(time))).as("real time, though the demonstration's clock is elsewhere")
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void anAdministratorSendsATrialAndSeesWhatCameOfIt() throws Exception {
        String secret = subscribeToWithdrawals(receiver.url("/hook")).get("secret");
        String id = admin.get("/api/webhooks").body().at("/items/0/id").asText();

        assertThat(admin.send("POST", "/webhooks/" + id + "/test", "_once=" + admin.pass(), FORM).status()).isEqualTo(302);

        Receiver.Received received = receiver.received().get(0);
        assertThat(received.body()).contains("\"type\":\"test\"");
        String time = received.signature().substring(2, received.signature().indexOf(','));
        assertThat(received.signature()).endsWith("v1=" + hmac(secret, time + "." + received.body()));
        receiver.close();
        Answer refused = admin.send("POST", "/webhooks/" + id + "/test", "_once=" + admin.pass(), FORM);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("没有送达：连接失败");
    }

    @Test
    void whatHappensWhileASubscriptionIsPausedArrivesWhenItGoesOn() {
        admin.send("POST", "/api/webhooks", "{\"url\":\"" + receiver.url("/hook") + "\",\"eventTypes\":" + ALL + ",\"countyCode\":\"" + COUNTY + "\"}",
                Map.of("Content-Type", "application/json"));
        String id = admin.get("/api/webhooks").body().at("/items/0/id").asText();
        admin.send("POST", "/webhooks/" + id + "/pause", "_once=" + admin.pass(), FORM);
        String caseNo = newCaseNo();

        happens("deadline.overdue", caseNo, COUNTY);
        deliverer.deliverDue();

        assertThat(receiver.received()).isEmpty();
        assertThat(admin.get("/api/webhooks").body().at("/items/0/paused").asBoolean()).isTrue();
        admin.send("POST", "/webhooks/" + id + "/resume", "_once=" + admin.pass(), FORM);
        eventually(() -> assertThat(caseNosReceived()).containsExactly(caseNo));
    }

    @Test
    void onlyChosenEventsOfTheChosenCountyArrive() {
        admin.send("POST", "/api/webhooks", "{\"url\":\"" + receiver.url("/hook") + "\",\"eventTypes\":[\"deadline.overdue\"],\"countyCode\":\"411003\"}",
                Map.of("Content-Type", "application/json"));

        happens("deadline.overdue", newCaseNo(), COUNTY);
        happens("deadline.warning", newCaseNo(), "411003");
        String meant = newCaseNo();
        happens("deadline.overdue", meant, "411003");

        eventually(() -> assertThat(receiver.received()).isNotEmpty());
        assertThat(caseNosReceived()).containsExactly(meant);
        eventually(() -> assertThat(deliveries("PENDING")).isZero());
    }

    @Test
    void anEventThatWasRolledBackIsNeverSent() {
        subscribe(receiver.url("/hook"));

        transactions.executeWithoutResult(status -> {
            outbox.record("deadline.overdue", newCaseNo(), COUNTY, Map.of());
            status.setRollbackOnly();
        });
        String committed = newCaseNo();
        happens("deadline.overdue", committed, COUNTY);

        eventually(() -> assertThat(receiver.received()).isNotEmpty());
        assertThat(caseNosReceived()).containsExactly(committed);
    }

    @Test
    void aFailedDeliveryIsTriedAgainAfterLongerAndLongerPauses() {
        subscribe(receiver.url("/hook"));
        receiver.answerWith(500);
        String caseNo = newCaseNo();
        happens("deadline.overdue", caseNo, COUNTY);

        eventually(() -> assertThat(failure(caseNo)).contains("HTTP 500", "attempts=1"));
        assertThat(secondsToNextAttempt(caseNo)).isBetween(20L, 37L);
        assertThat(receiver.received()).as("not before its time").hasSize(1);

        clock.setTo(NOW.plusSeconds(40));
        eventually(() -> assertThat(failure(caseNo)).contains("attempts=2"));
        assertThat(secondsToNextAttempt(caseNo)).isBetween(44L, 73L);

        receiver.answerWith(200);
        clock.setTo(NOW.plusSeconds(120));
        eventually(() -> assertThat(statusOf(caseNo)).isEqualTo("DELIVERED"));
        assertThat(receiver.received()).hasSize(3).extracting(Receiver.Received::body).as("the same each time")
                .containsOnly(receiver.received().get(0).body());
        assertThat(receiver.received()).extracting(Receiver.Received::eventId).as("known by its id").containsOnly(eventId(caseNo));
    }

    @Test
    void aDeliveryWithoutAnAnswerIsTriedAgain() {
        subscribe(receiver.url("/silent"));
        String caseNo = newCaseNo();
        happens("deadline.overdue", caseNo, COUNTY);

        eventually(() -> assertThat(failure(caseNo)).contains("超时", "attempts=1"));

        clock.setTo(NOW.plusSeconds(40));
        eventually(() -> assertThat(failure(caseNo)).contains("attempts=2"));
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void anUnreachableReceiverDisturbsNoCase() {
        subscribeToWithdrawals(receiver.url("/hook"));
        receiver.close();
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(shouwang.village().withdraw(flow.caseNo(), "举家搬迁").status()).isEqualTo(200);

        eventually(() -> assertThat(failure(flow.caseNo())).contains("连接失败"));
        assertThat(flow.status()).isEqualTo("WITHDRAWN");
    }

    @Test
    void aSilentReceiverDoesNotKeepOthersWaiting() {
        subscribe(receiver.url("/silent"));
        subscribe(receiver.url("/hook"));

        List<String> caseNos = IntStream.range(0, 30).mapToObj(i -> newCaseNo()).toList();
        caseNos.forEach(caseNo -> happens("deadline.overdue", caseNo, COUNTY));

        eventually(() -> assertThat(receiver.received().stream().filter(event -> "/hook".equals(event.path())).toList()).hasSize(30));
    }

    @Test
    void aRedirectIsNotFollowed() {
        subscribe(receiver.url("/moved"));
        String caseNo = newCaseNo();
        happens("deadline.overdue", caseNo, COUNTY);

        eventually(() -> assertThat(failure(caseNo)).contains("HTTP 307"));
        assertThat(receiver.received()).extracting(Receiver.Received::path).containsOnly("/moved");
    }

    @Test
    void anAddressThatIsNoLongerAllowedGetsNothing() {
        String id = subscribe(receiver.url("/hook")).get("id");
        database.sql("update shouwang.webhook_subscription set url = ? where id = ?")
                .params(receiver.url("/hook#part"), Long.valueOf(id)).update();
        String caseNo = newCaseNo();
        happens("deadline.overdue", caseNo, COUNTY);

        eventually(() -> assertThat(failure(caseNo)).contains("不能推送到这个地址"));
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void afterTheLastTryAnEventIsGivenUpUntilSomebodySendsItAgain() {
        subscribe(receiver.url("/hook"));
        receiver.answerWith(503);
        String caseNo = newCaseNo();
        happens("deadline.overdue", caseNo, COUNTY);
        for (int attempt = 1; attempt <= 4; attempt++) {
            String attempts = "attempts=" + attempt;
            eventually(() -> assertThat(failure(caseNo)).contains("HTTP 503", attempts));
            clock.setTo(NOW.plusHours(attempt));
        }
        eventually(() -> assertThat(statusOf(caseNo)).isEqualTo("DEAD"));
        clock.advanceDays(1);
        assertThat(receiver.received()).hasSize(4);
        assertThat(page()).contains(caseNo, "HTTP 503", "已停止重试", "重新发送");

        receiver.answerWith(200);
        assertThat(admin.postForm("/webhooks/deliveries/" + deliveryId(caseNo) + "/resend", "").status()).isEqualTo(302);

        eventually(() -> assertThat(statusOf(caseNo)).isEqualTo("DELIVERED"));
        assertThat(receiver.received()).hasSize(5);
        assertThat(page()).doesNotContain(caseNo);
        assertThat(admin.postForm("/webhooks/deliveries/" + deliveryId(caseNo) + "/resend", "").status()).as("it has arrived").isEqualTo(404);
    }

    @Test
    void theEventsOfACaseArriveInTheirOrderAndOtherCasesDoNotWaitForThem() {
        subscribe(receiver.url("/hook"));
        receiver.answerWith(500);
        String troubled = newCaseNo();
        happens("deadline.warning", troubled, COUNTY);
        eventually(() -> assertThat(failure(troubled)).contains("attempts=1"));
        receiver.answerWith(200);
        happens("deadline.overdue", troubled, COUNTY);
        String other = newCaseNo();
        happens("deadline.overdue", other, COUNTY);

        eventually(() -> assertThat(statusOf(other)).isEqualTo("DELIVERED"));
        assertThat(caseNosReceived()).containsExactly(troubled, other);

        clock.setTo(NOW.plusMinutes(2));
        eventually(() -> assertThat(caseNosReceived()).containsExactly(troubled, other, troubled, troubled));
        assertThat(receiver.received().get(2).body()).contains("deadline.warning");
        assertThat(receiver.received().get(3).body()).contains("deadline.overdue");
    }

    @Test
    void nodesThatDeliverAtTheSameTimeDeliverEachEventOnce() throws Exception {
        subscribe(receiver.url("/hook"));
        receiver.gather(20);
        List<String> caseNos = IntStream.range(0, 60).mapToObj(i -> newCaseNo()).toList();
        transactions.executeWithoutResult(status -> caseNos.forEach(caseNo ->
                outbox.record("deadline.overdue", caseNo, COUNTY, Map.of())));

        WebhookDeliverer secondNode = new WebhookDeliverer(queue, posts, properties, cipher, bodies, productClock);
        WebhookDeliverer thirdNode = new WebhookDeliverer(queue, posts, properties, cipher, bodies, productClock);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        nodes.invokeAll(List.<Callable<Void>>of(delivering(secondNode), delivering(thirdNode)));
        nodes.shutdown();
        secondNode.stop();
        thirdNode.stop();

        eventually(() -> assertThat(deliveries("PENDING")).isZero());
        assertThat(caseNosReceived()).containsExactlyInAnyOrderElementsOf(caseNos);
    }

    @Test
    void deliveriesThatAnotherNodeTakesKeepNobodyWaiting() {
        subscribe(receiver.url("/hook"));
        String taken = newCaseNo();
        transactions.executeWithoutResult(status -> {
            outbox.record("deadline.overdue", taken, COUNTY, Map.of());
            database.sql("update shouwang.webhook_delivery set next_attempt_at = ? where case_no = ?")
                    .params(java.sql.Timestamp.from(clock.now().plusSeconds(60)), taken).update();
        });
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        String other = newCaseNo();

        transactions.executeWithoutResult(status -> {
            database.sql("update shouwang.webhook_delivery set next_attempt_at = ? where case_no = ?")
                    .params(java.sql.Timestamp.from(clock.now().plusSeconds(600)), taken).update();
            clock.setTo(NOW.plusSeconds(90));
            elsewhere.submit(() -> happens("deadline.overdue", other, COUNTY));
            eventually(() -> assertThat(caseNosReceived()).containsExactly(other));
        });
        elsewhere.shutdown();

        assertThat(statusOf(taken)).isEqualTo("PENDING");
    }

    @Test
    void deliveriesOfANodeThatDiedAreMadeByAnother() {
        clock.setTo(NOW.plusDays(1));
        subscribe(receiver.url("/hook"));
        String caseNo = newCaseNo();
        transactions.executeWithoutResult(status -> {
            outbox.record("deadline.overdue", caseNo, COUNTY, Map.of());
            database.sql("update shouwang.webhook_delivery set attempts = 1, next_attempt_at = ? where case_no = ?")
                    .params(java.sql.Timestamp.from(clock.now().plusSeconds(71)), caseNo).update();
        });
        assertThat(receiver.received()).isEmpty();

        clock.setTo(NOW.plusDays(1).plusSeconds(80));

        eventually(() -> assertThat(statusOf(caseNo)).isEqualTo("DELIVERED"));
        assertThat(caseNosReceived()).containsExactly(caseNo);
    }

    @Test
    void anEndedSubscriptionGetsNoMoreEventsNotEvenWaitingOnes() {
        String id = subscribe(receiver.url("/hook")).get("id");
        receiver.answerWith(500);
        String waiting = newCaseNo();
        happens("deadline.overdue", waiting, COUNTY);
        eventually(() -> assertThat(failure(waiting)).contains("attempts=1"));

        assertThat(admin.send("DELETE", "/api/webhooks/" + id, null, Map.of()).status()).isEqualTo(204);
        assertThat(admin.send("DELETE", "/api/webhooks/" + id, null, Map.of()).status()).isEqualTo(404);
        receiver.answerWith(200);
        subscribe(receiver.url("/other"));
        clock.setTo(NOW.plusHours(1));
        String later = newCaseNo();
        happens("deadline.overdue", later, COUNTY);

        eventually(() -> assertThat(statusOf(later)).isEqualTo("DELIVERED"));
        assertThat(receiver.received()).extracting(Receiver.Received::path).containsExactly("/hook", "/other");
        assertThat(page()).doesNotContain(waiting);
        deliverer.clean();
        assertThat(database.sql("select count(*) from shouwang.webhook_delivery where case_no = ?").param(waiting)
                .query(Long.class).single()).isZero();
    }

    @Test
    void oldEventsAreDeletedOnceNoDeliveryWaits() {
        subscribe(receiver.url("/hook"));
        String delivered = newCaseNo();
        happens("deadline.overdue", delivered, COUNTY);
        eventually(() -> assertThat(statusOf(delivered)).isEqualTo("DELIVERED"));
        receiver.answerWith(500);
        String waiting = newCaseNo();
        happens("deadline.overdue", waiting, COUNTY);
        eventually(() -> assertThat(failure(waiting)).contains("attempts=1"));

        clock.advanceDays(29);
        deliverer.clean();
        assertThat(events(delivered)).isOne();
        clock.advanceDays(2);
        deliverer.clean();

        assertThat(events(delivered)).isZero();
        assertThat(events(waiting)).isOne();
    }

    @Test
    void theSecretIsShownOnceAndKeptEncrypted() {
        Answer made = subscribe(receiver.url("/hook"));

        assertThat(made.get("secret")).startsWith("whsec_").hasSizeGreaterThan(40);
        assertThat(admin.get("/api/webhooks").text()).contains(receiver.url("/hook")).doesNotContain(made.get("secret"));
        assertThat(page()).contains(receiver.url("/hook")).doesNotContain(made.get("secret"));
        assertThat(database.sql("select secret_cipher from shouwang.webhook_subscription where id = ?")
                .param(Long.valueOf(made.get("id"))).query(String.class).single()).doesNotContain(made.get("secret").substring(6));
        assertThat(database.sql("select outcome || ' ' || user_id from shouwang.act where kind = 'WEBHOOK' and subject = ?")
                .param(made.get("id")).query(String.class).list()).containsExactly("MADE admin");
    }

    @Test
    void anAdministratorSubscribesOnThePage() {
        String url = receiver.url("/hook");
        String types = "&eventTypes=case.withdrawn&eventTypes=deadline.overdue&countyCode=411081";

        Answer made = admin.postForm("/webhooks", "url=" + url + types);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text()).contains("whsec_", url, "案件：已撤回", "时限：已超期", "禹州市");
        assertThat(admin.postForm("/webhooks", "url=" + url + types).text()).contains("该地址已经订阅");
        Answer wrong = admin.postForm("/webhooks", "url=ftp://x&countyCode=");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("须以 https:// 或 http:// 开头", "至少选择一种", "ftp://x");
        String id = admin.get("/api/webhooks").body().at("/items/0/id").asText();
        assertThat(admin.postForm("/webhooks/" + id + "/end", "").status()).isEqualTo(302);
        assertThat(page()).contains("还没有订阅");
    }

    @Test
    void everyWrongFieldOfASubscriptionIsNamed() {
        assertThat(post("{}").wrongFields()).containsExactly("url", "eventTypes");
        assertThat(post("{\"url\":\"http://user:word@127.0.0.1/\",\"eventTypes\":[\"case.forgotten\"],\"countyCode\":\"411000\"}").wrongFields())
                .containsExactly("url", "eventTypes", "countyCode");
        assertThat(post("{\"url\":5}").wrongFields()).containsExactly("url");
        assertThat(post("{\"eventTypes\":\"case.approved\"}").wrongFields()).containsExactly("eventTypes");
        assertThat(post("{\"eventTypes\":[1]}").wrongFields()).containsExactly("eventTypes");
        assertThat(post("{\"url\":\"" + receiver.url("/hook") + "\",\"eventTypes\":" + ALL + ",\"countyCode\":\"4\\u0000\"}").status()).isEqualTo(400);
        assertThat(post("[").status()).isEqualTo(400);
        subscribe(receiver.url("/hook"));
        assertThat(post("{\"url\":\"" + receiver.url("/hook") + "\",\"eventTypes\":" + ALL + ",\"countyCode\":\"" + COUNTY + "\"}").status()).isEqualTo(409);
        assertThat(admin.get("/api/webhooks").body().path("items")).hasSize(1);
    }

    private Answer subscribe(String url) {
        return subscribe(url, ALL, COUNTY);
    }

    private Answer subscribeToWithdrawals(String url) {
        return subscribe(url, "[\"case.withdrawn\"]", Shouwang.COUNTY);
    }

    private Answer subscribe(String url, String types, String county) {
        Answer answer = post("{\"url\":\"" + url + "\",\"eventTypes\":" + types + ",\"countyCode\":\"" + county + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private Answer post(String body) {
        return admin.send("POST", "/api/webhooks", body, Map.of("Content-Type", "application/json"));
    }

    private String page() {
        Answer page = admin.send("GET", "/webhooks", null, Map.of("Accept", "text/html"));
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    private void happens(String type, String caseNo, String county) {
        transactions.executeWithoutResult(status -> outbox.record(type, caseNo, county, Map.of("rule", "IDENTIFICATION_15D")));
    }

    private static String newCaseNo() {
        return "JC-411025-2026-" + NEXT_CASE.incrementAndGet();
    }

    private static Callable<Void> delivering(WebhookDeliverer node) {
        return () -> {
            node.deliverDue();
            return null;
        };
    }

    private List<String> caseNosReceived() {
        List<String> caseNos = new ArrayList<>();
        for (Receiver.Received event : receiver.received()) {
            try {
                caseNos.add(json.readTree(event.body()).path("caseNo").asText());
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }
        return caseNos;
    }

    private String failure(String caseNo) {
        return database.sql("select coalesce(last_result, '') || ' attempts=' || attempts from shouwang.webhook_delivery where case_no = ? and last_result is not null order by id")
                .param(caseNo).query(String.class).list().toString();
    }

    private String statusOf(String caseNo) {
        return database.sql("select status from shouwang.webhook_delivery where case_no = ?").param(caseNo).query(String.class).single();
    }

    private long secondsToNextAttempt(String caseNo) {
        return Duration.between(clock.now(), database.sql("select next_attempt_at from shouwang.webhook_delivery where case_no = ?")
                .param(caseNo).query(java.sql.Timestamp.class).single().toInstant()).toSeconds();
    }

    private String eventId(String caseNo) {
        return database.sql("select id from shouwang.outbox_event where case_no = ?").param(caseNo).query(String.class).single();
    }

    private String deliveryId(String caseNo) {
        return database.sql("select id from shouwang.webhook_delivery where case_no = ?").param(caseNo).query(String.class).single();
    }

    private long events(String caseNo) {
        return database.sql("select count(*) from shouwang.outbox_event where case_no = ?").param(caseNo).query(Long.class).single();
    }

    private long deliveries(String status) {
        return database.sql("""
                select count(*) from shouwang.webhook_delivery d join shouwang.webhook_subscription s on s.id = d.subscription_id
                where s.active and d.status = ?""").param(status).query(Long.class).single();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50)).untilAsserted(assertion);
    }

    /** Signs a text. The product's own code is not used, so that the test does not repeat its errors. */
    private static String hmac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
