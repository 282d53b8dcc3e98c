package org.shouwang.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The engine is not the database: nothing personal stands in its tables, and nothing in the log. */
@ExtendWith(OutputCaptureExtension.class)
class PersonalDataTest extends IntegrationTest {

    @Test
    void neitherDuringNorAfterACaseDoTheEngineOrTheLogKnowAnybody(CapturedOutput log) {
        Person head = TestPeople.somebody();
        Person child = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY);
        Map<String, Object> found = Payloads.atRisk(head, TODAY);
        found.put("members", List.of(Payloads.member(head, "HEAD"), Payloads.healthyMember(child, "CHILD")));
        found.put("riskStatement", "极其特别的风险说明");
        Map<String, Object> wrong = new java.util.HashMap<>(found);
        wrong.put("wageIncome", -1);
        shouwang.village().submit(flow.caseNo(), "userTask_verifyHousehold", wrong);
        flow.verified(found).compared().preselected().posted(clock.today());
        shouwang.village().object(flow.noticeNo(), "极其特别的异议");
        flow.done(shouwang.township(), "userTask_resolveObjection",
                Map.of("objectionOutcome", "DISMISSED", "opinion", "极其特别的意见"));
        assertThat(shouwang.partner().startClue(Payloads.clue(head, TODAY)).status()).isEqualTo(409);
        assertThat(shouwang.partner().startInEngine(Payloads.clue(child, TODAY)).status()).isEqualTo(409);
        List<String> secrets = List.of(head.name(), head.idNumber(), child.name(), child.idNumber(),
                "极其特别的风险说明", "极其特别的异议", "极其特别的意见");
        for (String secret : secrets) {
            assertThat(placesOf(secret, "public")).as(secret + " while the case runs").isEmpty();
        }
        flow.noticeOver(clock).reviewed().checked().approved().announced().entered();

        assertThat(columns("public")).as("columns looked at").hasSizeGreaterThan(200);
        for (String secret : secrets) {
            assertThat(placesOf(secret, "public")).as(secret).isEmpty();
            assertThat(log.getAll()).as("the log").doesNotContain(secret);
        }
        assertThat(placesOf(flow.caseNo(), "public")).as("the search does find what is there").isNotEmpty();
        assertThat(placesOf(head.name(), "shouwang")).as("our own tables do know names").isNotEmpty();
        assertThat(placesOf(head.idNumber(), "shouwang")).as("but no number that can be read").isEmpty();
        assertThat(placesOf(child.idNumber(), "shouwang")).isEmpty();
        assertThat(placesOf(head.name(), "shouwang")).noneMatch(place -> place.startsWith("shouwang.act."));
    }

    /** Every column of a schema's tables that can hold text or bytes. */
    private List<Map<String, Object>> columns(String schema) {
        return database.sql("""
                select table_schema || '.' || table_name as table_name, column_name, data_type
                from information_schema.columns
                where table_schema = ?
                  and data_type in ('text', 'character varying', 'character', 'bytea', 'json', 'jsonb')
                """).param(schema).query().listOfRows();
    }

    private List<String> placesOf(String secret, String schema) {
        List<String> places = new ArrayList<>();
        for (Map<String, Object> column : columns(schema)) {
            boolean bytes = "bytea".equals(column.get("data_type"));
            String found = "select count(*) from %s where position(%s in %s) > 0".formatted(column.get("table_name"),
                    bytes ? "convert_to(?, 'UTF8')" : "?", bytes ? column.get("column_name") : column.get("column_name") + "::text");
            if (database.sql(found).param(secret).query(Long.class).single() > 0) {
                places.add(column.get("table_name") + "." + column.get("column_name"));
            }
        }
        return places;
    }
}
