package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests of the project pool what its examples cannot say: that a profit-making project with aid money and without mechanism or
 * targets enters it by no door, who sees a project, who may not approve it, and the figures of the ledger.
 */
class ProjectPoolTest extends IntegrationTest {

    private static final AtomicInteger PROJECTS = new AtomicInteger();
    private static final String DECLARE = "userTask_declareProject";
    private static final String REVIEW = "userTask_reviewAtTownship";
    private static final String APPRAISE = "userTask_appraiseByDepartment";
    private static final String PREPARE = "userTask_prepareAtCounty";
    private static final String APPROVE = "userTask_approveAtCounty";
    private static final String ANNOUNCE = "userTask_announceEntry";
    private static final String REQUEST_CHANGE = "userTask_requestChange";
    private static final Map<String, Object> APPROVED = Map.of("approvalOutcome", "APPROVE", "approvalBasis", "领导小组会议");

    @Autowired
    private Accounts accounts;
    @Autowired
    private IdentityService identity;

    private static Map<String, Object> project(String... without) {
        Map<String, Object> project = new HashMap<>(Map.ofEntries(Map.entry("kind", "PROFIT_MAKING"), Map.entry("works", List.of("AGRICULTURE")),
                Map.entry("content", "建大棚10座"), Map.entry("site", "一组"), Map.entry("oneVillageOneTrade", "NO"), Map.entry("money", List.of("LINKING_FUND")),
                Map.entry("moneyCentral", 60), Map.entry("beneficiaries", 20), Map.entry("linkMechanism", List.of("WORK")),
                Map.entry("performanceTargets", "年增收10万元"), Map.entry("responsibleUnit", "村委会"), Map.entry("responsiblePerson", "村委会主任"),
                Map.entry("upkeep", "村集体")));
        List.of(without).forEach(project::remove);
        return project;
    }

    private static Map<String, Object> with(Map<String, Object> values, String key, Object value) {
        Map<String, Object> all = new HashMap<>(values);
        all.put(key, value);
        return all;
    }

    private Shouwang.Session department(String department) {
        return shouwang.as("dept411081" + department);
    }

    private String begin() {
        Answer started = shouwang.village().post("/api/procedures/project-pool", Map.of("subject", Map.of("projectName", "大棚项目" + PROJECTS.incrementAndGet(),
                "projectYear", 2026, "villageCode", Shouwang.VILLAGE), "reason", "村民会议同意"));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        return started.get("caseNo");
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }

    private void review(String caseNo, String... departments) {
        done(shouwang.township().submit(caseNo, REVIEW, Map.of("townshipReviewOutcome", "APPROVE", "departments", List.of(departments))));
    }

    private void appraise(String caseNo, String department) {
        done(department(department).submit(caseNo, APPRAISE, Map.of("appraisalOutcome", "FEASIBLE", "opinion", "可行")));
    }

    private String pooled(Map<String, Object> project) {
        String caseNo = begin();
        done(shouwang.village().submit(caseNo, DECLARE, project));
        review(caseNo, "nongye");
        appraise(caseNo, "nongye");
        done(shouwang.county().submit(caseNo, PREPARE, Map.of("preparationOutcome", "SUBMIT")));
        done(shouwang.leader().submit(caseNo, APPROVE, APPROVED));
        done(shouwang.township().submit(caseNo, ANNOUNCE, Map.of("announcedOn", TODAY, "announcedAt", "公开栏")));
        assertThat(shouwang.openTasks(caseNo)).containsExactly(REQUEST_CHANGE);
        return caseNo;
    }

