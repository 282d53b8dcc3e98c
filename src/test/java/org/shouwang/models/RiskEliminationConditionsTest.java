package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.elimination.RiskEliminationProcess;

/** Tests the decision table {@code risk-elimination-conditions}: all conditions, and which of them are not met (EL-1). */
class RiskEliminationConditionsTest {

    private static final DmnModelInstance MODEL =
            Dmn.readModelFromFile(Path.of("bpmn/risk-elimination/risk-elimination-conditions.dmn").toFile());
    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision DECISION = ENGINE.parseDecision(RiskEliminationProcess.DECISION, MODEL);

    /** The inputs of a household whose risks are gone: its income is 9,000 yuan where the line is 7,500. */
    private final Map<String, Object> household = new HashMap<>(Map.of("incomeAboveLine", 1500.0, "incomeToLine", 1.2,
            "incomeChange", 0.1, "educationGuaranteed", true, "medicalGuaranteed", true, "housingSafe", true,
            "waterSafe", true, "risksLeft", 0, "newRisks", 0));

    @Test
    void theTableHasEightRulesAndEachSaysWhereItComesFrom() {
        assertThat(MODEL.getModelElementsByType(Rule.class)).hasSize(8).allSatisfy(rule ->
                assertThat(rule.getChildElementsByType(Description.class)).singleElement()
                        .satisfies(description -> assertThat(description.getTextContent()).contains("EL-1")));
    }

    @Test
    void aHouseholdThatMeetsEveryConditionHasNothingAgainstIt() {
        assertThat(unmet()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.01,true", "0,false", "-0.01,false"})
    void incomeHasToBeAboveTheLineByAFenAtLeast(double above, boolean met) {
        household.put("incomeAboveLine", above);
        household.put("incomeToLine", 1.0);

        assertThat(unmet().isEmpty()).isEqualTo(met);
        assertThat(unmet()).isSubsetOf("INCOME");
    }

    @ParameterizedTest
    @CsvSource({"1.4999,-0.3,false", "1.5,-0.3,true", "1.4999,-0.2999,true", "1.4999,,true"})
    void nearTheLineAnIncomeThatFallsByThreeTenthsIsNotSteady(double toLine, Double change, boolean met) {
        household.put("incomeToLine", toLine);
        household.put("incomeChange", change);

        assertThat(unmet().isEmpty()).isEqualTo(met);
    }

    @Test
    void anIncomeBelowTheLineIsNamedOnceHoweverMuchItFell() {
        household.put("incomeAboveLine", -500.0);
        household.put("incomeToLine", 0.9);
        household.put("incomeChange", -0.5);

        assertThat(unmet()).containsExactly("INCOME");
    }

    @ParameterizedTest
    @CsvSource({"educationGuaranteed,EDUCATION", "medicalGuaranteed,MEDICAL", "housingSafe,HOUSING", "waterSafe,WATER"})
    void everyGuaranteeCountsByItself(String input, String condition) {
        household.put(input, false);

        assertThat(unmet()).containsExactly(condition);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false", "2,false"})
    void oneRecordedRiskThatIsLeftIsEnough(int left, boolean met) {
        household.put("risksLeft", left);

        assertThat(unmet().isEmpty()).isEqualTo(met);
        assertThat(unmet()).isSubsetOf("RECORDED_RISK");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false"})
    void aNewRiskIsEnough(int count, boolean met) {
        household.put("newRisks", count);

        assertThat(unmet().isEmpty()).isEqualTo(met);
        assertThat(unmet()).isSubsetOf("NEW_RISK");
    }

    @Test
    void everyConditionThatIsNotMetIsNamed() {
        household.putAll(Map.of("incomeAboveLine", -1.0, "incomeToLine", 0.99, "educationGuaranteed", false,
                "medicalGuaranteed", false, "housingSafe", false, "waterSafe", false, "risksLeft", 2, "newRisks", 1));

        assertThat(unmet()).containsExactlyInAnyOrder("INCOME", "EDUCATION", "MEDICAL", "HOUSING", "WATER", "RECORDED_RISK",
                "NEW_RISK");
    }

    private List<String> unmet() {
        return ENGINE.evaluateDecision(DECISION, new HashMap<>(household)).getResultList().stream()
                .map(row -> (String) row.get("condition")).toList();
    }
}
