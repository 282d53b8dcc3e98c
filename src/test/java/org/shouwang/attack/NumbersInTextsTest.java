package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shouwang.shared.IdNumber;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/**
 * Tests that identity numbers are refused in free texts and names. They are kept encrypted in fields of their own; in a text
 * they would be read by everybody who reads the case, and be printed and sent.
 */
class NumbersInTextsTest extends IntegrationTest {

    static Stream<Arguments> writings() {
        return Stream.of(writing("whole", number -> number),
                writing("in groups", number -> number.substring(0, 6) + " " + number.substring(6, 14) + " " + number.substring(14)),
                writing("with dashes", number -> number.substring(0, 6) + "-" + number.substring(6, 14) + "－" + number.substring(14)),
                writing("in full width", number -> number.chars().mapToObj(c -> String.valueOf((char) (c < 'A' ? c - '0' + '０' : 'Ｘ')))
                        .reduce("", String::concat)),
                writing("with wide blanks", number -> String.join("\u3000", number.split("(?<=\\G.{4})"))),
                writing("with slashes", number -> number.substring(0, 6) + "/" + number.substring(6, 14) + "/" + number.substring(14)),
                writing("in Chinese digits", number -> number.substring(0, 17).chars().mapToObj(c -> "〇一二三四五六七八九".substring(c - '0', c - '0' + 1))
                        .reduce("", String::concat) + number.substring(17)),
                writing("in black circles", number -> number.substring(0, 17).chars().mapToObj(c -> "⓿❶❷❸❹❺❻❼❽❾".substring(c - '0', c - '0' + 1))
                        .reduce("", String::concat) + number.substring(17)),
                writing("without its last place", number -> number.substring(0, 17)),
                writing("with another last digit", NumbersInTextsTest::withAnotherEnd),
                writing("with a Cyrillic X in groups", number -> number.substring(0, 6) + "、" + number.substring(6, 17) + "Х"),
                writing("in its old form", number -> number.substring(0, 6) + number.substring(8, 17)),
                writing("beside a telephone", number -> "13800000000 " + number + "，"));
    }

    private static String withAnotherEnd(String number) {
        return number.substring(0, 17) + (number.endsWith("5") ? "6" : "5");
    }

    private static Arguments writing(String how, UnaryOperator<String> written) {
        return Arguments.of(how, written);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writings")
    void anIdentityNumberIsRefusedInEveryText(String how, UnaryOperator<String> written) {
        String text = "其兄" + written.apply(TestPeople.somebody().idNumber()) + "在外务工";
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("riskDescription", text);
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        Map<String, Object> found = Payloads.atRisk(flow.head(), TODAY);
        found.put("riskStatement", text);

        assertNamed(shouwang.partner().startClue(clue), "riskDescription");
        assertNamed(shouwang.partner().startInEngine(clue), "riskDescription");
        assertNamed(shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, found), "riskStatement");
        assertNamed(shouwang.village().withdraw(flow.caseNo(), text), "reason");
        assertNamed(shouwang.county().post("/api/cases/" + flow.caseNo() + "/urgings", Map.of("note", text)), "note");
        assertNamed(shouwang.village().post("/api/cases/" + flow.caseNo() + "/extensions",
                Map.of("rule", "IDENTIFICATION_15D", "until", "2026-03-30", "reason", text)), "reason");
        flow.verified().compared();
        assertNamed(shouwang.village().submit(flow.caseNo(), PRESELECT_AT_VILLAGE,
                Map.of(PRESELECTION_OUTCOME, "PRESELECT", "opinion", text)), "opinion");
        flow.preselected().posted(clock.today());
        assertNamed(shouwang.village().object(flow.noticeNo(), text), "statement");
        assertNamed(shouwang.as("city411000").post("/api/look-backs", Map.of("name", text, "regions", List.of(Shouwang.COUNTY),
                "dueOn", clock.today().plusDays(9).toString())), "name");
        assertNamed(shouwang.township().post("/api/officials", Map.of("name", "周示例", "post", text, "publicOfficial", true,
                "regionCode", Shouwang.TOWNSHIP)), "post");
    }

