package org.shouwang.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.MailServer;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Tests that each user is told once a day what is due, by message and by the channels that an administrator has set up. */
class DigestTest extends IntegrationTest {

    private static final LocalDate TODAY_LATER = LocalDate.parse("2026-04-20");
    private static final String SECRET = "SEC0123456789";

    @Autowired
    private Digests digests;
    @Autowired
    private OpenWork work;
    @Autowired
    private Accounts accounts;
    @Autowired
    private ConfigurableApplicationContext application;
    @LocalServerPort
    private int port;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer groupChat;
    private BrowserSession admin;

    @BeforeEach
    void aGroupChatListens() throws IOException {
        groupChat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        groupChat.createContext("/wecom", exchange -> answer(exchange, 200, "{\"errcode\":0,\"errmsg\":\"ok\"}"));
        groupChat.createContext("/dingtalk", exchange -> answer(exchange, status.get(), "{\"errcode\": 0 }"));
        groupChat.createContext("/angry", exchange -> answer(exchange, 200, "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}"));
        groupChat.start();
        admin = new BrowserSession(port);
        admin.signIn("admin", Shouwang.PASSWORD);
        admin.get("/administration");
    }

    @AfterEach
    void nobodyListensAnyMore() {
        database.sql("update shouwang.digest_channel set active = false").update();
        groupChat.stop(0);
    }

    private void answer(HttpExchange exchange, int code, String body) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void aUserWithOverdueTasksIsToldOnceADayAndNotBeforeTheHour() {
        CaseFlow flow = overdueCase();
        clock.setTo(TODAY_LATER.atTime(7, 59));
        digests.look();
        assertThat(digestsOfTheVillage()).isEmpty();

        clock.setTo(TODAY_LATER.atTime(8, 0));
        digests.look();
        digests.look();

        assertThat(digestsOfTheVillage()).hasSize(1).allSatisfy(message -> {
            assertThat(message.path("title").asText()).matches("今天到期 \\d+ 件，已超期 [1-9]\\d* 件.*");
            assertThat(message.toString()).doesNotContain(flow.head().name(), flow.head().idNumber());
        });
        clock.setTo(TODAY_LATER.plusDays(1).atTime(8, 0));
        digests.look();
        assertThat(digestsOfTheVillage()).as("the next day's message replaces it").hasSize(1);
        assertThat(shouwang.as("partner").get("/api/messages?limit=200").text()).doesNotContain("DIGEST");
    }

    @Test
    void onAFridayWhatIsDueOnTuesdayIsWithinThreeWorkingDays() {
        LocalDate friday = LocalDate.parse("2026-03-13");
        shouwang.newCase(TestPeople.somebody(), "2026-02-26");
        clock.setTo(friday.atTime(8, 0));
        long before = soonOfTheVillage();
        clock.setTo(LocalDate.parse(TODAY).atTime(9, 0));
        shouwang.newCase(TestPeople.somebody(), TODAY);

        clock.setTo(friday.atTime(8, 0));

        assertThat(soonOfTheVillage()).as("due on 17 March").isEqualTo(before + 1);
    }

    private long soonOfTheVillage() {
        return work.ofUsers(null).stream().filter(counts -> counts.whose().equals("village" + Shouwang.VILLAGE)).mapToLong(Counts::soon).sum();
    }

    @Test
    void whoStandsInForAPostIsToldOfItsTasks() {
        overdueCase();
        LocalDate day = TODAY_LATER.plusDays(20);
        String deputy = "deputy" + UUID.randomUUID().toString().replace("-", "");
        String quiet = database.sql("""
                        select r.code from shouwang.region r where r.level = 'VILLAGE' and r.code like '411081%'
                            and not exists (select 1 from shouwang.open_task o where o.group_id = 'village' || r.code) order by r.code desc limit 1
                        """).query(String.class).single();
        accounts.addUserLike(deputy, "邻村会计", "admin", new Post(Role.VILLAGE, quiet));
        clock.setTo(day.atTime(7, 0));
        assertThat(shouwang.village().post("/api/substitutions", Map.of("post", "village" + Shouwang.VILLAGE, "substitute", deputy,
                "from", day.toString(), "until", day.toString())).status()).isEqualTo(201);

        clock.setTo(day.atTime(8, 0));
        digests.look();

        assertThat(digestsOf(shouwang.as(deputy))).singleElement().satisfies(message ->
                assertThat(message.path("title").asText()).matches("今天到期 \\d+ 件，已超期 [1-9]\\d* 件.*"));
        clock.setTo(day.plusDays(1).atTime(8, 0));
        assertThat(work.ofUsers(null)).as("the substitution is over").noneMatch(counts -> counts.whose().equals(deputy));
    }

