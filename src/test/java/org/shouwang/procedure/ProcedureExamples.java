package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.shouwang.support.Answer;
import org.shouwang.support.Flow;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TakenFlows;
import org.shouwang.support.TestClock;
import org.shouwang.support.TestPeople;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Plays the examples of a procedure's folder, {@code examples/*.yaml}, over REST with the demonstration's users. Each is about
 * somebody or something of its own. In the end every sequence flow of the model has to be taken by one of them.
 */
final class ProcedureExamples {

    private static final CheckedYaml YAML = new CheckedYaml("procedure-example.schema.json");
    private static final String TODAY = "2026-03-02";
    private static final String DEMO_VILLAGES = "^" + Shouwang.COUNTY + "[0-9]{3}20[123]$";
    private static int villagesTaken;
    private static int unitsTaken;
    private static int projectsTaken;

    private final Shouwang shouwang;
    private final TestClock clock;
    private final JdbcClient database;
    private final TakenFlows flows;
    private final Runnable beginInTheMorning;
    private final Runnable awaitTimers;

    ProcedureExamples(Shouwang shouwang, TestClock clock, JdbcClient database, TakenFlows flows, Runnable beginInTheMorning, Runnable awaitTimers) {
        this.shouwang = shouwang;
        this.clock = clock;
        this.database = database;
        this.flows = flows;
        this.beginInTheMorning = beginInTheMorning;
        this.awaitTimers = awaitTimers;
    }

    /** Returns one test for each example of a procedure, and one that every way of its model was gone. */
    DynamicContainer of(Procedure procedure, ProcedureFolder folder) {
        Set<String> ways = new TreeSet<>();
        procedure.model().content().getModelElementsByType(SequenceFlow.class).forEach(flow -> ways.add(flow.getId()));
        Set<String> gone = new TreeSet<>();
        Stream<DynamicTest> examples = folder.ending(".yaml").stream().filter(file -> file.startsWith(ProcedureFolder.EXAMPLES)).map(file -> {
            List<Fault> faults = new ArrayList<>();
            CheckedYaml.Content read = YAML.read(folder, file, faults);
            String title = file.substring(ProcedureFolder.EXAMPLES.length()) + (read == null ? "" : "：" + read.content().path("title").asText());
            return DynamicTest.dynamicTest(title, sourceOf(folder, file), () -> {
                assertThat(faults).as("faults of " + folder.name() + "/" + file).isEmpty();
                beginInTheMorning.run();
                new Played(procedure, folder.name() + "/" + file, read).play(gone);
            });
        });
        return DynamicContainer.dynamicContainer(folder.name(), Stream.concat(examples,
                Stream.of(DynamicTest.dynamicTest("every sequence flow is taken by an example", () -> {
                    ways.removeAll(gone);
                    assertThat(ways).as("sequence flows of " + folder.model() + " that no example takes").isEmpty();
                }))));
    }

    private static URI sourceOf(ProcedureFolder folder, String file) {
        return Path.of("bpmn", folder.name(), file).toUri();
    }

    /** One example while it is played. */
    private final class Played {

        private final Procedure procedure;
        private final String file;
        private final CheckedYaml.Content example;
        private final Set<String> cases = new TreeSet<>();
        private final Map<String, String> words = new HashMap<>();
        private Map<String, Object> subject;
        private String place = Shouwang.VILLAGE;
        private String caseNo;
        private String user;

        Played(Procedure procedure, String file, CheckedYaml.Content example) {
            this.procedure = procedure;
            this.file = file;
            this.example = example;
        }

        void play(Set<String> gone) {
            JsonNode content = example.content();
            String today = content.path("today").asText(TODAY);
            clock.setTo(today + "T09:00");
            subject = subject(content.path("subject"), today);
            clock.setTo(today + "T09:00");
            flows.begin();
            try {
                for (int i = 0; i < content.path("steps").size(); i++) {
                    step(content.path("steps").path(i), ".steps." + i);
                }
            } finally {
                gone.addAll(flows.end(procedure.key(), cases));
            }
        }

