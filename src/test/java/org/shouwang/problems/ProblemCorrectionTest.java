package org.shouwang.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.support.ProblemFlow.CITY;
import static org.shouwang.support.ProblemFlow.COUNTY;
import static org.shouwang.support.ProblemFlow.csv;
import static org.shouwang.support.ProblemFlow.upload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.ProblemFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TrialFiles;

/** Tests that a corrected file changes existing problems field by field, and only after a confirmation (M19). */
class ProblemCorrectionTest extends IntegrationTest {

    private static final String HEADER = "序号,方面,具体问题,问题表现,整改措施简述,整改时限,责任单位";

    @Test
    void aCorrectedFileShowsWhatItChangesAndChangesItWhenConfirmed() {
        imported("2101", TrialFiles.bytes("a13-first.xlsx"));
        ProblemFlow problem = only("2101");
        assertThat(problem.tasks("dept411081caizheng")).isEmpty();

        Answer preview = preview("2101", TrialFiles.bytes("a13b-corrected.xlsx"));

        assertThat(List.of(preview.get("added"), preview.get("changed"), preview.get("unchanged"))).containsExactly("0", "1", "0");
        JsonNode row = preview.body().path("items").get(0);
        assertThat(row.path("state").asText()).isEqualTo("CHANGED");
        assertThat(row.path("changes").findValuesAsText("field")).containsExactly("dueOn", "units");
        assertThat(row.path("changes").findValuesAsText("before")).containsExactly("2026-12-20", "市人社局");
        assertThat(row.path("changes").findValuesAsText("after")).containsExactly("2026-12-28", "市人社局、市财政局");
        assertThat(row.path("addedUnits").get(0).asText()).isEqualTo("禹州市财政局");
        assertThat(problem.view(CITY).get("dueOn")).isEqualTo("2026-12-20");

        Answer confirmed = imported("2101", TrialFiles.bytes("a13b-corrected.xlsx"));

        assertThat(confirmed.body().path("items").get(0).path("changes")).isEqualTo(row.path("changes"));
        Answer view = only("2101").view(CITY);
        assertThat(view.get("dueOn")).isEqualTo("2026-12-28");
        assertThat(view.get("units")).isEqualTo("市人社局、市财政局");
        assertThat(view.body().path("changes").findValuesAsText("after")).containsExactly("2026-12-28", "市人社局、市财政局");
        assertThat(problem.tasks("dept411081caizheng")).containsExactly(PLAN_RECTIFICATION);
        assertThat(limits(problem)).containsOnly("2026-12-28");
        assertThat(imported("2101", TrialFiles.bytes("a13b-corrected.xlsx")).get("unchanged")).isEqualTo("1");
    }

    @Test
    void aFileThatNamesFewerUnitsTakesNoLineAwayAndSaysSo() {
        imported("2102", TrialFiles.bytes("a13b-corrected.xlsx"));

        Answer back = imported("2102", TrialFiles.bytes("a13-first.xlsx"));

        JsonNode row = back.body().path("items").get(0);
        assertThat(row.path("changes").findValuesAsText("field")).containsExactly("dueOn");
        assertThat(row.path("keptUnits").get(0).asText()).isEqualTo("禹州市财政局");
        assertThat(only("2102").tasks("dept411081caizheng")).containsExactly(PLAN_RECTIFICATION);
    }

    @Test
    void equalRowsWithOtherUnitsAreOneProblemWithALineForEach() {
        Answer first = imported("2103", TrialFiles.bytes("a14-same-title-two-rows.xlsx"));

        assertThat(first.get("added")).as(first.text()).isEqualTo("1");
        assertThat(first.get("linesAdded")).isEqualTo("3");
        ProblemFlow problem = only("2103");
        assertThat(problem.tasks("dept411081renshe")).containsExactly(PLAN_RECTIFICATION);
        assertThat(problem.tasks("dept411081caizheng")).containsExactly(PLAN_RECTIFICATION);
        assertThat(imported("2103", TrialFiles.bytes("a14-same-title-two-rows.xlsx")).get("unchanged")).isEqualTo("2");
    }

