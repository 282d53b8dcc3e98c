package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the rows of the table {@code housing-method}: who is built or repaired what, for how much, and how large. */
class HousingMethodTest {

    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision DECISION = ENGINE.parseDecision("housing-method",
            Dmn.readModelFromFile(Path.of("bpmn/housing-safety/housing-method.dmn").toFile()));

    private static Map<String, Object> only(Map<String, Object> facts) {
        return ENGINE.evaluateDecisionTable(DECISION, facts).getSingleResult().getEntryMap();
    }

    private static Map<String, Object> house(String group, String grade, boolean repairValue, int persons) {
        Map<String, Object> facts = new HashMap<>(Map.of("group", group, "repairValue", repairValue, "noHouse", "NO_HOUSE".equals(grade), "earlierAid", false,
                "ownMeans", false, "newSite", false, "persons", persons, "repairCeiling", 18000, "rebuildCeiling", 50000, "area1", 20));
        facts.putAll(Map.of("grade", grade, "area2", 30, "area3", 40, "areaPerHead", 13));
        return facts;
    }

    @ParameterizedTest
    @CsvSource({
        "A, false, NONE, ", "B, false, NONE, ", "C, false, REPAIR, 18000", "D, true, REPAIR, 18000", "D, false, REBUILD, 50000", "NO_HOUSE, false, BUILD_NEW, 50000"})
    void theGradeSaysWhatIsDone(String grade, boolean repairValue, String method, Integer ceiling) {
        Map<String, Object> row = only(house("DIBAO", grade, repairValue, 2));

        assertThat(row.get("method")).isEqualTo(method);
        assertThat(ceiling == null ? row.get("ceiling") == null : ((Number) row.get("ceiling")).intValue() == ceiling).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 20", "2, 30", "3, 40", "4, 52", "7, 91"})
    void theLeastAreaFollowsThePersons(int persons, int area) {
        assertThat(((Number) only(house("DIBAO", "D", false, persons)).get("leastArea")).intValue()).isEqualTo(area);
    }

    @Test
    void whoBuildsElsewherePullsTheOldHouseDown() {
        Map<String, Object> facts = house("DIBAO", "D", false, 2);
        assertThat(only(facts).get("demolish")).isEqualTo(false);

        facts.put("newSite", true);
        assertThat(only(facts).get("demolish")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"NONE, false, false, 六类", "OTHER_OUT_OF_POVERTY, true, false, 享受过", "OTHER_OUT_OF_POVERTY, false, true, 自身力量", "DIBAO, true, true, "})
    void whoIsNotOneOfTheSixGroupsIsRefused(String group, boolean earlierAid, boolean ownMeans, String refusal) {
        Map<String, Object> facts = house(group, "D", false, 2);
        facts.put("earlierAid", earlierAid);
        facts.put("ownMeans", ownMeans);

        Object said = only(facts).get("refusal");
        assertThat(refusal == null ? said == null : String.valueOf(said).contains(refusal)).as("%s", said).isTrue();
    }
}
