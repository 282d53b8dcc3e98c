package org.shouwang.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECHECK_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_SAMPLE;
import static org.shouwang.problems.RectificationRoundProcess.ISSUE_CIRCULAR;
import static org.shouwang.support.ProblemFlow.CITY;
import static org.shouwang.support.ProblemFlow.COUNTY;
import static org.shouwang.support.ProblemFlow.RECHECKER;
import static org.shouwang.support.ProblemFlow.draw;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.ProblemFlow;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests a round: samples that can be drawn again, the effects of a failed re-check, and the circular (DA-2, DA-3). */
class RoundTest extends IntegrationTest {

    @Autowired
    private Accounts accounts;

    private List<ProblemFlow> verified(String round, int amount) {
        List<ProblemFlow> problems = new ArrayList<>();
        for (int i = 0; i < amount; i++) {
            problems.add(ProblemFlow.registered(shouwang, round, "yibao").line("dept411081yibao").line(COUNTY));
        }
        return problems;
    }

    private List<ProblemFlow> with(List<ProblemFlow> problems, String status) {
        return problems.stream().filter(problem -> problem.status().equals(status)).toList();
    }

    @Test
    void thePageOfTheRoundTellsWhoTookATaskOverFromWhom() {
        verified("2079", 1);
        String colleague = "colleague" + UUID.randomUUID().toString().replace("-", "");
        accounts.addUserLike(colleague, "市级李督导", "admin", Post.CITY);
        String task = shouwang.as(CITY).taskId("ZG-2079", DRAW_SAMPLE);
        assertThat(shouwang.as(colleague).post("/api/tasks/" + task + "/claim", Map.of()).status()).isEqualTo(200);

        assertThat(draw(shouwang, "2079", "DRAW", "seed-9").status()).isEqualTo(204);

        assertThat(shouwang.as(CITY).send("GET", "/problems/rounds/2079", null, Map.of("Accept", "text/html")).text())
                .contains("待办移交", "接手，原由市级李督导办理");
    }

    @Test
    void theTaskOfAProblemSaysItsTitleAndIsFoundByTitleAndUnit() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2079", "yibao");
        String title = problem.view().get("title");
        Shouwang.Session department = shouwang.as("dept411081yibao");
        String unit = database.sql("select units_text from shouwang.problem where problem_no = ?").param(problem.problemNo())
                .query(String.class).single();
        String mark = title.substring(title.lastIndexOf(' ') + 1);

