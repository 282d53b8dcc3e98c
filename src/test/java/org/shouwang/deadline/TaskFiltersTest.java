package org.shouwang.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;

/** Tests that the filters of Tasklist go by the limits' days in China. */
class TaskFiltersTest extends IntegrationTest {

    @Test
    void everybodyFindsTheFourFiltersWithTheirColours() {
        JsonNode filters = shouwang.village().get("/engine-rest/filter").body();

        assertThat(filters.findValuesAsText("name")).contains("我的待办", "今日到期", "即将到期", "已超期");
        assertThat(filters.findValuesAsText("color")).contains("#0b6e5f", "#b45309", "#9a7b00", "#b42318");
    }

    @Test
    void aTaskMovesFromFilterToFilterAsItsLimitComesNear() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);

        assertThat(filtersThatHold(flow)).containsExactly("我的待办");
        clock.setTo("2026-03-15T00:00:10");
        assertThat(filtersThatHold(flow)).containsExactly("我的待办", "即将到期");
        clock.setTo("2026-03-17T00:00:10");
        assertThat(filtersThatHold(flow)).containsExactly("我的待办", "今日到期", "即将到期");
        clock.setTo("2026-03-17T23:59:50");
        assertThat(filtersThatHold(flow)).containsExactly("我的待办", "今日到期", "即将到期");
        clock.setTo("2026-03-18T00:00:10");
        assertThat(filtersThatHold(flow)).containsExactly("我的待办", "已超期");
    }

    @Test
    void theFiltersShowNobodyElsesTasks() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), "2026-02-10");

        assertThat(caseNosIn(shouwang.village().get("/engine-rest/filter").body(), "已超期", "village411081101201"))
                .contains(flow.caseNo());
        assertThat(caseNosIn(shouwang.village().get("/engine-rest/filter").body(), "已超期", "village411081102201"))
                .doesNotContain(flow.caseNo());
    }

    private List<String> filtersThatHold(CaseFlow flow) {
        JsonNode filters = shouwang.village().get("/engine-rest/filter").body();
        return List.of("我的待办", "今日到期", "即将到期", "已超期").stream()
                .filter(name -> caseNosIn(filters, name, "village411081101201").contains(flow.caseNo())).toList();
    }

    private List<String> caseNosIn(JsonNode filters, String name, String user) {
        String id = StreamSupport.stream(filters.spliterator(), false)
                .filter(filter -> filter.path("name").asText().equals(name)).findFirst().orElseThrow().path("id").asText();
        List<String> tasks = shouwang.as(user).get("/engine-rest/filter/" + id + "/list?maxResults=2000").body()
                .findValuesAsText("processInstanceId");
        return database.sql("select business_key_ from act_ru_execution where parent_id_ is null and proc_inst_id_ in (:ids)")
                .param("ids", tasks.isEmpty() ? List.of("") : tasks).query(String.class).list();
    }
}