    @Test
    void anIdentityNumberIsNoName() {
        String number = TestPeople.somebody().idNumber();
        String name = "张三 " + number.substring(0, 10) + " " + number.substring(10);
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("headName", name);
        Map<String, Object> official = new LinkedHashMap<>(Map.of("name", name, "post", "科员", "publicOfficial", true,
                "regionCode", Shouwang.TOWNSHIP));

        assertThat(shouwang.partner().startClue(clue).wrongFields()).containsExactly("headName");
        clue.put("headName", "张三" + withAnotherEnd(number).replaceAll("(?<=\\G.{5})", " "));
        assertThat(shouwang.partner().startClue(clue).wrongFields()).containsExactly("headName");
        assertThat(shouwang.township().post("/api/officials", official).wrongFields()).containsExactly("name");
    }

    @Test
    void anIdentityNumberIsRefusedInTheColumnsOfATable() {
        String number = TestPeople.somebody().idNumber();

        Answer vehicles = shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=" + TODAY,
                "idNumber,plateNumber,vehicleType\n" + TestPeople.somebody().idNumber() + ",豫K1,借给" + number + "\n",
                Map.of("Content-Type", "text/csv"));

        assertThat(vehicles.status()).isEqualTo(400);
        assertThat(vehicles.text()).contains(IdNumber.NOT_HERE).doesNotContain(number);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writings")
    void anIdentityNumberIsRefusedInVillagesAndProblemsFromFiles(String how, UnaryOperator<String> written) {
        String number = written.apply(TestPeople.somebody().idNumber());

        Answer villages = shouwang.as("admin").upload("/api/regions/villages", "村名单.csv",
                ("村代码,村名\n411081118807,\"甲村" + number + "\"\n").getBytes(StandardCharsets.UTF_8), Map.of());
        Answer problems = shouwang.as("city411000").upload("/api/problems/import?round=2094&confirm=true", "file", "problems.csv",
                ("方面,具体问题,问题表现,整改措施简述,整改时限,责任单位\n政策落实,核查,\"漏了" + number + "一户\",入户,2026-09-20,市医保局\n")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(villages.status()).as(villages.text()).isEqualTo(400);
        assertThat(problems.status()).as(problems.text()).isEqualTo(400);
        assertThat(List.of(villages.text(), problems.text())).allMatch(text -> text.contains("身份证号") && !text.contains(number));
    }

    @Test
    void anIdentityNumberIsNoNameOfAUserOrAFilterEither() {
        String number = TestPeople.somebody().idNumber();

        for (Map.Entry<String, Map<String, Object>> made : Map.<String, Map<String, Object>>of(
                "/engine-rest/user/create", Map.of("profile", Map.of("id", "numbered1", "firstName", "周" + number),
                        "credentials", Map.of("password", "Gegeben-4711")),
                "/engine-rest/group/create", Map.of("id", "numbered2", "name", number, "type", "WORKFLOW"),
                "/engine-rest/filter/create", Map.of("resourceType", "Task", "name", "待办 " + number, "query", Map.of())).entrySet()) {
            Answer answer = shouwang.as("admin").post(made.getKey(), made.getValue());
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.get("message")).endsWith(IdNumber.NOT_HERE);
        }
        assertThat(shouwang.village().get("/engine-rest/task?nameLike=" + number).status()).as("a question").isEqualTo(200);
    }

    @Test
    void otherNumbersMayBeWritten() {
        Map<String, Object> clue = Payloads.clue(TestPeople.somebody(), TODAY);
        clue.put("riskDescription", "电话13800000000，低保证号411081199913450012，卡号6217000010001234567，案件JC-411081-2026-000123，2026-03-02至2026-03-07");

        assertThat(shouwang.partner().startClue(clue).status()).isEqualTo(201);
    }

    private static void assertNamed(Answer answer, String field) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.wrongFields()).contains(field);
        assertThat(answer.messageOf(field)).isEqualTo(IdNumber.NOT_HERE);
    }
}
