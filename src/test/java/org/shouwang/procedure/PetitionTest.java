package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.shouwang.deadline.Escalation;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.ProblemFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests who handles a petition, who reads who made it, and to what it leads. */
class PetitionTest extends IntegrationTest {

    private static final String NAME = "欧阳小河";
    private static final String PHONE = "13812345678";
    private static final String HANDLER = "dept411081yibao";
    private static final String UNIT = "township" + Shouwang.TOWNSHIP;

    @Autowired
    private Accounts accounts;
    @Autowired
    private IdentityService identity;
    @Autowired
    private RuntimeService runtime;
    @Autowired
    private Escalation escalation;

    @Test
    void aPetitionIsNotClosedWithoutAVisitByWhomeverItIsTried() {
        String caseNo = urged(UNIT);

        String instance = runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNo).singleResult().getId();
        Map.of("userTask_resolvePetition", reply(), "userTask_callBack", callBack(), "userTask_evaluate", Map.of("evaluationOutcome", "GOOD")).forEach((task, values) -> {
            // As an administrator may do it in Cockpit.
            runtime.createProcessInstanceModification(instance).startBeforeActivity(task).execute();
            Answer refused = (task.equals("userTask_resolvePetition") ? shouwang.township() : shouwang.county()).submit(caseNo, task, values);
            assertThat(refused.status()).as(task + ": " + refused.text()).isEqualTo(409);
            assertThat(refused.text()).contains("本环节须先有");
        });
        assertThat(shouwang.township().withdraw(caseNo, "不办了").status()).isEqualTo(403);
        assertThat(shouwang.county().view(caseNo).get("status")).isEqualTo("IN_PROGRESS");
    }

    @Test
    void whoeverVisitedOrRepliedDoesNotCallBackNorEvaluate() {
        Shouwang.Session both = withPostsOf(new Post(Role.TOWNSHIP, Shouwang.TOWNSHIP), new Post(Role.COUNTY, Shouwang.COUNTY));
        String visited = urged(UNIT);
        done(both.submit(visited, "userTask_visitPetitioner", visit()));
        done(shouwang.township().submit(visited, "userTask_resolvePetition", reply()));
        String replied = urged(UNIT);
        done(shouwang.township().submit(replied, "userTask_visitPetitioner", visit()));
        done(both.submit(replied, "userTask_resolvePetition", reply()));

        for (String caseNo : new String[] {visited, replied}) {
            Answer refused = both.submit(caseNo, "userTask_callBack", callBack());
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            done(shouwang.county().submit(caseNo, "userTask_callBack", callBack()));
            assertThat(both.submit(caseNo, "userTask_evaluate", Map.of("evaluationOutcome", "GOOD")).status()).isEqualTo(409);
        }
    }

    @Test
    void aSubstituteWhoVisitedDoesNotCallBackEither() {
        String caseNo = urged(UNIT);
        String clerk = withPost(new Post(Role.COUNTY, Shouwang.COUNTY));
        Answer named = shouwang.township().post("/api/substitutions", Map.of("post", UNIT, "substitute", clerk,
                "from", clock.today().toString(), "until", clock.today().toString()));
        assertThat(named.status()).as(named.text()).isEqualTo(201);
        done(shouwang.as(clerk).submit(caseNo, "userTask_visitPetitioner", visit()));
        done(shouwang.township().submit(caseNo, "userTask_resolvePetition", reply()));

        assertThat(shouwang.as(clerk).submit(caseNo, "userTask_callBack", callBack()).status()).isEqualTo(409);
        assertThat(shouwang.as(clerk).send("DELETE", "/api/substitutions/" + named.get("id"), null, Map.of()).status()).isEqualTo(204);
    }

    @Test
    void whoeverGotTheVisitHandedOverDoesNotCallBackEither() {
        String caseNo = urged(UNIT);
        String id = withPost(new Post(Role.TOWNSHIP, Shouwang.TOWNSHIP), new Post(Role.COUNTY, Shouwang.COUNTY));
        String task = shouwang.township().taskId(caseNo, "userTask_visitPetitioner");
        Answer handed = shouwang.township().post("/api/tasks/" + task + "/handover", Map.of("user", id, "reason", "下乡，今天办不了"));
        assertThat(handed.status()).as(handed.text()).isBetween(200, 299);
        done(shouwang.as(id).submit(caseNo, "userTask_visitPetitioner", visit()));
        done(shouwang.township().submit(caseNo, "userTask_resolvePetition", reply()));

        assertThat(shouwang.as(id).submit(caseNo, "userTask_callBack", callBack()).status()).isEqualTo(409);
    }

    @Test
    void nobodyOfTheUnitComplainedOfHandlesThePetitionInAnotherUnitsPlace() {
        String caseNo = urged(HANDLER, Map.of("about", "OFFICIAL"), Map.of("againstUnit", "YES", "accusedUnit", UNIT));
        String clerk = withPost(new Post(Role.TOWNSHIP, Shouwang.TOWNSHIP));
        Answer named = shouwang.as(HANDLER).post("/api/substitutions", Map.of("post", HANDLER, "substitute", clerk,
                "from", clock.today().toString(), "until", clock.today().toString()));
        assertThat(named.status()).as(named.text()).isEqualTo(201);
        String task = shouwang.as(HANDLER).taskId(caseNo, "userTask_visitPetitioner");
        String other = urged(HANDLER);

        Shouwang.Session substitute = shouwang.as(clerk);
        assertThat(substitute.view(other).status()).as("another petition, in the place of the unit").isEqualTo(200);
        assertThat(substitute.view(caseNo).status()).isEqualTo(404);
        assertThat(substitute.get("/api/tasks?limit=200").text()).contains(other).doesNotContain(caseNo);
        assertThat(substitute.get("/api/procedures/petition-handling/cases?limit=200").text()).contains(other).doesNotContain(caseNo);
        assertThat(substitute.get("/engine-rest/task/" + task + "/form-variables").text()).doesNotContain("住院费", NAME);
        assertThat(page(substitute, "/tasks/" + task)).doesNotContain("住院费", NAME);
        assertThat(substitute.submitTask(task, visit()).status()).isEqualTo(404);
        assertThat(substitute.completeTask(task, visit()).status()).isGreaterThanOrEqualTo(400);
        assertThat(substitute.post("/engine-rest/task/" + task + "/claim", Map.of("userId", clerk)).status()).isGreaterThanOrEqualTo(400);
        assertThat(substitute.get("/engine-rest/task?processInstanceBusinessKey=" + other).text()).contains("userTask_visitPetitioner");
        assertThat(substitute.get("/engine-rest/task?processInstanceBusinessKey=" + caseNo).text()).isEqualTo("[]");
        assertThat(substitute.get("/engine-rest/task/count?processInstanceBusinessKey=" + caseNo + "&processVariables=handlingUnit_eq_" + HANDLER).get("count")).isEqualTo("0");
        for (String part : new String[] {"", "/variables", "/identity-links", "/deployed-form", "/form"}) {
            assertThat(substitute.get("/engine-rest/task/" + task + part).status()).as(part).isEqualTo(404);
        }
        assertThat(page(substitute, "/home")).doesNotContain(caseNo);
        assertThat(shouwang.county().post("/api/cases/" + caseNo + "/urgings", Map.of("note", "镇里卫生院的事要抓紧")).status()).isLessThan(300);
        assertThat(shouwang.county().post("/api/cases/" + other + "/urgings", Map.of("note", "住院费的事要抓紧")).status()).isLessThan(300);
        assertThat(substitute.get("/api/messages?limit=200").text()).contains(other).doesNotContain(caseNo, "要抓紧");
        assertThat(shouwang.as(HANDLER).get("/api/messages?limit=200").text()).contains(caseNo, other).doesNotContain("要抓紧");
        Answer handed = shouwang.as(HANDLER).post("/api/tasks/" + task + "/handover", Map.of("user", clerk, "reason", "下乡，今天办不了"));
        assertThat(handed.wrongFields()).as(handed.text()).containsExactly("user");
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
        assertThat(shouwang.as(HANDLER).send("DELETE", "/api/substitutions/" + named.get("id"), null, Map.of()).status()).isEqualTo(204);
    }

    @Test
    void whoeverChoosesTheHandlerSaysWhetherThePetitionIsAgainstAUnit() {
        String caseNo = started(Map.of("about", "OFFICIAL"));
        done(shouwang.county().submit(caseNo, "userTask_registerPetition", Map.of("registerOutcome", "ACCEPT")));
        Map<String, Object> urging = urging(HANDLER);
        urging.put("opinion", "不知道是谁");

        assertThat(shouwang.county().submit(caseNo, "userTask_issueUrging", urging).wrongFields()).containsExactly("againstUnit");
        urging.put("againstUnit", "YES");
        assertThat(shouwang.county().submit(caseNo, "userTask_issueUrging", urging).wrongFields()).containsExactly("accusedUnit");
        urging.putAll(Map.of("againstUnit", "NO", "handlingUnit", "township" + Shouwang.TOWNSHIP, "opinion", "反映的是已退休的干部"));
        assertThat(shouwang.county().submit(caseNo, "userTask_issueUrging", without(urging, "accusedUnit")).messageOf("handlingUnit")).contains("不能由事发地的乡镇办理");
        urging.put("handlingUnit", HANDLER);
        urging.remove("opinion");
        urging.putAll(Map.of("againstUnit", "NO", "accusedUnit", UNIT));
        assertThat(shouwang.county().submit(caseNo, "userTask_issueUrging", urging).wrongFields()).containsExactly("againstUnit");
        urging.remove("againstUnit");
        done(shouwang.county().submit(caseNo, "userTask_issueUrging", urging));
        assertThat(shouwang.township().view(caseNo).status()).isEqualTo(404);
    }

    @Test
    void theVillageAndTheTownshipOfThePlaceLearnNothingOfAPetition() {
        String caseNo = urged(HANDLER, Map.of("matterTitle", "低保没有评上", "alias", "孟某"), Map.of());
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));

        for (Shouwang.Session mayNot : List.of(shouwang.village(), shouwang.township(), shouwang.as("dept411081minzheng"))) {
            assertThat(mayNot.view(caseNo).status()).isEqualTo(404);
            for (String path : List.of("/api/cases?limit=200", "/api/procedures/petition-handling/cases?limit=200", "/api/procedures/petition-handling/ledger?limit=200",
                    "/api/deadlines?caseNo=" + caseNo, "/api/deadlines?limit=500")) {
                Answer list = mayNot.get(path);
                assertThat(list.status()).as(path + list.text()).isLessThan(500);
                assertThat(list.text()).as(path).doesNotContain("低保没有评上", "孟某");
                assertThat(list.text()).as(path).doesNotContain(caseNo);
            }
            for (String path : List.of("/cases", "/cases/" + caseNo, "/cases/" + caseNo + "/notes", "/cases/" + caseNo + "/documents", "/procedures/petition-handling",
                    "/supervision/list", "/tasks")) {
                assertThat(page(mayNot, path)).as(path).doesNotContain("低保没有评上", "孟某");
            }
            assertThat(mayNot.post("/api/cases/" + caseNo + "/urgings", Map.of("note", "催一催")).status()).isEqualTo(404);
        }
        assertThat(page(shouwang.village(), "/procedures")).doesNotContain("petition-handling");
        assertThat(database.sql("select string_agg(content::text, ' ') from shouwang.procedure_entry where case_no = ?").param(caseNo)
                .query(String.class).single()).contains("低保没有评上").doesNotContain(NAME, PHONE, "听了诉求");
    }

    @Test
    void countyXinfangAndHandlingUnitReadThePetitionAndWhoeverCountsItSeesTheNumberAlone() {
        String caseNo = urged(HANDLER);
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));

        for (Shouwang.Session reads : List.of(shouwang.county(), shouwang.as(HANDLER))) {
            assertThat(page(reads, "/cases/" + caseNo)).contains(NAME, PHONE, "听了诉求", "住院费没有报销");
        }
        assertThat(page(shouwang.as("dept411081xinfang"), "/cases/" + caseNo)).contains("住院费没有报销", "李某").doesNotContain(NAME, PHONE, "听了诉求");
        for (Shouwang.Session counts : List.of(shouwang.leader(), shouwang.as("admin"))) {
            assertThat(page(counts, "/cases/" + caseNo)).contains(caseNo, "办理信访件").doesNotContain(NAME, PHONE, "听了诉求", "住院费", "李某", "查清情况");
            assertThat(counts.view(caseNo).body().at("/data")).isEmpty();
            assertThat(counts.get("/api/tasks?search=" + caseNo).text()).doesNotContain("李某", NAME);
            String task = shouwang.as(HANDLER).taskId(caseNo, "userTask_resolvePetition");
            assertThat(counts.get("/engine-rest/task/" + task + "/form-variables").text()).doesNotContain("住院费", NAME);
            Answer ledger = counts.get("/api/procedures/petition-handling/ledger?limit=200");
            assertThat(ledger.text()).contains(caseNo);
            assertThat(ledger.body().path("items")).filteredOn(row -> row.path("编号").asText().equals(caseNo)).first().satisfies(row -> {
                assertThat(row.path("信访人").asText()).isEqualTo("（不在此显示）");
                assertThat(row.path("办理事项").isNull()).isTrue();
                assertThat(row.path("村").asText("")).isEmpty();
            });
            assertThat(counts.get("/api/procedures/petition-handling/cases?limit=200&source=HOTLINE_12317").text()).as("a condition tells").doesNotContain(caseNo);
            assertThat(counts.get("/api/deadlines?caseNo=" + caseNo).text()).contains("PETITION_HANDLING");
        }
    }

    @Test
    void theCityIsToldTheMatterTheDatesAndTheResultAndNoNames() {
        String caseNo = urged(HANDLER);
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", reply()));
        Shouwang.Session city = shouwang.as("city411000");

        assertThat(city.get("/api/procedures/petition-handling/ledger?limit=200").body().path("items"))
                .filteredOn(row -> row.path("编号").asText().equals(caseNo)).first().satisfies(row -> {
                    assertThat(row.path("办理事项").asText()).contains("住院费");
                    assertThat(row.path("受理日期").asText()).isNotEmpty();
                    assertThat(row.path("走访日期").asText()).isNotEmpty();
                    assertThat(row.path("办理结果").asText()).isNotEmpty();
                    assertThat(row.path("信访人").asText()).isEqualTo("（不在此显示）");
                    assertThat(row.path("责任人员").isNull()).isTrue();
                    assertThat(row.path("村").asText("")).isEmpty();
                });
        assertThat(city.view(caseNo).body().at("/data/resolution").asText()).isNotEmpty();
        assertThat(city.view(caseNo).text() + page(city, "/cases/" + caseNo) + city.get("/api/procedures/petition-handling/ledger?limit=200").text())
                .doesNotContain(NAME, PHONE, "听了诉求", "李某", "查清情况", "查了医保系统");
        String source = city.view(caseNo).body().at("/data/source").asText();
        assertThat(city.get("/api/procedures/petition-handling/cases?limit=200&source=" + source).text()).as("a condition about what it is told").contains(caseNo);
        assertThat(city.get("/api/procedures/petition-handling/cases?limit=200&region=" + Shouwang.VILLAGE).text()).as("a condition tells").doesNotContain(caseNo);
    }

    @Test
    void whatIsWrittenAtUrgingsHandingOverAndLaterStepsIsReadByReadersOnly() {
        String caseNo = started(shouwang.township(), Map.of("receivedAt", "TOWNSHIP"));
        done(shouwang.township().submit(caseNo, "userTask_registerPetition", Map.of("registerOutcome", "ACCEPT", "opinion", "我镇受理")));
        assertThat(shouwang.township().view(caseNo).body().at("/data/opinion").asText()).isEqualTo("我镇受理");
        String task = shouwang.county().taskId(caseNo, "userTask_issueUrging");
        done(shouwang.county().post("/api/tasks/" + task + "/handover", Map.of("user", "county411081b", "reason", "王某家的事请你办")));
        done(shouwang.as("county411081b").submit(caseNo, "userTask_issueUrging", with(urging(HANDLER), Map.of("opinion", "赵某要盯紧"))));
        done(shouwang.county().post("/api/cases/" + caseNo + "/urgings", Map.of("note", "张某催了")));

        for (Shouwang.Session partly : new Shouwang.Session[] {shouwang.township(), shouwang.as("city411000"), shouwang.leader()}) {
            assertThat(page(partly, "/cases/" + caseNo) + partly.view(caseNo).text()).contains("转办给").doesNotContain("张某催了", "王某家的事", "赵某要盯紧");
        }
        assertThat(page(shouwang.county(), "/cases/" + caseNo)).contains("张某催了", "王某家的事", "赵某要盯紧");
    }

    @Test
    void whatIsWrongWithAClueIsToldByTheNamesOfTheFormThatIsFilledIn() {
        String caseNo = urged(HANDLER);
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
        Map<String, Object> clue = reply();
        clue.keySet().removeAll(Set.of("doneWhat", "settledOn"));
        clue.putAll(Map.of("resolution", "CLUE", "clueHeadName", "张三丰", "clueHeadIdNumber", "410000000000000000", "clueVillageCode", Shouwang.VILLAGE,
                "clueRisk", "房屋失火"));

        Answer refused = shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", clue);

        assertThat(refused.wrongFields()).containsExactly("clueHeadIdNumber");
        assertThat(refused.text()).contains("户主身份证号");
    }

    @Test
    void afterTheCallBackTheHandlingUnitSeesWhatItWroteItself() {
        String caseNo = urged(HANDLER);
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", reply()));
        assertThat(page(shouwang.as(HANDLER), "/cases/" + caseNo + "/documents")).contains("答复意见书");
        done(shouwang.county().submit(caseNo, "userTask_callBack", callBack()));

        assertThat(page(shouwang.as(HANDLER), "/cases/" + caseNo)).contains("听了诉求", "查了医保系统的结算记录").doesNotContain(NAME, PHONE, "李某", "查清情况", "满意");
        assertThat(shouwang.as(HANDLER).view(caseNo).text()).contains("查了医保系统的结算记录").doesNotContain("李某", "查清情况", "SATISFIED");
        assertThat(shouwang.as(HANDLER).post("/api/cases/" + caseNo + "/notes", Map.of("text", "已电话告知")).status()).isBetween(200, 299);
        assertThat(shouwang.county().view(caseNo).text()).contains("李某", "SATISFIED");
    }

    @Test
    void theTownshipThatTakesAPetitionInReadsItUntilItHas() {
        String caseNo = started(shouwang.township(), Map.of("receivedAt", "TOWNSHIP"));
        assertThat(page(shouwang.township(), "/cases/" + caseNo)).contains("住院费没有报销");
        done(shouwang.township().submit(caseNo, "userTask_registerPetition", Map.of("registerOutcome", "ACCEPT")));

        assertThat(page(shouwang.township(), "/cases/" + caseNo)).contains(caseNo).doesNotContain("住院费", "李某");
        done(shouwang.county().submit(caseNo, "userTask_issueUrging", with(urging(HANDLER), Map.of("accusedUnit", UNIT))));
        assertThat(shouwang.township().view(caseNo).status()).isEqualTo(404);
        assertThat(shouwang.township().get("/api/procedures/petition-handling/cases?limit=200").text()).doesNotContain(caseNo);
    }

    @Test
    void aPetitionThatIsEnteredLateShowsThatItIsLate() {
        String receivedOn = clock.today().minusDays(40).toString();
        String due = clock.today().minusDays(10).toString();
        String caseNo = started(Map.of("receivedOn", receivedOn));
        JsonNode toUrge = shouwang.county().view(caseNo).body().at("/limits/0");
        assertThat(toUrge.path("startOn").asText()).isEqualTo(receivedOn);
        assertThat(toUrge.path("state").asText()).isEqualTo("OVERDUE");
        done(shouwang.county().submit(caseNo, "userTask_registerPetition", Map.of("registerOutcome", "ACCEPT")));
        String told = "已超过：按收到日期（" + receivedOn + "）应在" + due + "前办结";
        assertThat(page(shouwang.county(), "/tasks/" + shouwang.county().taskId(caseNo, "userTask_issueUrging"))).contains(told);
        Map<String, Object> urging = urging(HANDLER);
        assertThat(shouwang.county().submit(caseNo, "userTask_issueUrging", urging).messageOf("opinion")).contains("超过收到之日起30天");
        done(shouwang.county().submit(caseNo, "userTask_issueUrging", with(urging, Map.of("opinion", "县里收到后漏登"))));

        assertThat(page(shouwang.as(HANDLER), "/cases/" + caseNo)).contains(told);
        JsonNode handling = shouwang.county().view(caseNo).body().at("/limits/1");
        assertThat(handling.path("rule").asText()).isEqualTo("PETITION_HANDLING");
        assertThat(handling.path("startOn").asText()).isEqualTo(receivedOn);
        assertThat(handling.path("dueOn").asText()).isEqualTo(urging.get("handleBy"));
    }

    @Test
    void aPetitionMayBeAboutACountyAsAWhole() {
        String caseNo = started(Map.of("subject", Map.of("villageCode", Shouwang.COUNTY)));
        done(shouwang.county().submit(caseNo, "userTask_registerPetition", Map.of("registerOutcome", "NOT_OURS", "passedTo", "县自然资源局", "opinion", "不属于本部门")));

        assertThat(shouwang.county().view(caseNo).get("status")).isEqualTo("PETITION_PASSED_ON");
        assertThat(page(shouwang.county(), "/cases/" + caseNo)).contains("禹州市");
        assertThat(shouwang.county().get("/api/procedures/petition-handling/ledger?limit=200").text()).contains(caseNo);
    }

    @Test
    void theCityFindsAPetitionThatCameToItInTasklist() {
        String caseNo = urged(HANDLER);
        for (int times = 0; times < 3; times++) {
            done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
            done(shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", reply()));
            done(shouwang.county().submit(caseNo, "userTask_callBack", with(new LinkedHashMap<>(callBack()), Map.of("callBackOutcome", "DISSATISFIED",
                    "againBy", clock.today().plusDays(5).toString(), "opinion", "没有解决"))));
        }
        Shouwang.Session city = shouwang.as("city411000");
        String task = "/camunda/api/engine/engine/default/task/" + city.taskId(caseNo, "userTask_evaluate");

        assertThat(city.get(task).status()).isEqualTo(200);
        assertThat(shouwang.township().get(task).status()).isEqualTo(404);
        assertThat(page(city, "/cases/" + caseNo)).contains("住院费没有报销");
        assertThat(page(shouwang.as(HANDLER), "/cases/" + caseNo)).doesNotContain("住院费没有报销", NAME);
    }

    @Test
    void petitionsWithoutAPseudonymCanBeToldApart() {
        Map<String, Object> petition = petition();
        petition.keySet().removeAll(Set.of("alias", "petitioner", "petitionerPhone"));
        String caseNo = shouwang.county().post("/api/procedures/petition-handling", petition).get("caseNo");

        assertThat(shouwang.county().view(caseNo).get("headName")).isEqualTo("匿名反映" + caseNo.substring(caseNo.length() - 6));
        String task = shouwang.county().taskId(caseNo, "userTask_registerPetition");
        assertThat(page(shouwang.county(), "/tasks/" + task)).contains("反映人", "匿名反映").doesNotContain("（）", "户主");
        assertThat(page(shouwang.county(), "/cases/" + caseNo)).contains("<dt>反映人</dt>").doesNotContain("户主");
    }

    @Test
    void somebodyWhoseNameIsKeptIsNotCalledNameless() {
        Map<String, Object> petition = petition();
        petition.remove("alias");
        String caseNo = shouwang.county().post("/api/procedures/petition-handling", petition).get("caseNo");

        assertThat(shouwang.county().view(caseNo).get("headName")).isEqualTo("署名信访人" + caseNo.substring(caseNo.length() - 6));
        String task = shouwang.county().taskId(caseNo, "userTask_registerPetition");
        assertThat(page(shouwang.county(), "/tasks/" + task)).contains("署名信访人").doesNotContain("匿名反映");
    }

    @Test
    void whoeverHasToBeToldOfAMissedLimitIsTold() {
        String caseNo = urged(HANDLER);
        clock.advanceDays(100);
        escalation.sweep();

        await().atMost(CaseFlow.TIMER).until(() -> database.sql("select count(*) from shouwang.deadline where case_no = ? and escalate_on <= ?")
                .params(caseNo, clock.today()).query(Long.class).single() == 0);
        assertThat(shouwang.county().get("/api/messages?limit=200").text()).contains(caseNo);
    }

    @Test
    void theHandlingUnitAsksForMoreDaysWhileItStandsInForTheCountyToo() {
        String caseNo = urged(HANDLER);
        String clerk = withPost(Post.ofGroup(HANDLER).orElseThrow());
        Answer named = shouwang.county().post("/api/substitutions", Map.of("post", "county411081", "substitute", clerk,
                "from", clock.today().toString(), "until", clock.today().toString()));
        assertThat(named.status()).as(named.text()).isEqualTo(201);

        Answer asked = shouwang.as(clerk).post("/api/cases/" + caseNo + "/extensions", Map.of("rule", "PETITION_HANDLING",
                "until", clock.today().plusDays(30).toString(), "reason", "要到外省调取票据"));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(shouwang.as(clerk).post("/api/extensions/" + asked.get("extensionId") + "/decision", Map.of("outcome", "GRANTED")).status())
                .as("who asked does not decide").isEqualTo(409);
        assertThat(shouwang.as(clerk).send("DELETE", "/api/substitutions/" + named.get("id"), null, Map.of()).status()).isEqualTo(204);
    }

    @Test
    void theHandlingUnitAsksForMoreDaysAndIsToldWhatTheCountyDecides() {
        String caseNo = urged(HANDLER);
        String extensions = "/api/cases/" + caseNo + "/extensions";
        Map<String, Object> request = Map.of("rule", "PETITION_HANDLING", "until", clock.today().plusDays(30).toString(), "reason", "要到外省调取票据");

        for (String sees : new String[] {"county411081", "dept411081xinfang", "leader411081"}) {
            Answer refused = shouwang.as(sees).post(extensions, request);
            assertThat(refused.status()).as(sees + ": " + refused.text()).isEqualTo(403);
            assertThat(refused.text()).contains("正在办理的单位申请");
        }
        for (String other : new String[] {"township411081101", "village411081101201", "dept411081jiaoyu", "dept411082yibao"}) {
            assertThat(shouwang.as(other).post(extensions, request).status()).as(other).isEqualTo(404);
        }
        assertThat(page(shouwang.as(HANDLER), "/cases/" + caseNo)).contains("申请延期");
        assertThat(page(shouwang.as(HANDLER), "/cases/" + caseNo + "/extensions/new")).contains("办理信访件");
        Answer asked = shouwang.as(HANDLER).post(extensions, request);
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        String id = asked.get("extensionId");
        assertThat(shouwang.as(HANDLER).get("/api/extensions/" + id).get("reason")).isEqualTo("要到外省调取票据");
        assertThat(page(shouwang.as(HANDLER), "/cases/" + caseNo)).contains("要到外省调取票据", "待县级决定");
        assertThat(shouwang.as("dept411081xinfang").get("/api/extensions/" + id).status()).isEqualTo(404);

        Answer granted = shouwang.county().post("/api/extensions/" + id + "/decision", Map.of("outcome", "GRANTED"));

        assertThat(granted.status()).as(granted.text()).isEqualTo(200);
        assertThat(shouwang.county().view(caseNo).body().path("limits")).anySatisfy(limit -> {
            assertThat(limit.path("rule").asText()).isEqualTo("PETITION_HANDLING");
            assertThat(limit.path("dueOn").asText()).isEqualTo(request.get("until"));
        });
        assertThat(shouwang.as(HANDLER).get("/api/messages?limit=200").text()).contains("同意延期：案件 " + caseNo);
        assertThat(shouwang.township().get("/api/messages?limit=200").text()).doesNotContain(caseNo);
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", reply()));
        assertThat(shouwang.as(HANDLER).post(extensions, request).status()).as("holds no step any more").isEqualTo(403);
    }

    @Test
    void noAdministratorIsOfferedForANoteOrACopy() {
        String caseNo = urged(HANDLER);

        assertThat(page(shouwang.county(), "/cases/" + caseNo + "/notes")).contains(HANDLER, "dept411081xinfang").doesNotContain("camunda-admin");
        assertThat(shouwang.county().post("/api/cases/" + caseNo + "/notes", Map.of("text", "请看", "mention", "camunda-admin")).wrongFields()).containsExactly("mention");
        assertThat(shouwang.county().post("/api/cases/" + caseNo + "/notes", Map.of("text", "请看", "mention", HANDLER)).status()).isEqualTo(201);
        assertThat(shouwang.county().post("/api/cases/" + caseNo + "/notes", Map.of("text", "请看", "mention", "city411000")).wrongFields())
                .as("does not read what it is about").containsExactly("mention");
    }

    @Test
    void theUnitThatTheCountyChoseIsOfferedByName() {
        String caseNo = started(Map.of());
        done(shouwang.county().submit(caseNo, "userTask_registerPetition", Map.of("registerOutcome", "ACCEPT")));

        assertThat(shouwang.county().form(caseNo, "userTask_issueUrging").rows("countyUnits").findValuesAsText("value"))
                .contains(UNIT, HANDLER, "dept411081xinfang").doesNotContain("village411081101201", "county411081", "dept411082yibao");
    }

    @Test
    void anAnonymousPetitionHasARegion() {
        Map<String, Object> petition = petition();
        petition.remove("subject");
        petition.remove("petitioner");
        petition.remove("petitionerPhone");

        Answer refused = shouwang.county().post("/api/procedures/petition-handling", petition);

        assertThat(refused.wrongFields()).containsExactly("villageCode");
    }

    @Test
    void aClueBeginsTheIdentificationOfTheNamedHouseholdFromTheDayOfTheVisit() {
        TestPeople.Person head = TestPeople.somebody();
        String caseNo = urged(HANDLER);
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
        String visitedOn = clock.today().toString();
        clock.setTo(clock.today().plusDays(3).atTime(9, 0));
        Map<String, Object> clue = reply();
        clue.keySet().removeAll(Set.of("doneWhat", "settledOn"));
        clue.putAll(Map.of("resolution", "CLUE", "repliedOn", clock.today().toString(), "clueHeadName", head.name(), "clueHeadIdNumber", head.idNumber(),
                "clueVillageCode", Shouwang.VILLAGE, "clueRisk", "房屋失火"));

        done(shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", clue));

        String clueNo = shouwang.county().view(caseNo).body().at("/relatedCases/0").asText();
        Answer identification = shouwang.county().view(clueNo);
        assertThat(identification.get("process")).isEqualTo("monitoring-identification");
        assertThat(identification.get("source")).isEqualTo("PETITION");
        assertThat(identification.get("headName")).isEqualTo(head.name());
        assertThat(identification.get("foundOn")).isEqualTo(visitedOn);
        assertThat(identification.body().at("/limits/0/dueOn").asText()).isEqualTo(java.time.LocalDate.parse(visitedOn).plusDays(15).toString());
        assertThat(identification.body().at("/relatedCases/0").asText()).isEqualTo(caseNo);
        assertThat(shouwang.openTasks(clueNo)).containsExactly("userTask_verifyHousehold");
        assertThat(page(shouwang.county(), "/cases/" + caseNo)).contains("关联案件", clueNo, "转监测对象识别");
        assertThat(page(shouwang.county(), "/cases/" + clueNo)).contains("关联案件", caseNo);
    }

    @Test
    void whoeverPassesOnAClueDoesNotLearnWhetherTheHouseholdIsKnown() {
        TestPeople.Person monitored = TestPeople.somebody();
        String known = shouwang.newCase(monitored, TODAY).caseNo();
        String ofKnown = clue(monitored);
        String ofUnknown = clue(TestPeople.somebody());

        Shouwang.Session handler = shouwang.as(HANDLER);
        assertThat(page(handler, "/cases/" + ofKnown).replace(ofKnown, "")).doesNotContain("JC-");
        assertThat(page(handler, "/cases/" + ofUnknown).replace(ofUnknown, "")).doesNotContain("JC-");
        assertThat(handler.view(ofKnown).body().path("relatedCases")).isEqualTo(handler.view(ofUnknown).body().path("relatedCases")).isEmpty();
        assertThat(shouwang.county().view(ofKnown).body().at("/relatedCases/0").asText()).isEqualTo(known);
        assertThat(shouwang.county().get("/api/messages?limit=200").text()).contains("转监测对象识别：" + ofKnown, "该户已有在办案件或已纳入监测")
                .doesNotContain("转监测对象识别：" + ofUnknown);
        assertThat(shouwang.as(HANDLER).get("/api/messages?limit=200").text()).doesNotContain("已纳入监测");
        done(shouwang.county().submit(ofKnown, "userTask_callBack", callBack()));
    }

    private String clue(TestPeople.Person head) {
        String caseNo = urged(HANDLER);
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
        Map<String, Object> clue = reply();
        clue.keySet().removeAll(Set.of("doneWhat", "settledOn"));
        clue.putAll(Map.of("resolution", "CLUE", "clueHeadName", head.name(), "clueHeadIdNumber", head.idNumber(), "clueVillageCode", Shouwang.VILLAGE,
                "clueRisk", "房屋失火"));
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", clue));
        return caseNo;
    }

    @Test
    void aProblemIsRegisteredInTheOpenRoundAndItsUnitIsNamedRightly() {
        ProblemFlow.opened(shouwang, "2026-" + UUID.randomUUID().toString().substring(0, 8));
        String caseNo = urged(HANDLER);
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_visitPetitioner", visit()));
        Map<String, Object> problem = reply();
        problem.keySet().removeAll(Set.of("doneWhat", "settledOn"));
        problem.putAll(Map.of("resolution", "PROBLEM", "problemTitle", "住院费报销不及时 " + UUID.randomUUID(), "problemDescription", "一站式结算没有覆盖",
                "problemUnits", "没有这个局", "problemDueOn", "2026-12-01"));

        Answer refused = shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", problem);
        assertThat(refused.wrongFields()).as(refused.text()).containsExactly("problemUnits");
        assertThat(refused.messageOf("problemUnits")).contains("没有登记“没有这个局”这个单位");

        problem.put("problemUnits", "县医保局");
        done(shouwang.as(HANDLER).submit(caseNo, "userTask_resolvePetition", problem));
        String problemNo = shouwang.county().view(caseNo).body().at("/relatedCases/0").asText();
        Answer registered = shouwang.county().get("/api/problems/" + problemNo);
        assertThat(registered.status()).as(registered.text()).isEqualTo(200);
        assertThat(registered.body().at("/aspect").asText()).isEqualTo("信访反映");
        assertThat(registered.body().at("/relatedCases/0").asText()).isEqualTo(caseNo);
        assertThat(page(shouwang.county(), "/problems/" + problemNo)).contains("关联案件", caseNo);
        assertThat(page(shouwang.county(), "/cases/" + caseNo)).contains("/problems/" + problemNo);
    }

    @Test
    void theMonthlyCircularCountsByUnitWhatWasReceivedClosedAndLateAndHowItWasFound() {
        String unit = "dept411081shengtai";
        String month = clock.today().toString().substring(0, 7);
        String closed = urged(unit);
        done(shouwang.as(unit).submit(closed, "userTask_visitPetitioner", visit()));
        done(shouwang.as(unit).submit(closed, "userTask_resolvePetition", reply()));
        done(shouwang.county().submit(closed, "userTask_callBack", callBack()));
        done(shouwang.county().submit(closed, "userTask_evaluate", Map.of("evaluationOutcome", "GOOD")));
        urged(unit);
        clock.setTo(clock.today().plusDays(21).atTime(9, 0));

        for (Shouwang.Session reads : new Shouwang.Session[] {shouwang.county(), shouwang.as("city411000")}) {
            Answer circular = reads.get("/api/procedures/petition-handling/circular?month=" + month);
            assertThat(circular.body().path("items")).as(circular.text()).anySatisfy(row -> {
                assertThat(row.path("单位").asText()).isEqualTo("禹州市生态环境局");
                assertThat(row.path("收到").asInt()).isEqualTo(2);
                assertThat(row.path("办结").asInt()).isEqualTo(1);
                assertThat(row.path("超期").asInt()).isEqualTo(1);
                assertThat(row.path("满意").asInt()).isEqualTo(1);
            });
        }
        assertThat(page(shouwang.county(), "/procedures/petition-handling/circular?month=" + month)).contains("涉贫信访月度通报（2026年3月）", "禹州市生态环境局", "合计");
        assertThat(page(shouwang.county(), "/procedures/petition-handling/circular?month=abc")).contains("须为月份，如 2026-03");
        assertThat(shouwang.as("dept411081minzheng").get("/api/procedures/petition-handling/circular?month=" + month).text()).doesNotContain("生态环境局");
    }

    private Map<String, Object> petition() {
        return new LinkedHashMap<>(Map.of("subject", Map.of("villageCode", Shouwang.VILLAGE), "source", "HOTLINE_12317", "receivedOn", clock.today().toString(),
                "about", "POLICY", "receivedAt", "COUNTY", "matterTitle", "住院费没有报销", "matter", "去年住院的费用没有报销", "alias", "李某",
                "petitioner", NAME, "petitionerPhone", PHONE));
    }

    private String started(Map<String, Object> further) {
        return started(shouwang.county(), further);
    }

    private String started(Shouwang.Session by, Map<String, Object> further) {
        Answer started = by.post("/api/procedures/petition-handling", with(petition(), further));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return started.get("caseNo");
    }

    private String urged(String unit) {
        return urged(unit, Map.of(), Map.of());
    }

    private String urged(String unit, Map<String, Object> petition, Map<String, Object> urging) {
        String caseNo = started(petition);
        done(shouwang.county().submit(caseNo, "userTask_registerPetition", Map.of("registerOutcome", "ACCEPT")));
        done(shouwang.county().submit(caseNo, "userTask_issueUrging", with(urging(unit), urging)));
        return caseNo;
    }

    private Map<String, Object> urging(String unit) {
        return new LinkedHashMap<>(Map.of("handlingUnit", unit, "responsiblePerson", "王股长", "handleBy", clock.today().plusDays(20).toString(), "demand", "查清情况"));
    }

    private static Map<String, Object> with(Map<String, Object> values, Map<String, Object> further) {
        values.putAll(further);
        return values;
    }

    private static Map<String, Object> without(Map<String, Object> values, String key) {
        Map<String, Object> others = new LinkedHashMap<>(values);
        others.remove(key);
        return others;
    }

    private Map<String, Object> visit() {
        return Map.of("visitedOn", clock.today().toString(), "visitors", "王股长", "visitKind", "HOME", "whatWasSaid", "听了诉求");
    }

    private Map<String, Object> reply() {
        return new LinkedHashMap<>(Map.of("checkedWhat", "查了医保系统的结算记录", "policyExplained", "讲了大病保险的报销办法", "repliedOn", clock.today().toString(),
                "resolution", "REASONABLE_DONE", "doneWhat", "已报销", "settledOn", clock.today().toString()));
    }

    private Map<String, Object> callBack() {
        return Map.of("calledBackOn", clock.today().toString(), "calledBackHow", "PHONE", "callBackOutcome", "SATISFIED", "callBackFinding", "满意");
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }

    private static String page(Shouwang.Session session, String path) {
        Answer page = session.send("GET", path, null, Map.of("Accept", "text/html"));
        assertThat(page.status()).as(path).isLessThan(500);
        return page.text();
    }

    private Shouwang.Session withPostsOf(Post... posts) {
        return shouwang.as(withPost(posts));
    }

    private String withPost(Post... posts) {
        String id = "petition" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(id, "两岗人员", "admin", posts[0]);
        for (int i = 1; i < posts.length; i++) {
            identity.createMembership(id, posts[i].group());
            identity.createMembership(id, posts[i].role().group());
        }
        return id;
    }
}