        assertThat(department.post("/api/tasks/search", Map.of("text", mark)).body().at("/caseNos/0").asText()).isEqualTo(problem.problemNo());
        assertThat(department.post("/api/tasks/search", Map.of("text", mark + " " + unit.substring(0, 4))).body().path("caseNos")).hasSize(1);
        assertThat(department.post("/api/tasks/search", Map.of("text", mark + " 没有这个单位")).body().path("caseNos")).isEmpty();
        String task = department.taskId(problem.problemNo(), PLAN_RECTIFICATION);
        assertThat(department.post("/api/tasks/labels", Map.of("taskIds", List.of(task))).text()).contains(title, "禹州市医保局");
        assertThat(shouwang.as("dept411081jiaoyu").post("/api/tasks/search", Map.of("text", mark)).body().path("caseNos")).isEmpty();
    }

    @Test
    void whatWasNotDrawnIsStruckOffWhenTheSampleOfItsUnitsHasPassed() {
        List<ProblemFlow> problems = verified("2071", 6);

        assertThat(draw(shouwang, "2071", "DRAW", "seed-1").status()).isEqualTo(204);

        assertThat(with(problems, "IN_RECHECK")).hasSize(2);
        assertThat(with(problems, "AWAITING_SAMPLE")).hasSize(4);
        with(problems, "IN_RECHECK").get(0).done(RECHECKER, RECHECK, Map.of(RECHECK_OUTCOME, "PASSED"));
        assertThat(with(problems, "AWAITING_SAMPLE")).hasSize(4);
        with(problems, "IN_RECHECK").get(0).done(RECHECKER, RECHECK, Map.of(RECHECK_OUTCOME, "PASSED"));
        assertThat(with(problems, "STRUCK_OFF")).hasSize(6);
        assertThat(database.sql("select seed from shouwang.sample_draw where round = '2071'").query(String.class).single())
                .as("nobody chooses who is drawn").matches("seed-1-[0-9a-f]{16,}");
        assertThat(database.sql("select wanted from shouwang.sample_unit u join shouwang.sample_draw d on d.id = u.draw_id where d.round = '2071'")
                .query(Integer.class).list()).containsExactly(2, 2);
    }

    @Test
    void aFailedRecheckDrawsMoreOfItsUnitsAndRaisesTheirShare() {
        List<ProblemFlow> problems = verified("2072", 6);
        draw(shouwang, "2072", "DRAW", "seed-2");
        ProblemFlow failing = with(problems, "IN_RECHECK").get(0);

        failing.done(RECHECKER, RECHECK, Map.of(RECHECK_OUTCOME, "FAILED", "opinion", "与实际不符"));

        assertThat(failing.status()).isEqualTo("IN_RECTIFICATION");
        // The samples of both units grow by half of the waiting problems: 2 of 4 for the first unit, and 1 of the remaining 2
        // for the second.
        assertThat(with(problems, "IN_RECHECK")).hasSize(1 + 2 + 1);
        assertThat(with(problems, "AWAITING_SAMPLE")).hasSize(1);
        with(problems, "IN_RECHECK").forEach(each -> each.done(RECHECKER, RECHECK, Map.of(RECHECK_OUTCOME, "PASSED")));
        assertThat(with(problems, "STRUCK_OFF")).hasSize(5);

        List<ProblemFlow> later = verified("2072", 4);
        draw(shouwang, "2072", "DRAW", "seed-3");
        assertThat(with(later, "IN_RECHECK")).hasSize(2);
    }

    @Test
    void theCircularEndsTheRoundAndWhatIsVerifiedLaterIsLookedAtInAnyCase() throws IOException {
        List<ProblemFlow> problems = verified("2073", 1);
        ProblemFlow late = ProblemFlow.registered(shouwang, "2073", "weijian");
        draw(shouwang, "2073", "DRAW", null);
        problems.get(0).done(RECHECKER, RECHECK, Map.of(RECHECK_OUTCOME, "FAILED", "opinion", "卡未发到户"));
        assertThat(shouwang.as(COUNTY).get("/problems/rounds/2073/circular").status()).isEqualTo(404);
        assertThat(draw(shouwang, "2073", "FINISH", null).status()).isEqualTo(204);
        assertThat(shouwang.as(CITY).submit("ZG-2073", ISSUE_CIRCULAR, Map.of("circularNo", "许巩固〔2026〕5号")).status()).isEqualTo(400);
        Answer issued = shouwang.as(CITY).submit("ZG-2073", ISSUE_CIRCULAR,
                Map.of("circularNo", "许巩固〔2026〕5号", "opinion", "请抓紧整改。"));
        assertThat(issued.status()).as(issued.text()).isEqualTo(204);

        byte[] word = shouwang.as(COUNTY).download("/problems/rounds/2073/circular").body();
        try (XWPFWordExtractor text = new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(word)))) {
            assertThat(text.getText()).contains("许巩固〔2026〕5号").contains("共交办问题 2 个").contains("卡未发到户").contains("请抓紧整改。")
                    .contains("禹州市医保局").contains(problems.get(0).problemNo()).contains(late.problemNo());
        }
        assertThat(shouwang.as(CITY).post("/api/problems", ProblemFlow.payload("2073", "yibao")).status()).isEqualTo(409);
        late.line("dept411081weijian").line(COUNTY);
        assertThat(late.tasks(CITY)).containsExactly(RECHECK);
    }

    @Test
    void aRoundWithNothingVerifiedCannotBeDrawn() {
        ProblemFlow.registered(shouwang, "2074", "yibao");

        assertThat(draw(shouwang, "2074", "DRAW", null).text()).contains("没有县级核查通过");
        assertThat(draw(shouwang, "2074", "DRAW", "no blanks!").status()).isEqualTo(400);
        assertThat(shouwang.as(COUNTY).tasks("ZG-2074")).isEmpty();
    }
}