        /** Makes a project of the pool, which is announced, or only declared. */
        private String project(boolean announced) {
            String number = shouwang.village().post("/api/procedures/project-pool", Map.of("subject", Map.of("projectName", "试办第" + ++projectsTaken + "项目",
                    "projectYear", clock.today().getYear(), "villageCode", place), "reason", "村民代表会议同意")).get("caseNo");
            done(number, "village", "userTask_declareProject", Map.ofEntries(Map.entry("kind", "PROFIT_MAKING"), Map.entry("works", List.of("AGRICULTURE")),
                    Map.entry("content", "建食用菌大棚20座"), Map.entry("site", "三组"), Map.entry("oneVillageOneTrade", "NO"),
                    Map.entry("money", List.of("LINKING_FUND")), Map.entry("moneyCentral", 100), Map.entry("beneficiaries", 50),
                    Map.entry("linkMechanism", List.of("WORK")), Map.entry("performanceTargets", "年产菌菇200吨，带动务工30人"),
                    Map.entry("responsibleUnit", "村委会"), Map.entry("responsiblePerson", "村委会主任"), Map.entry("upkeep", "村集体")));
            if (announced) {
                done(number, "township", "userTask_reviewAtTownship", Map.of("townshipReviewOutcome", "APPROVE", "departments", List.of("nongye")));
                done(number, "dept:nongye", "userTask_appraiseByDepartment", Map.of("appraisalOutcome", "FEASIBLE", "opinion", "可行"));
                done(number, "county", "userTask_prepareAtCounty", Map.of("preparationOutcome", "SUBMIT"));
                done(number, "leader", "userTask_approveAtCounty", Map.of("approvalOutcome", "APPROVE", "approvalBasis", "领导小组会议"));
                done(number, "township", "userTask_announceEntry", Map.of("announcedOn", clock.today().toString(), "announcedAt", "村务公开栏"));
            }
            return number;
        }

        private void done(String number, String by, String task, Map<String, Object> values) {
            Answer answer = shouwang.as(userOf(by)).submit(number, task, values);
            assertThat(answer.status()).as("%s of %s: %s", task, number, answer.text()).isLessThan(300);
        }

        private Map<String, Object> subject(JsonNode wanted, String today) {
            Map<String, Object> made = new LinkedHashMap<>();
            place = wanted.path("villageCode").asText(procedure.manifest().subject() == SubjectKind.VILLAGE ? nextVillage() : Shouwang.VILLAGE);
            switch (procedure.manifest().subject()) {
                case HOUSEHOLD, PERSON -> {
                    TestPeople.Person person = wanted.has("bornOn") ? TestPeople.somebodyBorn(LocalDate.parse(wanted.path("bornOn").asText()))
                            : TestPeople.somebody();
                    words.put("name", person.name());
                    words.put("idNumber", person.idNumber());
                    if (wanted.path("registered").asBoolean()) {
                        clock.setTo(LocalDate.parse(today).minusDays(6) + "T09:00");
                        String number = HouseholdFlow.monitored(shouwang, clock, person, wanted.path("withoutLabour").asBoolean()
                                ? Map.of("members", List.of(Payloads.disabledMember(person, "HEAD"))) : Map.of()).householdNo();
                        words.put("householdNo", number);
                        made.put("householdNo", number);
                        if (procedure.manifest().subject() == SubjectKind.PERSON) {
                            made.put("memberNo", 1);
                        }
                    } else {
                        made.put("name", wanted.path("name").asText(person.name()));
                        made.put("idNumber", person.idNumber());
                        made.put("villageCode", place);
                    }
                }
                case VILLAGE -> made.put("villageCode", place);
                case ANONYMOUS -> {
                    // Somebody of whom such a case may tell, whom nobody else knows.
                    TestPeople.Person person = TestPeople.somebody();
                    words.put("name", person.name());
                    words.put("idNumber", person.idNumber());
                    made.put("villageCode", place);
                }
                case PROJECT -> {
                    if (wanted.has("projectNo")) {
                        made.put("projectNo", wanted.path("projectNo").asText());
                    } else if (procedure.isAsked("projectNo")) {
                        made.put("projectNo", project(wanted.path("announced").asBoolean(true)));
                    } else {
                        made.put("projectName", wanted.path("projectName").asText("试办第" + ++projectsTaken + "项目"));
                        made.put("projectYear", wanted.path("projectYear").asInt(Integer.parseInt(today.substring(0, 4))));
                        made.put("villageCode", place);
                    }
                }
                case UNIT -> {
                    made.put("unit", wanted.path("unit").asText("试办第" + ++unitsTaken + "合作社"));
                    made.put("villageCode", place);
                    words.put("unit", (String) made.get("unit"));
                }
            }
            words.put("villageCode", place);
            return made;
        }

        private String nextVillage() {
            return database.sql("select code from shouwang.region where code ~ ? order by code desc limit 1 offset ?")
                    .params(DEMO_VILLAGES, villagesTaken++).query(String.class).single();
        }

