package org.shouwang.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that the counters, the lists and the limits themselves agree on every day. */
class LimitCountsTest extends IntegrationTest {

    @Autowired
    private LimitCounts counts;
    @Autowired
    private Deadlines deadlines;

    @BeforeEach
    void givenCasesAtManySteps() {
        shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.newCase(TestPeople.somebody(), "2026-02-10");
        shouwang.newCase(TestPeople.somebody(), "2026-02-20").untilNotice(clock);
        CaseFlow objected = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        shouwang.village().object(objected.noticeNo(), "该户在县城有商铺");
        CaseFlow withdrawn = shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        shouwang.village().withdraw(withdrawn.caseNo(), "举家迁出");
        shouwang.newCase(TestPeople.somebody(), TODAY).untilApproval(clock).approved();
        extendedLate(shouwang.newCase(TestPeople.somebody(), "2026-02-10"));
        CaseFlow doneAfterwards = shouwang.newCase(TestPeople.somebody(), "2026-02-10").untilApproval(clock);
        extendedLate(doneAfterwards);
        doneAfterwards.approved();
    }

    private void extendedLate(CaseFlow flow) {
        String extensions = "/api/cases/" + flow.caseNo() + "/extensions";
        String until = clock.today().plusDays(12).toString();
        String id = shouwang.township().post(extensions, Map.of("rule", "IDENTIFICATION_15D", "until", until, "reason", "道路中断"))
                .get("extensionId");
        shouwang.county().post("/api/extensions/" + id + "/decision", Map.of("outcome", "GRANTED"));
    }

    @Test
    void theCountersAreWhatCountingAgainGives() {
        assertThat(kept()).isNotEmpty().isEqualTo(countedAgain());

        counts.merge();

        assertThat(kept()).isEqualTo(countedAgain());
        assertThat(database.sql("select count(*) from shouwang.deadline_count_change").query(Long.class).single()).isZero();
    }

    @Test
    void countingDaysLongAgoAsOneChangesNoFigure() {
        clock.setTo("2027-01-15T09:00");
        counts.merge();
        Map<LimitState, Long> before = statesOfTheCounty();

        counts.fold();

        assertThat(statesOfTheCounty()).isEqualTo(before);
        putTheDaysBack();
    }

    @Test
    void theSummaryCountsWhatEachLimitSaysOfItself() {
        for (String day : new String[] {"2026-03-02", "2026-03-08", "2026-03-12", "2026-03-15", "2026-03-18", "2026-04-20"}) {
            clock.setTo(day + "T09:00");
            Map<LimitState, Long> saidByEach = saidByEach();

            assertThat(statesOfTheCounty()).as(day + ", with the sums of another day").isEqualTo(saidByEach);
            counts.merge();
            assertThat(statesOfTheCounty()).as(day + ", summed").isEqualTo(saidByEach);
        }
    }

    @Test
    void theSumsOfADayTakeInWhatComesAfterThem() {
        counts.merge();
        shouwang.newCase(TestPeople.somebody(), "2026-02-10");
        assertThat(statesOfTheCounty()).as("before the change is merged").isEqualTo(saidByEach());

        counts.merge();

        assertThat(statesOfTheCounty()).as("and after").isEqualTo(saidByEach());
        assertThat(sums("select region_code, rule, measure, '', total from shouwang.deadline_standing"))
                .isEqualTo(sums("select region_code, rule, measure, '', count(*) from shouwang.deadline_mark group by 1, 2, 3"));
    }

    private Map<LimitState, Long> saidByEach() {
        return deadlines.select("where county_code = :county", Map.of("county", "411081")).stream()
                .filter(limit -> !limit.rule().isMinimum())
                .collect(Collectors.groupingBy(limit -> limit.state(clock.now()), TreeMap::new, Collectors.counting()));
    }

    @Test
    void theListOfEachStateHoldsTheLimitsThatSaySoOfThemselves() {
        for (String day : new String[] {"2026-03-02", "2026-03-08", "2026-03-12", "2026-03-15", "2026-03-18"}) {
            clock.setTo(day + "T09:00");
            Map<String, Map<LimitState, Long>> expected = deadlines.select("where village_code = :village",
                            Map.of("village", "411081101201")).stream()
                    .collect(Collectors.groupingBy(limit -> limit.state(clock.now()).name(), TreeMap::new,
                            Collectors.groupingBy(limit -> limit.state(clock.now()), Collectors.counting())));

            Map<String, Map<LimitState, Long>> lists = new TreeMap<>();
            Arrays.stream(LimitState.values()).forEach(state -> lists.put(state.name(), listed(state)));
            lists.values().removeIf(Map::isEmpty);
            assertThat(lists).as(day).isEqualTo(expected);
        }
    }

    /** Returns all pages of one state as the village sees them, counted by the state that each item shows. */
    private Map<LimitState, Long> listed(LimitState state) {
        Map<LimitState, Long> result = new TreeMap<>();
        String cursor = "";
        do {
            JsonNode page = shouwang.village().get("/api/deadlines?limit=7&state=" + state + "&cursor=" + cursor).body();
            page.path("items").forEach(item -> result.merge(LimitState.valueOf(item.path("state").asText()), 1L, Long::sum));
            cursor = page.path("nextCursor").asText("");
        } while (!cursor.isEmpty() && !"null".equals(cursor));
        return result;
    }

    private Map<LimitState, Long> statesOfTheCounty() {
        JsonNode summary = shouwang.county().get("/api/deadlines/summary?by=rule").body();
        Map<LimitState, Long> sums = new TreeMap<>();
        StreamSupport.stream(summary.path("items").spliterator(), false)
                .filter(item -> !item.path("rule").asText().equals("NOTICE_5D"))
                .forEach(item -> item.path("states").fields().forEachRemaining(state ->
                        sums.merge(LimitState.valueOf(state.getKey()), state.getValue().asLong(), Long::sum)));
        sums.values().removeIf(amount -> amount == 0);
        return sums;
    }

    /** Restores the days that were counted as one, since other tests have begun before them. */
    private void putTheDaysBack() {
        database.sql("""
                with gone as (delete from shouwang.deadline_count), gone_too as (delete from shouwang.deadline_count_change)
                select 1
                """).query((row, index) -> 1).list();
        database.sql("""
                insert into shouwang.deadline_count (region_code, rule, measure, day, amount)
                select region_code, rule, measure, day, count(*) from shouwang.deadline_mark group by 1, 2, 3, 4
                """).update();
    }

    private Map<String, Long> kept() {
        return sums("""
                select region_code, rule, measure, day, sum(amount) from (
                    select * from shouwang.deadline_count union all select * from shouwang.deadline_count_change) c
                group by 1, 2, 3, 4 having sum(amount) <> 0
                """);
    }

    private Map<String, Long> countedAgain() {
        return sums("select region_code, rule, measure, day, count(*) from shouwang.deadline_mark group by 1, 2, 3, 4");
    }

    private Map<String, Long> sums(String sql) {
        return database.sql(sql).query((row, index) -> Map.entry(row.getString(1) + " " + row.getString(2) + " "
                + row.getString(3) + " " + row.getString(4), row.getLong(5))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }
}