    /** Tries to hand in a task at every door that takes one. */
    private void refusedAtEveryDoor(String caseNo, String task, Map<String, Object> values) {
        Shouwang.Session village = shouwang.village();
        String id = village.taskId(caseNo, task);
        String instance = database.sql("select proc_inst_id_ from public.act_ru_task where id_ = ?").param(id).query(String.class).single();
        String execution = database.sql("select execution_id_ from public.act_ru_task where id_ = ?").param(id).query(String.class).single();
        Map<String, Object> variables = shouwang.variables(values);

        assertThat(village.submitTask(id, values).text()).contains("不得纳入项目库");
        assertThat(village.completeTask(id, values).text()).contains("不得纳入项目库");
        assertThat(village.completeTask(id, Map.of()).status()).isBetween(400, 499);
        for (Shouwang.Session who : List.of(village, shouwang.county(), shouwang.leader(), shouwang.partner(), shouwang.as("admin"))) {
            for (String door : List.of("/engine-rest", "/camunda/api/engine/engine/default")) {
                assertThat(who.post(door + "/task/" + id + "/resolve", variables).status()).isBetween(400, 499);
                assertThat(who.post(door + "/task/" + id + "/bpmnError", Map.of("errorCode", "any")).status()).isBetween(400, 499);
                assertThat(who.post(door + "/process-instance/" + instance + "/variables", Map.of("modifications", variables.get("variables"))).status())
                        .isBetween(400, 499);
                assertThat(who.post(door + "/execution/" + execution + "/localVariables", Map.of("modifications", variables.get("variables"))).status())
                        .isBetween(400, 499);
                assertThat(who.post(door + "/process-instance/" + instance + "/modification", Map.of("instructions",
                        List.of(Map.of("type", "startBeforeActivity", "activityId", ANNOUNCE)))).status()).isBetween(400, 499);
                assertThat(who.post(door + "/message", Map.of("messageName", "projectPool.withdrawn", "businessKey", caseNo)).status()).isBetween(400, 499);
            }
        }
        assertThat(shouwang.openTasks(caseNo)).as("nothing has moved").containsExactly(task);
    }

