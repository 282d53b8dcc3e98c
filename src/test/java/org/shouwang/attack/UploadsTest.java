package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.problems.ImportDrafts;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdTable;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.table.Uploads;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests files that are sent at the same time, and what is kept of a file that nobody confirms. */
class UploadsTest extends IntegrationTest {

    private static final String COUNTY = "county411081";
    private static final List<String> OTHERS = List.of("one", "two", "three");
    private static final String SAMPLE = "序号,方面,具体问题,问题表现,整改措施简述,整改时限,责任单位\n1,甲,%s,丙,,2026-07-20,市医保局\n";

    @Autowired
    private Uploads uploads;
    @Autowired
    private ImportDrafts drafts;

    @AfterEach
    void everyFileIsDealtWith() {
        uploads.end(COUNTY);
        OTHERS.forEach(uploads::end);
    }

    @Test
    void aUsersSecondFileWaitsUntilTheFirstIsDealtWithWhateverDoorItTakes() {
        uploads.begin(COUNTY);

        for (Answer answer : List.of(load("/api/households/import"), load("/api/problems/import?round=2140"),
                load("/api/comparison/datasets/vehicles?asOf=2026-02-01"), raw("/api/comparison/datasets/vehicles?asOf=2026-02-01"),
                load("/households/import"), load("/problems/import"))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.text()).contains("您上一个文件还在处理");
        }

        uploads.end(COUNTY);
        assertThat(load("/api/households/import").status()).isEqualTo(200);
        assertThat(load("/api/households/import").status()).as("the first one was ended").isEqualTo(200);
    }

    @Test
    void aFourthFileIsToldToComeAgainLaterAndOtherWorkGoesOn() {
        OTHERS.forEach(uploads::begin);

        assertThat(load("/api/households/import").text()).contains("\"status\":503").contains("正在处理其他人上传的文件");
        assertThat(raw("/api/comparison/datasets/vehicles?asOf=2026-02-01").retryAfter()).isEqualTo("5");
        assertThat(load("/households/import").retryAfter()).isEqualTo("5");
        assertThat(shouwang.county().get("/households").status()).isEqualTo(200);

        uploads.end(OTHERS.get(0));
        assertThat(load("/api/households/import").status()).isEqualTo(200);
    }

    @Test
    void aSmallFileDoesNotWaitForALargeOneAndLargeOnesWaitForEachOther() throws Exception {
        byte[] large = new byte[1_100_000];
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        ExecutorService others = Executors.newFixedThreadPool(2);
        try {
            Future<String> first = others.submit(() -> uploads.oneByOne(large, () -> {
                reading.countDown();
                return awaited(read) ? "first" : "";
            }));
            assertThat(awaited(reading)).isTrue();
            Future<String> second = others.submit(() -> uploads.oneByOne(large, () -> first.isDone() || read.getCount() == 0 ? "second" : "at once"));

            assertThat(load("/api/households/import").status()).as("while the large one is read").isEqualTo(200);

            assertThat(second.isDone()).isFalse();
            read.countDown();
            assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("first");
            assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("second");
        } finally {
            read.countDown();
            others.shutdown();
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aFileThatIsRefusedKeepsNobodyElseOut() {
        for (int i = 0; i < 5; i++) {
            assertThat(shouwang.county().upload("/api/households/import", "a.xlsx", new byte[] {'P', 'K', 3, 4}, Map.of()).status()).isEqualTo(400);
        }
        OTHERS.subList(0, 2).forEach(uploads::begin);
        assertThat(load("/api/households/import").status()).isEqualTo(200);
    }

    @Test
    void theRowsOfAFileAreKeptForADayOnlyTheLastOnesAndNeverTheFile() {
        shouwang.as("city411000").post("/api/problems/rounds", Map.of("round", "2141", "startsOn", "2026-03-01", "endsOn", "2026-08-01"));
        Shouwang.Session county = shouwang.county();
        String first = draft(county, "甲问题");
        String second = draft(county, "乙问题");

        assertThat(county.get(first).status()).isEqualTo(404);
        assertThat(county.get(second).text()).contains("乙问题", "市医保局");
        assertThat(shouwang.as("county411081b").get(second).status()).as("of somebody else").isEqualTo(404);
        assertThat(database.sql("select content from shouwang.problem_import_draft where uploaded_by = ?").param(COUNTY)
                .query(String.class).list()).singleElement().asString().startsWith("{").contains("乙问题").doesNotContain("序号,方面");

        clock.setTo(NOW.plusHours(25));
        assertThat(county.get(second).status()).isEqualTo(404);
        drafts.forget();
        assertThat(database.sql("select count(*) from shouwang.problem_import_draft where uploaded_by = ?").param(COUNTY)
                .query(Long.class).single()).isZero();
    }

    @Test
    void moreRowsThanTheParameterOfTheDayAllowsAreRefused() {
        database.sql("insert into shouwang.policy_parameter (name, valid_from, value, source) values ('IMPORT_ROWS_DATA_SETS', '2026-03-01', 2, '')").update();
        try {
            Answer answer = shouwang.county().send("POST", "/api/comparison/datasets/vehicles?asOf=2026-02-01", "idNumber\n1\n2\n3\n",
                    Map.of("Content-Type", "text/csv"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.messageOf("file")).contains("超过2行");
        } finally {
            database.sql("delete from shouwang.policy_parameter where name = 'IMPORT_ROWS_DATA_SETS' and valid_from = '2026-03-01'").update();
        }
    }

    private String draft(Shouwang.Session who, String title) {
        return who.upload("/problems/import", "p.csv", SAMPLE.formatted(title).getBytes(StandardCharsets.UTF_8), Map.of("round", "2141",
                "county", "411081", "startsOn", "2026-03-01", "endsOn", "2026-08-01")).location().replaceFirst("^https?://[^/]+", "");
    }

    private Answer load(String path) {
        return shouwang.county().upload(path, "a.csv", new HouseholdTable().household(TestPeople.somebody()).csv(), Map.of());
    }

    private Answer raw(String path) {
        return shouwang.county().send("POST", path, "idNumber\n", Map.of("Content-Type", "text/csv"));
    }
}
