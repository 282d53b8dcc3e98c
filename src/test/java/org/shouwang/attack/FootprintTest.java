package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.RESOLVE_OBJECTION;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Tests what a thief of a backup or of the logs would find: no identity number anywhere, and no other personal data outside
 * the few tables meant for it. After a full case every table of every schema is read as a whole, and the log is recorded at a
 * lower level than in any installation.
 */
class FootprintTest extends IntegrationTest {

    private static final List<String> TABLES_OF_NAMES = List.of("shouwang.case_file", "shouwang.survey_member",
            "shouwang.notice_entry", "shouwang.comparison_finding", "shouwang.household", "shouwang.household_member");
    private static final List<String> TABLES_OF_TEXTS = List.of("shouwang.case_file", "shouwang.survey", "shouwang.objection",
            "shouwang.task_decision");

    @LocalServerPort
    private int port;

    private final Listener listener = new Listener();
    private final Map<String, Level> levels = new HashMap<>();

    /** Keeps everything that is logged, with arguments and causes. */
    private static final class Listener extends AppenderBase<ILoggingEvent> {

        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap()
                    + (event.getArgumentArray() == null ? "" : Arrays.toString(event.getArgumentArray())));
            for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                lines.add(cause.getClassName() + " " + cause.getMessage());
            }
        }
    }

    @BeforeEach
    void listen() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        listener.setContext(context);
        listener.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(listener);
        // The servlet of the pages logs addresses with their parameters.
        Map.of("org.shouwang", Level.DEBUG, "org.springframework.web.servlet.DispatcherServlet", Level.DEBUG,
                "org.springframework.security.web.FilterChainProxy", Level.DEBUG).forEach((name, level) -> {
                    levels.put(name, context.getLogger(name).getLevel());
                    context.getLogger(name).setLevel(level);
                });
    }

    @AfterEach
    void stopListening() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(listener);
        levels.forEach((name, level) -> context.getLogger(name).setLevel(level));
    }

    @Test
    void nothingPersonalIsLeftOutsideItsTables() {
        Person head = TestPeople.somebody();
        Person child = TestPeople.somebodyWithAnX();
        Person onPage = TestPeople.somebody();
        Person refused = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY);
        walk(flow, head, child);
        Person repeated = TestPeople.somebody();
        registerOnAPage(onPage, refused);
        registerTwice(repeated);
        String ended = flow.caseNo();
        List<String> numbers = List.of(head.idNumber(), child.idNumber(), child.idNumber().toLowerCase(), onPage.idNumber(), refused.idNumber(),
                repeated.idNumber());
        List<String> names = List.of(head.name(), child.name(), onPage.name(), refused.name(), repeated.name());
        List<String> texts = List.of("极其特别的风险说明", "极其特别的异议", "极其特别的意见", "极其特别的撤回原因");

        Map<String, String> dump = dump();
        assertThat(dump.keySet()).as("tables looked at").hasSizeGreaterThan(60)
                .contains("public.act_ru_variable", "public.act_hi_varinst", "public.act_ge_bytearray", "shouwang.act",
                        "shouwang.idempotent_request", "shouwang.spring_session_attributes");
        for (String number : numbers) {
            assertThat(placesOf(number, dump)).as(number).isEmpty();
        }
        for (String name : names) {
            assertThat(placesOf(name, dump)).as(name).isSubsetOf(TABLES_OF_NAMES);
        }
        for (String text : texts) {
            assertThat(placesOf(text, dump)).as(text).isSubsetOf(TABLES_OF_TEXTS).isNotEmpty();
        }
        assertThat(placesOf(head.name(), dump)).as("the search does find what is there").isNotEmpty();
        assertThat(placesOf(ended, dump)).anyMatch(table -> table.startsWith("public.act_"));

        assertThat(listener.lines).as("the log was listened to").anyMatch(line -> line.contains("DispatcherServlet") && line.contains("/cases"));
        List<String> secrets = new ArrayList<>(numbers);
        secrets.addAll(names);
        secrets.addAll(texts);
        secrets.addAll(names.stream().map(name -> java.net.URLEncoder.encode(name, StandardCharsets.UTF_8)).toList());
        secrets.add(Shouwang.PASSWORD);
        synchronized (listener.lines) {
            for (String secret : secrets) {
                assertThat(listener.lines).as(secret).noneMatch(line -> line.contains(secret));
            }
        }
    }

    private void walk(CaseFlow flow, Person head, Person child) {
        Map<String, Object> found = Payloads.atRisk(head, TODAY);
        found.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.healthyMember(child, "CHILD")));
        found.put("riskStatement", "极其特别的风险说明");
        Map<String, Object> wrong = new HashMap<>(found);
        wrong.put("wageIncome", -1);
        wrong.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.member(head, "CHILD")));
        shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, wrong);
        shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY,
                "idNumber,plateNumber\n" + child.idNumber() + ",豫K1\n", Map.of("Content-Type", "text/csv"));
        shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY,
                "idNumber,plateNumber\n" + head.idNumber() + ",\"豫", Map.of("Content-Type", "text/csv"));
        flow.verified(found).compared().preselected().posted(clock.today());
        shouwang.village().object(flow.noticeNo(), "极其特别的异议");
        flow.done(shouwang.township(), RESOLVE_OBJECTION, Map.of(OBJECTION_OUTCOME, "DISMISSED", "opinion", "极其特别的意见"));
        assertThat(shouwang.partner().startClue(Payloads.clue(head, TODAY)).status()).isEqualTo(409);
        assertThat(shouwang.partner().startInEngine(Payloads.clue(child, TODAY)).status()).isEqualTo(409);
        shouwang.partner().send("POST", "/api/clues", "{\"headIdNumber\":\"" + head.idNumber() + "\",", Map.of("Content-Type", "application/json"));
        flow.noticeOver(clock).reviewed().checked().approved().announced().entered();
        CaseFlow withdrawn = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().withdraw(withdrawn.caseNo(), "极其特别的撤回原因");
    }

    private void registerOnAPage(Person registered, Person refused) {
        BrowserSession visitor = new BrowserSession(port);
        visitor.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        String token = visitor.get("/clues/new").token();
        assertThat(visitor.post("/clues", form(registered, TODAY, token)).status()).isEqualTo(302);
        assertThat(visitor.post("/clues", form(registered, TODAY, token)).status()).as("twice").isEqualTo(409);
        assertThat(visitor.post("/clues", form(refused, "9999-12-31", token)).status()).isEqualTo(400);
        assertThat(visitor.post("/cases", Map.of("q", registered.name(), "_csrf", token)).text()).contains(registered.name());
        Map<String, Object> clue = Payloads.clue(refused, TODAY);
        clue.put("riskDescription", "");
        shouwang.partner().send("POST", "/api/clues", write(clue), Map.of("Content-Type", "application/json", "Idempotency-Key", "footprint-1"));
    }

    private void registerTwice(Person repeated) {
        for (int i = 0; i < 2; i++) {
            shouwang.partner().send("POST", "/api/clues", write(Payloads.clue(repeated, TODAY)),
                    Map.of("Content-Type", "application/json", "Idempotency-Key", "footprint-" + repeated.name().hashCode()));
        }
    }

    private static Map<String, String> form(Person head, String day, String token) {
        return Map.of("source", "SELF_REPORT", "foundOn", day, "villageCode", Shouwang.VILLAGE, "headName", head.name(),
                "headIdNumber", head.idNumber(), "riskDescription", "支出较大", "_csrf", token);
    }

    private static String write(Map<String, Object> clue) {
        StringBuilder json = new StringBuilder("{");
        clue.forEach((key, value) -> json.append(json.length() > 1 ? "," : "").append('"').append(key).append("\":\"").append(value).append('"'));
        return json.append('}').toString();
    }

    /** Returns the rows of every table as text, with bytes as hexadecimal digits; no column and no type is left out. */
    private Map<String, String> dump() {
        Map<String, String> dump = new TreeMap<>();
        database.sql("""
                select table_schema || '.' || table_name from information_schema.tables
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                """).query(String.class).list().forEach(table -> dump.put(table, String.join("\n",
                        database.sql("select r::text from " + table + " as r").query(String.class).list())));
        return dump;
    }

    private static List<String> placesOf(String secret, Map<String, String> dump) {
        List<String> forms = List.of(secret, HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_16BE)));
        return dump.entrySet().stream().filter(table -> forms.stream().anyMatch(table.getValue()::contains))
                .map(Map.Entry::getKey).toList();
    }
}