    @Test
    void titlesAreTheSameWhateverTheirNumberTheirBlanksAndTheirFinalStop() {
        imported("2104", csv(HEADER, "1,甲,1.干部 学习不深入,丙,措施,2026-07-20,市医保局", "2,甲,2.5万元未拨付,丙,,2026-07-20,市医保局"));

        Answer again = imported("2104", csv(HEADER, "9,甲,（三）干部学习不深入。,丙,措施,2026-07-20,市医保局", "2,甲,5万元未拨付,丙,,2026-07-20,市医保局"));

        assertThat(List.of(again.get("unchanged"), again.get("added"))).containsExactly("1", "1");
        Answer reworded = preview("2104", csv(HEADER, "9,乙,干部学习不深入,丙丁,新措施,2026-07-20,市医保局"));
        assertThat(reworded.body().path("items").get(0).path("changes").findValuesAsText("field"))
                .containsExactly("aspect", "description", "measures");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a1-annex1-real-shape.xlsx", "a1b-title-only.xlsx", "a1c-merged-only.xlsx", "a1d-textdate-only.xlsx", "a1e-note-only.xlsx",
        "a1f-clean.xlsx", "a1f-clean.xls", "a1f-clean.gb18030.csv", "a1f-clean.semicolon.csv", "a1g-header-linebreak.xlsx"})
    void realAnnexesComeInAsTheyAre(String name) {
        Answer preview = upload(shouwang.as(CITY), "round=2105&county=411081&startsOn=2026-06-26&endsOn=2026-12-31", TrialFiles.bytes(name));

        assertThat(preview.get("added")).as(preview.text()).isEqualTo("5");
        assertThat(preview.body().path("errors")).isEmpty();
        assertThat(preview.body().path("items").findValuesAsText("title")).contains("2.个别驻村队员在岗不足。");
        assertThat(preview.body().path("unknownUnits")).isEmpty();
        assertThat(preview.text()).contains(name.matches("a1(-|d).*") ? "\"dueOn\":\"2026-07-20\"" : "\"dueOn\":\"2026-12-20\"");
    }

    @Test
    void aLimitInWordsIsTheFirstSuchDayOfTheRoundAndKeepsItsWords() {
        byte[] file = csv(HEADER, "1,甲,有字的,丙,,7月20日前取得阶段性成效，持续推进。,市医保局", "2,甲,空的,丙,,,市医保局", "3,甲,长期的,丙,,长期坚持,市医保局");
        assertThat(upload(shouwang.as(CITY), "round=2106&county=411081", file).wrongFields()).containsOnly("startsOn", "endsOn");
        assertThat(upload(shouwang.as(CITY), "round=2106&county=411081&startsOn=2026-07-21&endsOn=2026-07-20", file).wrongFields())
                .containsExactly("endsOn");

        Answer confirmed = upload(shouwang.as(CITY), "round=2106&county=411081&startsOn=2026-07-21&endsOn=2027-08-31&confirm=true", file);

        assertThat(confirmed.body().path("items").findValuesAsText("dueOn")).as(confirmed.text())
                .containsExactly("2027-07-20", "2027-08-31", "2027-08-31");
        assertThat(List.of(confirmed.get("startsOn"), confirmed.get("endsOn"))).containsExactly("2026-07-21", "2027-08-31");
        Answer view = new ProblemFlow(shouwang, confirmed.body().path("items").get(0).path("problemNo").asText()).view(CITY);
        assertThat(view.get("dueText")).isEqualTo("7月20日前取得阶段性成效，持续推进。");
        byte[] ledger = shouwang.as(CITY).download("/api/problems/ledger?round=2106&form=1&format=xlsx").body();
        assertThat(upload(shouwang.as(CITY), "round=2106&county=411081", ledger).get("unchanged")).isEqualTo("3");
    }

    @Test
    void otherDatesForARoundThatIsThereAreNamedBesideItsOwn() {
        byte[] file = csv(HEADER, "1,甲,轮次日期,丙,,7月20日前完成,市医保局");
        String round = "round=2112&county=411081&startsOn=2026-06-26&endsOn=2026-08-31";
        assertThat(upload(shouwang.as(CITY), round + "&confirm=true", file).status()).isEqualTo(200);

        Answer other = upload(shouwang.as(CITY), "round=2112&county=411081&startsOn=2025-06-26&endsOn=2026-12-31&confirm=true", file);

        assertThat(other.wrongFields()).as(other.text()).containsExactly("startsOn", "endsOn");
        assertThat(other.messageOf("startsOn")).contains("2025-06-26", "2026-06-26");
        assertThat(other.messageOf("endsOn")).contains("2026-12-31", "2026-08-31");
        assertThat(upload(shouwang.as(CITY), round + "&confirm=true", file).get("unchanged")).isEqualTo("1");
        assertThat(upload(shouwang.as(CITY), "round=2112&county=411081", file).get("unchanged")).isEqualTo("1");
        assertThat(upload(shouwang.as(CITY), "round=2022&county=411081&startsOn=2022-06-26", file).messageOf("startsOn"))
                .as("a document sets this round").contains("2023-06-26");
    }

    @Test
    void aMovedDayMovesTheDayOfTheTasksThatAreOpen() {
        imported("2113", csv(HEADER, "1,甲,改期,丙,,2026-07-20,市医保局、市卫健委"));
        ProblemFlow problem = only("2113").planned("dept411081yibao");
        assertThat(dueDay(problem, "dept411081yibao", RECTIFY)).isEqualTo("2026-07-20T16:00:00.000+0000");
        assertThat(dueDay(problem, "dept411081weijian", PLAN_RECTIFICATION)).as("its plan comes first").isEqualTo("2026-03-08T16:00:00.000+0000");

        imported("2113", csv(HEADER, "1,甲,改期,丙,,2026-03-05,市医保局、市卫健委"));

        assertThat(dueDay(problem, "dept411081yibao", RECTIFY)).isEqualTo("2026-03-05T16:00:00.000+0000");
        assertThat(dueDay(problem, "dept411081weijian", PLAN_RECTIFICATION)).as("no plan is due after the work").isEqualTo("2026-03-05T16:00:00.000+0000");
        assertThat(limits(problem)).containsOnly("2026-03-05");
    }

    @Test
    void whenSomebodyElseHasChangedAProblemAfterThePreviewItIsShownAgainBeforeAnythingIsStored() {
        imported("2114", csv(HEADER, "1,甲,同时改,丙,,2026-07-20,市医保局"));
        Shouwang.Session city = shouwang.as(CITY);
        String draft = city.upload("/problems/import", "p.csv", csv(HEADER, "1,甲,同时改,丙,,2026-08-10,市医保局"),
                Map.of("round", "2114", "county", "411081")).location().replaceFirst("^https?://[^/]+", "");
        String seen = seen(city.get(draft).text());
        imported("2114", csv(HEADER, "1,甲,同时改,丙,,2026-07-31,市医保局"));

        Answer again = confirm(city, draft, seen);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("预览以后，已有的问题或责任单位有了变化", "2026-07-31", "2026-08-10");
        assertThat(only("2114").view(CITY).get("dueOn")).isEqualTo("2026-07-31");
        assertThat(confirm(city, draft, seen(again.text())).status()).isEqualTo(302);
        assertThat(only("2114").view(CITY).get("dueOn")).isEqualTo("2026-08-10");
    }

    private static Answer confirm(Shouwang.Session who, String draft, String seen) {
        return who.postForm(draft + "/confirmation", Map.of("seen", seen));
    }

    private static String seen(String page) {
        return page.replaceAll("(?s).*name=\"seen\"[^>]*value=\"([^\"]*)\".*", "$1");
    }

    /** Returns the due day of a post's task of a problem, as task lists show it. */
    private String dueDay(ProblemFlow problem, String user, String task) {
        return shouwang.as(user).get("/engine-rest/task/" + shouwang.as(user).taskId(problem.problemNo(), task)).get("due");
    }

    @Test
    void aVillagesLedgerAddsFindingsAndLinesAndChangesNothing() {
        imported("2107", csv(HEADER, "1,甲,1.排查,原来的表现,,2026-07-20,市医保局"));
        String annex2 = "序号1,方面,具体问题,问题表现,序号2,对照排查发现具体问题描述,对照排查发现问题整改措施,整改时限,责任单位,整改结果,是否销号";

        Answer confirmed = imported("2107", csv(annex2, "1,甲,排查。,村里写的表现,1,一户未办卡,办卡,,市卫健委,,否"));

        assertThat(List.of(confirmed.get("added"), confirmed.get("findingsAdded"), confirmed.get("linesAdded"))).as(confirmed.text())
                .containsExactly("0", "1", "1");
        Answer view = only("2107").view(CITY);
        assertThat(view.get("description")).isEqualTo("原来的表现");
        assertThat(view.body().path("findings").get(0).path("dueOn").asText()).isEqualTo("2026-07-20");
        assertThat(only("2107").tasks("dept411081weijian")).containsExactly(PLAN_RECTIFICATION);
    }

    @Test
    void whatIsStruckOffOrVerifiedIsNotChangedByAFile() {
        imported("2108", csv(HEADER, "1,甲,已核查,丙,,2026-07-20,市医保局"));
        ProblemFlow problem = only("2108").line(COUNTY).line("dept411081yibao");

        Answer refused = upload(shouwang.as(CITY), "round=2108&county=411081&confirm=true",
                csv(HEADER, "1,甲,已核查,丙,,2026-07-20,市医保局、市卫健委"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("都已核查通过").contains("责任单位");
        assertThat(problem.status()).isEqualTo("AWAITING_SAMPLE");
    }

    @Test
    void aCorrectedTitleIsNamedBesideTheProblemItMayCorrectAndChangesItWhenThatIsSaid() {
        imported("2115", csv(HEADER, "1,甲,个别驻村队员在岗不足,两人脱岗,,2026-07-20,市医保局", "2,甲,教育帮扶政策宣传不到位,三户不知政策,,2026-07-20,市教体局"));
        String first = shouwang.as(CITY).get("/api/problems?round=2115").body().path("items").get(0).path("problemNo").asText();
        byte[] corrected = csv(HEADER, "1,甲,个别驻村干部在岗天数不足,两人脱岗五天,,2026-07-20,市医保局",
                "2,甲,产业项目收益没有分配,一村未分红,,2026-07-20,市医保局");
        String where = "round=2115&county=411081";

        Answer preview = preview("2115", corrected);

        assertThat(preview.body().path("items").get(0).path("similar").findValuesAsText("problemNo")).as(preview.text()).containsExactly(first);
        assertThat(preview.body().path("items").get(1).path("similar")).isEmpty();
        assertThat(List.of(preview.get("added"), preview.get("undecided"))).containsExactly("2", "1");
        assertThat(preview.body().path("unlisted")).hasSize(2);
        assertThat(upload(shouwang.as(CITY), where + "&confirm=true&corrections=3:NEW", corrected).text()).contains("第2行", first, "更正还是另一个问题");
        assertThat(upload(shouwang.as(CITY), where + "&corrections=x", corrected).wrongFields()).containsExactly("corrections");
        assertThat(upload(shouwang.as(CITY), where + "&confirm=true&corrections=2:WT-411081-2026-999999", corrected).text()).contains("不是与这一行相近");

        Answer done = upload(shouwang.as(CITY), where + "&confirm=true&corrections=2:" + first, corrected);

        assertThat(List.of(done.get("added"), done.get("changed"))).as(done.text()).containsExactly("1", "1");
        Answer view = new ProblemFlow(shouwang, first).view(CITY);
        assertThat(view.get("title")).isEqualTo("个别驻村干部在岗天数不足");
        assertThat(view.body().path("changes").findValuesAsText("field")).containsExactly("title", "description");
        assertThat(shouwang.as(CITY).get("/api/problems?round=2115").body().path("items")).hasSize(3);
        assertThat(imported("2115", corrected).get("unchanged")).isEqualTo("2");
    }

    @Test
    void onThePageARowThatIsLikeAProblemIsDecidedBeforeItCanBeConfirmed() {
        imported("2116", csv(HEADER, "1,甲,个别驻村队员在岗不足,两人脱岗,,2026-07-20,市医保局"));
        ProblemFlow problem = only("2116");
        Shouwang.Session city = shouwang.as(CITY);
        String draft = city.upload("/problems/import", "p.csv", csv(HEADER, "1,甲,个别驻村干部在岗不足,两人脱岗,,2026-07-20,市医保局"),
                Map.of("round", "2116", "county", "411081")).location().replaceFirst("^https?://[^/]+", "");
        String page = city.get(draft).text();
        assertThat(page).contains("1</strong> 行与已有的问题相近", problem.problemNo(), "是更正吗").doesNotContain("确认导入并交办");
        assertThat(confirm(city, draft, seen(page)).status()).isEqualTo(400);
        assertThat(city.postForm(draft + "/corrections", Map.of("row", "2", "problemNo", "")).status()).isEqualTo(400);

        assertThat(city.postForm(draft + "/corrections", Map.of("row", "2", "problemNo", problem.problemNo())).status()).isEqualTo(302);

        page = city.get(draft).text();
        assertThat(page).contains("确认导入并交办", "<del>个别驻村队员在岗不足</del>", "<ins>个别驻村干部在岗不足</ins>");
        assertThat(confirm(city, draft, seen(page)).status()).isEqualTo(302);
        assertThat(only("2116").view(CITY).get("title")).isEqualTo("个别驻村干部在岗不足");
    }

    @Test
    void overRestTheTokenOfThePreviewHoldsTheConfirmationToIt() {
        byte[] file = csv(HEADER, "1,甲,按预览,丙,,2026-08-10,市医保局");
        imported("2117", csv(HEADER, "1,甲,按预览,丙,,2026-07-20,市医保局"));
        String seen = preview("2117", file).get("planToken");
        imported("2117", csv(HEADER, "1,甲,按预览,丙,,2026-07-31,市医保局"));
        String confirm = "round=2117&county=411081&confirm=true&seen=";

        Answer refused = upload(shouwang.as(CITY), confirm + seen, file);

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(only("2117").view(CITY).get("dueOn")).isEqualTo("2026-07-31");
        Answer done = upload(shouwang.as(CITY), confirm + preview("2117", file).get("planToken"), file);
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(only("2117").view(CITY).get("dueOn")).isEqualTo("2026-08-10");
    }

    @Test
    void twoDaysForOneProblemAreRefused() {
        Answer preview = preview("2109", csv(HEADER, "1,甲,同一个,丙,,2026-07-20,市医保局", "1,甲,同一个,丙,,2026-08-20,市卫健委"));

        assertThat(preview.body().path("errors").get(0).path("row").asInt()).isEqualTo(3);
        assertThat(preview.body().path("errors").get(0).path("message").asText()).contains("与第2行是同一个问题");
    }

    @Test
    void everyWritingOfAUnitIsUnderstoodOrNamed() {
        Answer preview = preview("2110", TrialFiles.bytes("a8-units.xlsx"));

        assertThat(preview.body().path("errors")).as(preview.text()).isEmpty();
        assertThat(preview.body().path("unknownUnits")).map(JsonNode::asText)
                .containsExactlyInAnyOrder("市医保局等相关单位", "市直有关单位", "王某某（局长）");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"市医保局、市卫健委,dept411081yibao dept411081weijian", "市医保局/市卫健委,dept411081yibao dept411081weijian",
        "市医保局　市卫健委,dept411081yibao dept411081weijian", "牵头单位：市医保局；配合单位：市卫健委,dept411081yibao dept411081weijian",
        "市医保局（牵头）市卫健委（配合）,", "顺店镇党委、政府,township411081101", "顺店镇人民政府,township411081101", "禹州市顺店镇,township411081101",
        "许昌市医保局,dept411000yibao", "市医保局。,dept411081yibao", "各乡镇、街道,county411081", "各乡镇（街道）,county411081", "市政府,county411081",
        "市 医 保 局,dept411081yibao", "市医保局  各乡（镇、街道）,dept411081yibao county411081", "市医保局和各乡镇,dept411081yibao county411081"})
    void unitsAreRecognised(String text, String groups) {
        Answer preview = preview("2111", csv(HEADER, "1,甲,乙,丙,,2026-07-20,\"" + text + "\""));

        assertThat(preview.body().path("items").get(0).path("units").toString()).as(preview.text())
                .contains(groups == null ? List.of("UNKNOWN") : List.of(groups.split(" ")));
    }

    private Answer preview(String round, byte[] file) {
        Answer answer = upload(shouwang.as(CITY), "round=" + round + "&county=411081&confirm=false", file);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private Answer imported(String round, byte[] file) {
        Answer answer = upload(shouwang.as(CITY), "round=" + round + "&county=411081&confirm=true", file);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private ProblemFlow only(String round) {
        JsonNode items = shouwang.as(CITY).get("/api/problems?round=" + round).body().path("items");
        assertThat(items).hasSize(1);
        return new ProblemFlow(shouwang, items.get(0).path("problemNo").asText());
    }

    private List<String> limits(ProblemFlow problem) {
        return database.sql("select due_on::text from shouwang.deadline where case_no = ? and rule = 'RECTIFICATION'")
                .param(problem.problemNo()).query(String.class).list();
    }
}