        private void step(JsonNode step, String path) {
            if (step.has("by")) {
                user = userOf(step.path("by").asText());
            }
            Shouwang.Session session = shouwang.as(user);
            told(path, () -> act(step, session));
            told(path, this::lookForAnEnding);
            told(path + ".open", () -> whenHas(step, "open", tasks -> await().atMost(Flow.TIMER).pollInterval(Duration.ofMillis(50)).untilAsserted(() ->
                    assertThat(shouwang.openTasks(caseNo)).as("open tasks").containsExactlyInAnyOrderElementsOf(texts(tasks)))));
            told(path + ".sees", () -> whenHas(step, "sees", tasks ->
                    assertThat(session.tasks(caseNo)).as("open tasks that %s sees", user).containsExactlyInAnyOrderElementsOf(texts(tasks))));
            step.path("shows").fields().forEachRemaining(task -> task.getValue().fields().forEachRemaining(field ->
                    told(path + ".shows." + task.getKey() + "." + field.getKey(), () ->
                            same(field.getKey(), field.getValue(), session.form(caseNo, task.getKey()).value(field.getKey())))));
            told(path + ".status", () -> whenHas(step, "status", status -> assertThat(view(session).path("status").asText()).as("status").isEqualTo(status.asText())));
            step.path("due").fields().forEachRemaining(limit -> told(path + ".due." + limit.getKey(), () -> due(session, limit.getKey(), limit.getValue())));
            told(path + ".overdue", () -> whenHas(step, "overdue", late -> assertThat(limits(session).filter(limit -> limit.path("state").asText().equals("OVERDUE"))
                    .map(limit -> limit.path("rule").asText())).as("limits that are overdue").containsExactlyInAnyOrderElementsOf(texts(late))));
            step.path("data").fields().forEachRemaining(field -> told(path + ".data." + field.getKey(), () ->
                    same(field.getKey(), field.getValue(), view(session).path("data").path(field.getKey()))));
            told(path + ".papers", () -> whenHas(step, "papers", papers -> assertThat(session.get("/api/cases/" + caseNo + "/documents").body()
                    .path("items").findValuesAsText("kind")).as("papers that %s can make", user).containsExactlyInAnyOrderElementsOf(texts(papers))));
            told(path + ".ledger", () -> whenHas(step, "ledger", row -> {
                JsonNode found = ledgerRow(session);
                row.fields().forEachRemaining(column -> same(column.getKey(), column.getValue(), found.path(column.getKey())));
            }));
        }

        /** A case that the engine has ended has to have ended for people too. */
        private void lookForAnEnding() {
            if (caseNo != null && !database.sql("select exists (select 1 from public.act_ru_execution where business_key_ = ?)").param(caseNo)
                    .query(Boolean.class).single()) {
                assertThat(view(shouwang.as("admin")).path("status").asText()).as("status at the end of the model; ends or concludes of a task name an ending")
                        .isNotIn("IN_PROGRESS", "APPROVED");
            }
        }

        /** Does what a step says, and says where in the file it stands if that does not turn out as expected. */
        private void told(String path, Runnable what) {
            try {
                what.run();
            } catch (AssertionError | RuntimeException e) {
                String nearest = path;
                while (!example.lines().containsKey(nearest)) {
                    nearest = nearest.substring(0, nearest.lastIndexOf('.'));
                }
                throw new AssertionError(file + ":" + example.lines().get(nearest) + " (" + caseNo + "): " + e.getMessage(), e);
            }
        }

        private void whenHas(JsonNode step, String key, java.util.function.Consumer<JsonNode> then) {
            if (step.has(key)) {
                then.accept(step.path(key));
            }
        }

        private void act(JsonNode step, Shouwang.Session session) {
            if (step.has("today")) {
                clock.setTo(step.path("today").asText() + "T09:00");
                awaitTimers.run();
            } else if (step.has("start")) {
                Map<String, Object> values = values(step.path("start"));
                Map<String, Object> told = new HashMap<>(subject);
                told.keySet().removeAll(values.keySet());
                values.put("subject", told);
                Answer answer = session.post("/api/procedures/" + procedure.key(), values);
                judge(step, answer);
                if (answer.get("caseNo") != null) {
                    words.put("earlierCaseNo", String.valueOf(caseNo));
                    caseNo = answer.get("caseNo");
                    cases.add(caseNo);
                    words.put("caseNo", caseNo);
                }
            } else if (step.has("does")) {
                judge(step, session.submit(caseNo, step.path("does").asText(), values(step.path("with"))));
            } else if (step.has("withdraws")) {
                judge(step, session.withdraw(caseNo, step.path("withdraws").asText()));
            } else if (step.has("objects")) {
                judge(step, session.object(view(session).path("noticeNo").asText(), step.path("objects").asText()));
            }
        }