    @Test
    void whoIsAuthorisedToApproveIsToldOfApprovals() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock);
        clock.setTo(TODAY_LATER.atTime(7, 0));
        long before = overdueOf("county411081b");

        String id = shouwang.leader().post("/api/authorisations", Map.of("from", TODAY_LATER.toString(), "until", TODAY_LATER.toString(),
                "document", "长办〔2026〕8号")).get("id");

        assertThat(flow.openTasks()).containsExactly(APPROVE_AT_COUNTY);
        assertThat(overdueOf("county411081b")).isGreaterThan(before);
        assertThat(shouwang.leader().send("DELETE", "/api/authorisations/" + id, null, Map.of()).status()).isEqualTo(204);
        assertThat(overdueOf("county411081b")).isEqualTo(before);
    }

    private long overdueOf(String user) {
        return work.ofUsers(null).stream().filter(counts -> counts.whose().equals(user)).mapToLong(Counts::overdue).sum();
    }

    @Test
    void robotsAreToldThePostsAndOneThatFailsIsTriedAgainAndHoldsNobodyUp() throws Exception {
        CaseFlow flow = overdueCase();
        status.set(500);
        add("DINGTALK", "钉钉", "/dingtalk?access_token=x", SECRET);
        add("WECOM", "企业微信", "/wecom?key=y", "");
        clock.setTo(TODAY_LATER.plusDays(2).atTime(9, 0));

        digests.look();

        assertThat(asked).hasSize(2).anyMatch(each -> each.equals("/wecom?key=y"));
        assertThat(bodies).allSatisfy(body -> assertThat(body).contains("\"msgtype\":\"text\"", "村级经办：今天到期")
                .doesNotContain(flow.head().name(), flow.head().idNumber()));
        status.set(200);
        digests.look();
        assertThat(asked).as("not at once").hasSize(2);
        clock.setTo(TODAY_LATER.plusDays(2).atTime(9, 5));
        digests.look();
        assertThat(asked).hasSize(3);
        String address = asked.get(2);
        String time = address.replaceAll(".*timestamp=(\\d+)&.*", "$1");
        assertThat(address).isEqualTo("/dingtalk?access_token=x&timestamp=" + time + "&sign="
                + URLEncoder.encode(hmac(time + "\n" + SECRET), StandardCharsets.UTF_8));
        digests.look();
        assertThat(asked).as("delivered once").hasSize(3);
    }

    @Test
    void anAdministratorAddsAChannelTriesItAndSeesWhyItFailed() {
        assertThat(admin.post("/digests", Map.of("kind", "WECOM", "name", "", "target", "ftp://x")).text()).contains("须以 https://", "为必填项");
        assertThat(admin.post("/digests", Map.of("kind", "MAIL", "name", "邮件", "target", "a@b.cn")).text()).contains("还不能发邮件");
        add("WECOM", "县群", "/wecom?key=y", "");
        add("WECOM", "错的群", "/angry", "");
        List<Long> ids = database.sql("select id from shouwang.digest_channel where active order by id").query(Long.class).list();

        assertThat(admin.post("/digests/" + ids.get(0) + "/test", Map.of()).status()).isEqualTo(302);
        assertThat(bodies.get(0)).contains("守望提醒渠道测试");
        assertThat(admin.post("/digests/" + ids.get(1) + "/test", Map.of()).text()).contains("“错的群”的测试没有送达：HTTP 200", "93000");
        assertThat(admin.get("/digests").text()).contains("县群", "127.0.0.1").doesNotContain("key=y");
        assertThat(database.sql("select target_cipher from shouwang.digest_channel where id = ?").param(ids.get(0)).query(String.class).single())
                .doesNotContain("wecom");
        admin.post("/digests/" + ids.get(0) + "/end", Map.of());
        assertThat(admin.get("/digests").text()).doesNotContain("县群");
    }

    @Test
    void mailTellsNumbersAndWhereToGoOnceAndOneAddressThatIsRefusedHoldsNobodyUp() throws Exception {
        CaseFlow flow = overdueCase();
        overdueCase().verified();
        try (MailServer server = new MailServer(); ConfiguredMail mail = new ConfiguredMail(server.port())) {
            add("MAIL", "邮件", "shouwang@example.cn");
            server.refuse("county@example.cn", "550 no such user");
            email("county411081", "county@example.cn");
            email("village" + Shouwang.VILLAGE, "village@example.cn");
            clock.setTo(TODAY_LATER.plusDays(4).atTime(9, 0));

            mail.setPort(1);
            digests.look();
            assertThat(admin.get("/digests").text()).contains("连不上发信服务器");
            mail.setPort(server.port());
            clock.setTo(TODAY_LATER.plusDays(4).atTime(9, 5));
            digests.look();
            digests.look();
            clock.setTo(TODAY_LATER.plusDays(4).atTime(12, 0));
            digests.look();

            assertThat(server.mails()).as("once").hasSize(1);
            MimeMessage got = server.mails().get(0);
            assertThat(got.getFrom()[0].toString() + " " + got.getAllRecipients()[0]).isEqualTo("shouwang@example.cn village@example.cn");
            assertThat(got.getSubject()).matches("守望：今天到期 \\d+ 件，已超期 [1-9]\\d* 件.*");
            assertThat(got.getContent().toString()).contains("您的待办：今天到期", "https://shouwang.example/tasks")
                    .doesNotContain(flow.head().name(), flow.head().idNumber(), flow.caseNo());
        } finally {
            database.sql("update public.act_id_user set email_ = null where email_ like '%@example.cn'").update();
        }
    }

    @Test
    void theTrialOfMailSaysWhatIsWrongWithTheServer() throws Exception {
        try (MailServer server = new MailServer(); ConfiguredMail mail = new ConfiguredMail(server.port())) {
            add("MAIL", "邮件", "shouwang@example.cn");
            String trial = "/digests/" + database.sql("select max(id) from shouwang.digest_channel").query(Long.class).single() + "/test";

            assertThat(admin.post(trial, Map.of()).status()).isEqualTo(302);
            assertThat(server.mails().get(0).getSubject()).isEqualTo("守望提醒渠道测试");
            mail.setUsername("shouwang");
            mail.setPassword("wrong");
            assertThat(admin.post(trial, Map.of()).text()).contains("没有送达：发信服务器不认账号或密码");
            mail.setUsername(null);
            mail.setPassword(null);
            server.refuse("shouwang@example.cn", "550 no");
            assertThat(admin.post(trial, Map.of()).text()).contains("没有送达：发信服务器不接受发件人或收件人的邮箱");
            mail.setPort(1);
            assertThat(admin.post(trial, Map.of()).text()).contains("没有送达：连不上发信服务器");
        }
    }

    /** The mail sender that the application has where an operator has set a server. It goes when it is closed. */
    private final class ConfiguredMail extends JavaMailSenderImpl implements AutoCloseable {

        private ConfiguredMail(int port) {
            MailProperties set = Binder.get(application.getEnvironment()).bind("spring.mail", MailProperties.class).get();
            setHost("127.0.0.1");
            setPort(port);
            setDefaultEncoding(set.getDefaultEncoding().name());
            getJavaMailProperties().putAll(set.getProperties());
            application.getBeanFactory().registerSingleton("mailSender", this);
        }

        @Override
        public void close() {
            ((DefaultListableBeanFactory) application.getBeanFactory()).destroySingleton("mailSender");
        }
    }

    private void email(String user, String address) {
        database.sql("update public.act_id_user set email_ = ? where id_ = ?").params(address, user).update();
    }

    private CaseFlow overdueCase() {
        return shouwang.newCase(TestPeople.somebody(), TODAY);
    }

    private void add(String kind, String name, String path, String secret) {
        assertThat(admin.post("/digests", Map.of("kind", kind, "name", name, "target", "http://127.0.0.1:" + groupChat.getAddress().getPort() + path,
                "secret", secret)).status()).isEqualTo(302);
    }

    private void add(String kind, String name, String target) {
        assertThat(admin.post("/digests", Map.of("kind", kind, "name", name, "target", target)).status()).isEqualTo(302);
    }

    private List<JsonNode> digestsOfTheVillage() {
        return digestsOf(shouwang.village());
    }

    private static List<JsonNode> digestsOf(Shouwang.Session user) {
        return StreamSupport.stream(user.get("/api/messages?limit=200").body().path("items").spliterator(), false)
                .filter(message -> message.path("kind").asText().equals("DIGEST")).toList();
    }

    private static String hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