    @Test
    void aProfitMakingProjectWithAidMoneyAndWithoutMechanismOrTargetsIsDeclaredAtNoDoor() {
        String caseNo = begin();

        refusedAtEveryDoor(caseNo, DECLARE, project("linkMechanism"));
        refusedAtEveryDoor(caseNo, DECLARE, with(project("performanceTargets"), "opinion", "以后补"));
        for (String money : List.of("INTEGRATED", "LINKING_FUND")) {
            assertThat(shouwang.village().submit(caseNo, DECLARE, with(project("linkMechanism"), "money", List.of("OTHER", money))).text()).contains("不得纳入项目库");
        }
        for (String money : List.of("PAIRED_DONATION", "SOCIAL_DONATION")) {
            Map<String, Object> given = with(with(project("linkMechanism", "moneyCentral"), "money", List.of(money)), "moneyOther", 5);
            assertThat(shouwang.village().submit(caseNo, DECLARE, given).text()).contains("不得纳入项目库");
        }
        assertThat(shouwang.village().submit(caseNo, DECLARE, with(project(), "linkMechanism", List.of())).text()).contains("不得纳入项目库");
        assertThat(shouwang.village().submit(caseNo, DECLARE, with(project(), "performanceTargets", " ")).text()).contains("不得纳入项目库");
        assertThat(shouwang.village().submit(caseNo, DECLARE, with(project(), "performanceTargets", "\u00a0")).text()).contains("不得纳入项目库");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0座", "0.0%", "暂无", "待定", "/", "详见附件", "见附件1", "100", "2026年", "1.待定", "增加收入", "一定增收", "—", "２０２６年完成",
        "2026　年完成", "2026  年完成", "13812345678联系", "3月补", "明年3月定", "待补2份", "2号文件待定", "见附件1份", "见方案第2页", "无1个", "万元", "千万元不等",
        "0户 2026年3月", "-3座", "1e0", "2026-03-15完成", "许财农〔2026〕3号文"})
    void whatSaysNoNumberWithItsUnitIsNoTarget(String targets) {
        String caseNo = begin();

        Answer refused = shouwang.village().submit(caseNo, DECLARE, with(project(), "performanceTargets", targets));

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).contains("绩效目标", "大于0的数字和单位", "户均增收800元以上");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 座", "≥95%", "户均增收800元以上", "３座", "0.5万元", "10.00吨", "1,200人次", "3-5公里", "满意度95％", "2026年底前带动30户", "带动务工三十人",
        "亩产提高两成", "成本不超过100㎡", "1. 年产菌菇200吨；2. 待定", "- 3座大棚",
        "见附件1：建大棚10座", "2026年3月底前修路3条", "发放宣传册200份", "百亩果园", "每月务工20人次", "2000-3000元"})
    void aNumberWithItsUnitIsATargetHoweverItIsWritten(String targets) {
        String caseNo = begin();

        done(shouwang.village().submit(caseNo, DECLARE, with(project(), "performanceTargets", targets)));

        assertThat(shouwang.village().view(caseNo).body().path("data").path("performanceTargets").asText()).as("as it was typed").isEqualTo(targets);
    }

    @Test
    void whoNeedsNoTargetsLeavesThemEmptyOrSaysThemInWordsButWritesNoPlaceholder() {
        Map<String, Object> road = with(project("linkMechanism"), "kind", "INFRASTRUCTURE");
        String caseNo = begin();

        assertThat(shouwang.village().submit(caseNo, DECLARE, with(road, "performanceTargets", "详见附件")).text()).contains("“详见附件”不是绩效目标");
        done(shouwang.village().submit(caseNo, DECLARE, with(road, "performanceTargets", "方便村民出行")));
        String without = begin();
        done(shouwang.village().submit(without, DECLARE, with(project("linkMechanism", "performanceTargets"), "kind", "INFRASTRUCTURE")));
    }

    @Test
    void theDepartmentsHaveOneConclusionWhichIsTheSameEverywhereOnceAllHaveAnswered() {
        String caseNo = begin();
        done(shouwang.village().submit(caseNo, DECLARE, project()));
        review(caseNo, "nongye", "jiaotong");
        done(department("jiaotong").submit(caseNo, APPRAISE, Map.of("appraisalOutcome", "CONDITIONAL", "opinion", "须拓宽路面")));

        assertThat(conclusions(caseNo)).as("one has not answered").containsOnly("");
        appraise(caseNo, "nongye");

        assertThat(conclusions(caseNo)).as("the last one's own is not that of all").containsOnly("有条件可行");
        done(shouwang.county().submit(caseNo, PREPARE, Map.of("preparationOutcome", "RETURN", "returnTo", "DEPARTMENTS", "opinion", "请核对")));
        assertThat(conclusions(caseNo)).as("they are asked again").containsOnly("");
    }

    /** Returns what page, REST and ledger tell as the conclusion of a project. */
    private Set<String> conclusions(String caseNo) {
        Shouwang.Session county = shouwang.county();
        Set<String> told = new HashSet<>();
        JsonNode data = county.view(caseNo).body().path("data");
        told.add(data.path("feasibilityText").asText("").replace("null", ""));
        String code = data.path("appraisalOutcome").asText("").replace("null", "");
        told.add(Map.of("", "", "FEASIBLE", "可行", "CONDITIONAL", "有条件可行", "NOT_FEASIBLE", "不可行").get(code));
        county.get("/api/procedures/project-pool/ledger?limit=200").body().path("items").forEach(row -> {
            if (row.path("编号").asText().equals(caseNo)) {
                told.add(row.path("论证结论").asText("").replace("null", ""));
            }
        });
        Matcher onPage = Pattern.compile("<dt[^>]*>\\s*(?:部门)?论证结论\\s*</dt>\\s*<dd[^>]*>\\s*([^<]*?)\\s*</dd>").matcher(county.get("/cases/" + caseNo).text());
        boolean found = false;
        while (onPage.find()) {
            found = true;
            told.add(onPage.group(1));
        }
        if (!found) {
            told.add("");
        }
        return told;
    }

    @Test
    void theMechanismCannotBeTakenAwayWhenTheProjectIsSentBackNorByAChangeOfAnEntry() {
        String caseNo = begin();
        done(shouwang.village().submit(caseNo, DECLARE, project()));
        done(shouwang.township().submit(caseNo, REVIEW, Map.of("townshipReviewOutcome", "RETURN", "opinion", "请核对")));
        refusedAtEveryDoor(caseNo, DECLARE, project("linkMechanism"));
        done(shouwang.village().submit(caseNo, DECLARE, with(project("linkMechanism", "performanceTargets"), "kind", "INFRASTRUCTURE")));
        assertThat(shouwang.village().view(caseNo).body().path("data").path("linkMechanism").isArray()).as("what was cleared is gone").isFalse();
        done(shouwang.township().submit(caseNo, REVIEW, Map.of("townshipReviewOutcome", "RETURN", "opinion", "是经营性项目")));
        refusedAtEveryDoor(caseNo, DECLARE, project("linkMechanism"));

        String entry = pooled(project());
        Map<String, Object> change = with(with(project("linkMechanism"), "changeRequest", "CHANGE"), "changeReason", "改方式");
        refusedAtEveryDoor(entry, REQUEST_CHANGE, change);
        refusedAtEveryDoor(entry, REQUEST_CHANGE, with(with(project("performanceTargets"), "changeRequest", "CHANGE"), "changeReason", "改目标"));
        assertThat(shouwang.village().view(entry).body().path("data").path("poolState").asText()).isEqualTo("在库");
    }

    @Test
    void aProjectIsStartedAtTheEnginesOwnDoorOnlyAsByItsForm() {
        Answer started = shouwang.village().post("/engine-rest/process-definition/key/project-pool/start", shouwang.variables(with(project("linkMechanism"),
                "projectName", "直接入库")));

        assertThat(started.status()).isEqualTo(400);
        assertThat(started.text()).contains("不是此表单的字段");
    }

    @Test
    void onlyTheChosenDepartmentsSeeAProjectAndEachKeepsItsOwnEntry() {
        String caseNo = begin();
        done(shouwang.village().submit(caseNo, DECLARE, project()));
        assertThat(department("nongye").view(caseNo).status()).as("before it is chosen").isEqualTo(404);
        review(caseNo, "nongye", "jiaotong");

        for (String chosen : List.of("nongye", "jiaotong")) {
            assertThat(department(chosen).view(caseNo).status()).isEqualTo(200);
            assertThat(department(chosen).get("/api/procedures/project-pool/ledger").text()).contains(caseNo);
            assertThat(department(chosen).get("/tasks").text()).contains("行业部门论证");
        }
        for (String other : List.of("shuili", "zhujian", "yibao")) {
            assertThat(department(other).view(caseNo).status()).isEqualTo(404);
            assertThat(department(other).get("/cases/" + caseNo).status()).isEqualTo(404);
            assertThat(department(other).get("/api/procedures/project-pool/cases").text()).doesNotContain(caseNo);
            assertThat(department(other).get("/api/procedures/project-pool/ledger").text()).doesNotContain(caseNo);
            assertThat(department(other).tasks(caseNo)).isEmpty();
        }
        String ofAgriculture = department("nongye").taskId(caseNo, APPRAISE);
        assertThat(department("jiaotong").submitTask(ofAgriculture, Map.of("appraisalOutcome", "FEASIBLE", "opinion", "代为同意")).status())
                .as("another department's task").isEqualTo(404);
        done(department("nongye").submit(caseNo, APPRAISE, Map.of("appraisalOutcome", "NOT_FEASIBLE", "opinion", "不符合规划")));
        assertThat(department("nongye").submitTask(ofAgriculture, Map.of("appraisalOutcome", "FEASIBLE", "opinion", "改为同意")).status()).isBetween(400, 499);
        assertThat(shouwang.openTasks(caseNo)).as("the other still has to").containsExactly(APPRAISE);
        assertThat(department("jiaotong").form(caseNo, APPRAISE).text("opinion")).isNull();
        appraise(caseNo, "jiaotong");

        assertThat(shouwang.openTasks(caseNo)).as("one that finds it not feasible is enough").containsExactly(DECLARE);
        assertThat(shouwang.village().get("/cases/" + caseNo).text()).contains("不符合规划", "不可行", "可行");
    }

    @Test
    void whoeverAppraisedForOneOfTheDepartmentsDoesNotApprove() {
        String both = "appraiser" + PROJECTS.incrementAndGet();
        accounts.addUserLike(both, "两岗人员", "admin", new Post(Role.DEPARTMENT, Shouwang.COUNTY, "nongye"));
        String caseNo = begin();
        done(shouwang.village().submit(caseNo, DECLARE, project()));
        review(caseNo, "nongye", "jiaotong");
        done(shouwang.as(both).submit(caseNo, APPRAISE, Map.of("appraisalOutcome", "FEASIBLE", "opinion", "可行")));
        appraise(caseNo, "jiaotong");
        done(shouwang.county().submit(caseNo, PREPARE, Map.of("preparationOutcome", "SUBMIT")));
        identity.createMembership(both, new Post(Role.LEADER, Shouwang.COUNTY).group());
        identity.createMembership(both, Role.LEADER.group());

        Answer refused = shouwang.as(both).submit(caseNo, APPROVE, APPROVED);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(shouwang.openTasks(caseNo)).containsExactly(APPROVE);
        done(shouwang.leader().submit(caseNo, APPROVE, APPROVED));
    }

    @Test
    void twoProjectsOfOneNamePlaceAndYearAreOneHoweverTheNameIsTyped() {
        Map<String, Object> place = Map.of("projectYear", 2026, "villageCode", Shouwang.VILLAGE);
        assertThat(shouwang.village().post("/api/procedures/project-pool", with(with(Map.of("subject", place), "projectName", "冷库A"), "reason", "建冷库")).status())
                .isEqualTo(201);

        for (String again : List.of("冷库A", "冷库 A", "冷库Ａ", "冷库a", "冷 库ａ")) {
            assertThat(shouwang.village().post("/api/procedures/project-pool", with(with(Map.of("subject", place), "projectName", again), "reason", "建冷库")).status())
                    .as(again).isEqualTo(409);
        }
        assertThat(shouwang.village().post("/api/procedures/project-pool", with(with(Map.of("subject", with(place, "projectYear", 2027)), "projectName", "冷库A"),
                "reason", "建冷库")).status()).as("another year").isEqualTo(201);
    }

    @Test
    void namesDifferNotByTheKindOfTheirDashesAndAProjectIsFoundByItsNumberHoweverItIsTyped() {
        Map<String, Object> place = Map.of("projectYear", 2026, "villageCode", Shouwang.VILLAGE);
        Answer first = shouwang.village().post("/api/procedures/project-pool", with(with(Map.of("subject", place), "projectName", "Ab－2 号冷库"), "reason", "建冷库"));
        assertThat(first.status()).isEqualTo(201);
        assertThat(shouwang.county().get("/cases/" + first.get("caseNo")).text()).as("as it was typed").contains("Ab－2 号冷库");

        for (String again : List.of("AB-2号冷库", "ab—２号冷库", "Ab–2号 冷库", "aB−2号冷库")) {
            assertThat(shouwang.village().post("/api/procedures/project-pool", with(with(Map.of("subject", place), "projectName", again), "reason", "建冷库")).status())
                    .as(again).isEqualTo(409);
        }
        String entry = pooled(project());
        Answer money = shouwang.township().post("/api/procedures/project-implementation", Map.of("subject", Map.of("projectNo", " " + entry.toLowerCase(Locale.ROOT).replace('-', '－')),
                "allotmentNo", "财农1号", "allottedOn", TODAY, "approvedMoney", 10, "reason", "资金已下达"));
        assertThat(money.status()).isEqualTo(201);
        assertThat(shouwang.county().view(money.get("caseNo")).body().path("data").path("projectNo").asText()).as("the number is that of the entry").isEqualTo(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"冷库C。", "《冷库C》", "（冷库C）", "冷库C-"})
    void namesDifferNotByPunctuationAtTheirEnds(String again) {
        Map<String, Object> place = Map.of("projectYear", 2027, "villageCode", Shouwang.VILLAGE);
        shouwang.village().post("/api/procedures/project-pool", with(with(Map.of("subject", place), "projectName", "冷库C"), "reason", "建冷库"));

        assertThat(shouwang.village().post("/api/procedures/project-pool", with(with(Map.of("subject", place), "projectName", again), "reason", "建冷库")).status())
                .isEqualTo(409);
    }

    @Test
    void aChangeOfWhatNobodyReadsAsAnotherIsNone() {
        String entry = pooled(with(project(), "content", "建大棚10座"));
        Map<String, Object> same = with(with(with(project(), "content", "建大棚10座"), "changeRequest", "CHANGE"), "changeReason", "调整");

        for (Map<String, Object> again : List.of(with(same, "moneyProvince", 0), with(same, "beneficiariesPoor", 0), with(same, "content", "建大棚 10座。"),
                with(same, "performanceTargets", "年增收１０万元"))) {
            assertThat(shouwang.village().submit(entry, REQUEST_CHANGE, again).text()).contains("与在库的内容完全相同");
        }
        done(shouwang.village().submit(entry, REQUEST_CHANGE, with(same, "moneyProvince", 1)));
    }

    private String implemented(String entry, int money) {
        Answer started = implement(entry, money);
        done(started);
        return started.get("caseNo");
    }

    private Answer implement(String entry, int money) {
        return shouwang.township().post("/api/procedures/project-implementation", Map.of("subject", Map.of("projectNo", entry), "allotmentNo", "财农1号",
                "allottedOn", TODAY, "approvedMoney", money, "reason", "资金已下达"));
    }

    @Test
    void aProjectThatIsImplementedStaysInThePoolWithTheMoneyThatIsAllotted() {
        String entry = pooled(project());
        String implementation = implemented(entry, 50);
        Map<String, Object> remove = Map.of("changeRequest", "REMOVE", "changeReason", "不做了");
        Map<String, Object> change = with(with(project(), "changeRequest", "CHANGE"), "changeReason", "压缩规模");

        Answer removed = shouwang.village().submit(entry, REQUEST_CHANGE, remove);

        assertThat(removed.status()).isEqualTo(400);
        assertThat(removed.text()).contains("正在实施", implementation);
        assertThat(shouwang.village().submit(entry, REQUEST_CHANGE, with(change, "moneyCentral", 49)).text()).contains("不能少于已经下达的 50 万元", implementation);
        done(shouwang.township().post("/api/cases/" + implementation + "/withdrawal", Map.of("reason", "不做了")));
        done(shouwang.village().submit(entry, REQUEST_CHANGE, remove));
        assertThat(implement(entry, 50).text()).contains("才能实施，这个项目在库，申请调出");
    }

    @Test
    void aProjectThatIsBeingChangedIsNotImplementedOn() {
        String entry = pooled(project());
        String implementation = implemented(entry, 50);
        Map<String, Object> unit = Map.of("implementingUnit", "township411081101", "acceptingUnit", "dept411081nongye", "responsiblePerson", "分管副镇长");
        done(shouwang.village().submit(entry, REQUEST_CHANGE, with(with(with(project(), "changeRequest", "CHANGE"), "changeReason", "扩大规模"), "moneyCentral", 70)));

        Answer refused = shouwang.county().submit(implementation, "userTask_assignUnit", unit);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("这个项目在库，申请变更");
        done(shouwang.township().submit(entry, REVIEW, Map.of("townshipReviewOutcome", "REJECT", "opinion", "资金不够")));
        done(shouwang.county().submit(implementation, "userTask_assignUnit", unit));
    }

    @Test
    void theLedgerTellsTheShareOfIndustryAndWarnsBelowTheLeast() {
        Map<String, Object> road = with(with(project("linkMechanism"), "kind", "INFRASTRUCTURE"), "moneyCentral", 100000);
        pooled(with(project(), "moneyCentral", 1));
        pooled(road);

        String figures = shouwang.county().get("/api/procedures/project-pool/figures?region=" + Shouwang.VILLAGE).text();

        assertThat(figures).contains("产业项目占比", "\"least\":60", "低于要求的比例");
        assertThat(shouwang.county().get("/procedures/project-pool/ledger?region=" + Shouwang.VILLAGE).text()).contains("产业项目占比", "低于要求的比例", "变更次数");
    }

    @Test
    void anAnnouncedEntryReadsSoEverywhereAndItsStatusStaysApproved() {
        String caseNo = pooled(project());

        assertThat(shouwang.county().view(caseNo).get("status")).isEqualTo("APPROVED");
        assertThat(shouwang.county().get("/cases/" + caseNo).text()).contains("已入库").doesNotContain("已审定");
        assertThat(shouwang.county().get("/api/procedures/project-pool/ledger?limit=200").body().path("items"))
                .filteredOn(row -> row.path("编号").asText().equals(caseNo)).singleElement().satisfies(row -> assertThat(row.path("状态").asText()).isEqualTo("已入库"));
        assertThat(shouwang.county().get("/api/procedures/project-pool/cases?status=APPROVED&limit=200").text()).contains(caseNo);
    }

    @Test
    void aRefusedProjectStandsInTheLedgerAndIsNotAddedUp() {
        Shouwang.Session county = shouwang.county();
        pooled(project());
        String sums = county.get("/procedures/project-pool/ledger?region=" + Shouwang.VILLAGE).text().replaceAll("(?s).*(id=\"sums\".*?</dl>).*", "$1");
        String refused = begin();
        done(shouwang.village().submit(refused, DECLARE, with(project(), "content", "建大棚10座|修路")));
        done(shouwang.township().submit(refused, REVIEW, Map.of("townshipReviewOutcome", "REJECT", "opinion", "与邻村重复建设")));

        String ledger = county.get("/procedures/project-pool/ledger?region=" + Shouwang.VILLAGE).text();

        assertThat(sums).contains("总投资");
        assertThat(ledger).contains(refused, sums).as("a line that people write is no list").contains("建大棚10座|修路");
    }

    @Test
    void aChangeThatIsOnlyAskedForStandsNowhereAsIfItWereTheEntry() {
        String entry = pooled(with(project(), "content", "建大棚10座"));
        done(shouwang.village().submit(entry, REQUEST_CHANGE, with(with(with(project(), "changeRequest", "CHANGE"), "changeReason", "扩大规模"),
                "content", "建大棚99座")));

        Answer asked = shouwang.county().view(entry);
        assertThat(asked.body().path("data").path("content").asText()).isEqualTo("建大棚10座");
        assertThat(asked.body().path("data").path("requested").path("content").asText()).isEqualTo("建大棚99座");
        assertThat(shouwang.county().get("/api/procedures/project-pool/cases?limit=200").text()).contains(entry).doesNotContain("建大棚99座");
        assertThat(shouwang.county().get("/api/procedures/project-pool/ledger").text()).contains(entry).doesNotContain("建大棚99座");
        assertThat(shouwang.county().get("/cases/" + entry).text()).containsPattern("建设内容和规模（申请中，尚未批准）\\s*</dt>\\s*<dd[^>]*>\\s*建大棚99座").contains("建大棚10座");

        done(shouwang.township().submit(entry, REVIEW, Map.of("townshipReviewOutcome", "REJECT", "opinion", "资金不够")));
        Answer refused = shouwang.county().view(entry);
        assertThat(refused.body().path("data").path("content").asText()).isEqualTo("建大棚10座");
        assertThat(refused.body().path("data").has("requested")).isFalse();
    }

    @Test
    void toChangeAnEntryIsAnOfferOnItsPageAndNoTaskThatIsDue() {
        String entry = pooled(project());

        Shouwang.Session village = shouwang.village();
        assertThat(village.get("/api/tasks?limit=200").text()).doesNotContain(entry);
        assertThat(village.get("/tasks?search=" + entry).text()).doesNotContain("/tasks/" + village.taskId(entry, REQUEST_CHANGE));
        village.get("/engine-rest/filter").body().forEach(filter -> assertThat(village.get("/engine-rest/filter/" + filter.path("id").asText() + "/list").text())
                .as(filter.path("name").asText()).doesNotContain(village.taskId(entry, REQUEST_CHANGE)));
        assertThat(village.get("/cases/" + entry).text()).contains("/tasks/" + village.taskId(entry, REQUEST_CHANGE));
    }
}