        private void judge(JsonNode step, Answer answer) {
            JsonNode refused = step.path("refused");
            if (refused.isMissingNode()) {
                assertThat(answer.status()).as("answer: " + answer.text()).isBetween(200, 299);
            } else if (refused.isTextual()) {
                assertThat(answer.status()).as("a refusal is expected; answer: " + answer.text()).isBetween(400, 499);
                assertThat(answer.text()).contains(filled(refused.asText()));
            } else {
                assertThat(answer.status()).as("a refusal is expected; answer: " + answer.text()).isEqualTo(400);
                assertThat(answer.wrongFields()).as("answer: " + answer.text()).containsExactlyInAnyOrderElementsOf(() -> refused.fieldNames());
                refused.fields().forEachRemaining(field -> assertThat(answer.messageOf(field.getKey())).contains(filled(field.getValue().asText())));
            }
        }

        private void due(Shouwang.Session session, String rule, JsonNode day) {
            List<JsonNode> begun = limits(session).filter(limit -> limit.path("rule").asText().equals(rule)).toList();
            if (day.isNull()) {
                assertThat(begun.stream().filter(limit -> limit.path("metOn").isNull() && !limit.path("state").asText().equals("CANCELLED")))
                        .as(rule + " is not running").isEmpty();
            } else {
                assertThat(begun).as(rule + " has begun").isNotEmpty();
                assertThat(begun.stream().map(limit -> limit.path("dueOn").asText()).max(String::compareTo).orElseThrow())
                        .as("last day of " + rule).isEqualTo(day.asText());
            }
        }

        private Stream<JsonNode> limits(Shouwang.Session session) {
            return StreamSupport.stream(view(session).path("limits").spliterator(), false);
        }

        private JsonNode view(Shouwang.Session session) {
            Answer view = session.view(caseNo);
            assertThat(view.status()).as(user + " cannot see the case").isEqualTo(200);
            return view.body();
        }

        private JsonNode ledgerRow(Shouwang.Session session) {
            String cursor = "";
            do {
                Answer page = session.get("/api/procedures/" + procedure.key() + "/ledger?limit=200&region=" + Shouwang.COUNTY + cursor);
                assertThat(page.status()).as("answer: " + page.text()).isEqualTo(200);
                for (JsonNode row : page.body().path("items")) {
                    if (StreamSupport.stream(row.spliterator(), false).anyMatch(cell -> cell.asText().equals(caseNo))) {
                        return row;
                    }
                }
                cursor = page.get("nextCursor") == null ? null : "&cursor=" + page.get("nextCursor");
            } while (cursor != null);
            throw new AssertionError("the ledger has no row with the number " + caseNo);
        }

        private void same(String name, JsonNode expected, JsonNode actual) {
            if (expected.isNull()) {
                assertThat(actual.isNull() || actual.isMissingNode()).as(name + " is empty but is " + actual).isTrue();
            } else if (expected.isNumber()) {
                assertThat(actual.asText()).as(name).satisfies(text -> assertThat(new java.math.BigDecimal(text)).isEqualByComparingTo(expected.decimalValue()));
            } else if (expected.isTextual()) {
                assertThat(actual.asText()).as(name).isEqualTo(filled(expected.asText()));
            } else {
                assertThat(actual).as(name).isEqualTo(expected);
            }
        }

        private Map<String, Object> values(JsonNode given) {
            Map<String, Object> values = new LinkedHashMap<>();
            given.fields().forEachRemaining(field -> values.put(field.getKey(), plain(field.getValue())));
            return values;
        }

        private Object plain(JsonNode value) {
            return value.isTextual() ? filled(value.asText()) : value.isArray() ? StreamSupport.stream(value.spliterator(), false).map(this::plain).toList()
                    : value.isObject() ? values(value) : value.isBoolean() ? (Object) value.asBoolean() : value.isNull() ? null : value.numberValue();
        }

        private String filled(String text) {
            String filled = text;
            for (Map.Entry<String, String> word : words.entrySet()) {
                filled = filled.replace("{" + word.getKey() + "}", word.getValue());
            }
            return filled;
        }

        /** Returns the demonstration's user of a post. */
        private String userOf(String post) {
            String name = post.replace("-b", "");
            String second = post.endsWith("-b") ? "b" : "";
            String county = place.substring(0, 6);
            return switch (name) {
                case "village" -> "village" + place + second;
                case "township" -> "township" + place.substring(0, Math.min(place.length(), 9)) + second;
                case "city" -> "city411000" + second;
                case "partner" -> name;
                default -> name.startsWith("dept:") ? "dept" + county + name.substring("dept:".length()) + second
                        : name.matches("[a-z]+") ? name + county + second : name;
            };
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
