package org.shouwang.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.support.ProblemFlow.CITY;
import static org.shouwang.support.ProblemFlow.COUNTY;
import static org.shouwang.support.ProblemFlow.csv;
import static org.shouwang.support.ProblemFlow.upload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.shouwang.deadline.Escalation;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.ProblemFlow;
import org.shouwang.support.TrialFiles;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests that an import of many problems sends each post one message for each step and day, which names the problems (issue
 * 12.9).
 */
class ProblemMessagesTest extends IntegrationTest {

    private static final int PROBLEMS = 16;
    private static final String UNIT = "dept411081shuili";

    @Autowired
    private Escalation escalation;

    @Test
    void sixteenProblemsOfOneImportAreOneMessageForEachPostAndReadingItReadsAll() {
        String rows = String.join("\n", IntStream.rangeClosed(1, PROBLEMS).mapToObj(i -> i + ",政策落实,第" + i
                + "个村供水不稳。,夏季水压不足" + i + ",2026-04-20,市水利局").toList());
        Answer imported = upload(shouwang.as(CITY), "round=2120&county=411081&startsOn=2026-03-02&endsOn=2026-04-20&confirm=true",
                csv("序号,方面,具体问题,问题表现,整改时限,责任单位", rows));
        assertThat(imported.get("added")).as(imported.text()).isEqualTo(String.valueOf(PROBLEMS));
        clock.setTo("2026-04-18T09:00");

        escalation.sweep();

        // The county has its own line of each problem, and gets the messages about its department's lines too.
        Map.of(UNIT, PROBLEMS, COUNTY, 2 * PROBLEMS).forEach((post, lines) -> {
            List<JsonNode> bundles = bundles(post);
            assertThat(bundles).as("messages of one import for " + post).hasSize(1);
            // Problems of other tests whose limits come near on the same day are in the county's message too.
            JsonNode parts = bundles.get(0).path("parts");
            assertThat(bundles.get(0).path("title").asText()).isEqualTo("即将到期：问题整改 " + parts.size() + " 件");
            assertThat(parts).filteredOn(part -> part.path("title").asText().contains("供水不稳")).hasSize(lines)
                    .allSatisfy(part -> assertThat(part.path("title").asText()).startsWith("即将到期：问题“")
                            .doesNotContain("WT-", "案件"));
        });

        assertThat(shouwang.as(UNIT).post("/api/messages/" + bundles(UNIT).get(0).path("id").asText() + "/read", "").status())
                .isEqualTo(204);
        assertThat(bundles(UNIT)).as("unread after the bundle was read").isEmpty();
    }

    /** Before messages were joined, the import of this annex sent 136 messages. */
    @Test
    void theAnnexAsPeopleMakeItSendsEachPostOneMessageForEachStepOfADay() {
        Answer imported = upload(shouwang.as(CITY), "round=2122&county=411081&startsOn=2026-06-26&endsOn=2026-12-31&confirm=true",
                TrialFiles.bytes("a1-annex1-real-shape.xlsx"));
        assertThat(imported.get("added")).as(imported.text()).isEqualTo("5");
        clock.setTo("2026-07-18T09:00");

        escalation.sweep();

        for (String post : List.of(COUNTY, "dept411081yibao", "dept411081weijian", "dept411081caizheng")) {
            List<JsonNode> about = StreamSupport.stream(shouwang.as(post).get("/api/messages?unread=true&limit=200").body().path("items").spliterator(), false)
                    .filter(item -> item.toString().matches("(?s).*(学习不深入|在岗不足|识别不及时|报销政策知晓率低|项目进度偏慢).*")).toList();
            assertThat(about).as(post).isNotEmpty();
            assertThat(about).as(post).extracting(item -> item.path("kind").asText() + item.path("createdAt").asText().substring(0, 10)
                    + item.path("title").asText().replaceAll(" \\d+ 件|问题“.*”", "")).doesNotHaveDuplicates();
            assertThat(about.size()).as(post + about).isLessThanOrEqualTo(3);
        }
        assertThat(StreamSupport.stream(shouwang.as(COUNTY).get("/api/messages?unread=true&limit=200").body().path("items").spliterator(), false)
                .mapToInt(item -> item.path("parts").size()).max().orElse(0)).as("of five problems with several units").isGreaterThanOrEqualTo(10);
    }

    @Test
    void whereAProblemWasFoundStandsBesideItsUnit() {
        ProblemFlow problem = ProblemFlow.registered(shouwang, "2124", UNIT);
        Answer noted = shouwang.as(COUNTY).postForm("/problems/" + problem.problemNo() + "/findings",
                Map.of("region", "411081101201", "description", "一处供水不足"));
        assertThat(noted.status()).as(noted.text()).isEqualTo(302);
        clock.setTo("2026-04-18T09:00");

        escalation.sweep();

        assertThat(shouwang.as(UNIT).get("/api/messages?unread=true&limit=200").text()).contains("禹州市水利局（顺店镇顺店东村）：截止日为 2026-04-20");
    }

    /** Returns the user's unread messages about the rectification of problems of this round. */
    private List<JsonNode> bundles(String user) {
        return StreamSupport.stream(shouwang.as(user).get("/api/messages?unread=true&limit=200").body().path("items").spliterator(), false)
                .filter(item -> StreamSupport.stream(item.path("parts").spliterator(), false)
                        .anyMatch(part -> part.path("title").asText().contains("供水不稳")
                                && part.path("title").asText().endsWith("问题整改")))
                .toList();
    }
}
