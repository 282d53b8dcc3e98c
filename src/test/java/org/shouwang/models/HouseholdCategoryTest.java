package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Description;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.identification.MonitoringIdentificationProcess;

/**
 * Tests the suggestions of the decision table {@code household-category} on both sides of each of its thresholds (ID-1, ID-2).
 */
class HouseholdCategoryTest {

    private static final DmnModelInstance MODEL =
            Dmn.readModelFromFile(Path.of("bpmn/monitoring-identification/household-category.dmn").toFile());
    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision DECISION = ENGINE.parseDecision(MonitoringIdentificationProcess.DECISION, MODEL);

    /** The inputs of a household that lives well above the line and has all guarantees. */
    private final Map<String, Object> household = new HashMap<>(Map.of("registeredKind", "GENERAL", "incomeToLine", 2.5,
            "incomeChange", 0.0, "spendingToIncome", 0.1, "educationGuaranteed", true, "medicalGuaranteed", true,
            "housingSafe", true, "waterSafe", true, "suddenEvent", "NONE", "ableToWork", 2));

    @Test
    void theTableHasFourteenRulesAndEachSaysWhereItComesFrom() {
        assertThat(MODEL.getModelElementsByType(Rule.class)).hasSize(14).allSatisfy(rule ->
                assertThat(rule.getChildElementsByType(Description.class)).singleElement()
                        .satisfies(description -> assertThat(description.getTextContent()).contains("ID-")));
    }

    @Test
    void aHouseholdWithoutAnySignIsNotSuggested() {
        assertSuggests(false, "没有发现返贫致贫风险");
    }

    @Test
    void aHouseholdAboveTheLineWithSevereIllnessIsAtRisk() {
        household.put("incomeToLine", 2.4);
        household.put("suddenEvent", "ILLNESS");
        household.put("spendingToIncome", 1.2);

        assertSuggests(true, "三成以上");
        assertThat(category()).isEqualTo("SUDDEN_HARDSHIP");
    }

    @Test
    void aHouseholdBelowTheLineWithNoOtherSignIsLookedAtButNotAdmittedByIncomeAlone() {
        household.put("incomeToLine", 0.8);

        assertSuggests(false, "不能仅凭收入认定");
    }

    @ParameterizedTest
    @CsvSource({"ILLNESS,0.3,true", "ILLNESS,0.2999,false", "DISASTER,0.3,true", "ACCIDENT,0.3,true", "NONE,0.3,false"})
    void aSuddenEventCountsFromThreeTenthsOfIncomeSpent(String event, double spending, boolean atRisk) {
        household.put("suddenEvent", event);
        household.put("spendingToIncome", spending);

        assertThat(atRisk()).isEqualTo(atRisk);
        assertThat(category()).isEqualTo(atRisk ? "SUDDEN_HARDSHIP" : "MARGINAL");
    }

    @ParameterizedTest
    @CsvSource({"ILLNESS,-0.3,true", "ILLNESS,-0.2999,false", "NONE,-0.3,false"})
    void aSuddenEventCountsFromAnIncomeDropOfThreeTenths(String event, double change, boolean atRisk) {
        household.put("suddenEvent", event);
        household.put("incomeChange", change);

        assertThat(atRisk()).isEqualTo(atRisk);
    }

    @ParameterizedTest
    @CsvSource({"1.9999,true", "2,false"})
    void aSuddenEventAloneCountsBelowTwiceTheLine(double incomeToLine, boolean atRisk) {
        household.put("suddenEvent", "DISASTER");
        household.put("incomeToLine", incomeToLine);

        assertThat(atRisk()).isEqualTo(atRisk);
    }

    @ParameterizedTest
    @CsvSource({"educationGuaranteed,义务教育", "medicalGuaranteed,基本医疗", "housingSafe,住房", "waterSafe,饮水"})
    void aMissingGuaranteeCountsWhateverTheIncome(String guarantee, String reason) {
        household.put(guarantee, false);
        household.put("incomeToLine", 9.0);

        assertSuggests(true, reason);
    }

    @ParameterizedTest
    @CsvSource({"1.9999,0.5,true", "2,0.5,false", "1.9999,0.4999,false"})
    void halfOfTheIncomeSpentCountsBelowTwiceTheLine(double incomeToLine, double spending, boolean atRisk) {
        household.put("incomeToLine", incomeToLine);
        household.put("spendingToIncome", spending);

        assertThat(atRisk()).isEqualTo(atRisk);
    }

    @ParameterizedTest
    @CsvSource({"0.9999,-0.2,true", "1,-0.2,false", "0.9999,-0.1999,false"})
    void belowTheLineAnIncomeDropOfTwoTenthsCounts(double incomeToLine, double change, boolean atRisk) {
        household.put("incomeToLine", incomeToLine);
        household.put("incomeChange", change);

        assertThat(atRisk()).isEqualTo(atRisk);
    }

    @ParameterizedTest
    @CsvSource({"0.9999,0.3,true", "1,0.3,false", "0.9999,0.2999,false"})
    void belowTheLineThreeTenthsOfTheIncomeSpentCount(double incomeToLine, double spending, boolean atRisk) {
        household.put("incomeToLine", incomeToLine);
        household.put("spendingToIncome", spending);

        assertThat(atRisk()).isEqualTo(atRisk);
    }

    @ParameterizedTest
    @CsvSource({"0.9999,0,true", "0.9999,1,false", "1,0,false"})
    void belowTheLineNobodyAbleToWorkCounts(double incomeToLine, int ableToWork, boolean atRisk) {
        household.put("incomeToLine", incomeToLine);
        household.put("ableToWork", ableToWork);

        assertThat(atRisk()).isEqualTo(atRisk);
    }

    @ParameterizedTest
    @CsvSource({"1,-0.3,true", "1.4999,-0.3,true", "1.5,-0.3,false", "1,-0.2999,false"})
    void nearTheLineAnIncomeDropOfThreeTenthsCounts(double incomeToLine, double change, boolean atRisk) {
        household.put("incomeToLine", incomeToLine);
        household.put("incomeChange", change);

        assertThat(atRisk()).isEqualTo(atRisk);
    }

    @ParameterizedTest
    @CsvSource({"0.8,NONE,false", "1.2,NONE,false", "1.2,ILLNESS,true"})
    void anUnknownIncomeOfLastYearIsNoDrop(double incomeToLine, String event, boolean atRisk) {
        household.put("incomeChange", null);
        household.put("incomeToLine", incomeToLine);
        household.put("suddenEvent", event);

        assertThat(atRisk()).isEqualTo(atRisk);
    }

    @ParameterizedTest
    @CsvSource({"OUT_OF_POVERTY,UNSTABLE_OUT_OF_POVERTY", "GENERAL,MARGINAL"})
    void theKindFollowsHowTheHouseholdIsRegistered(String registered, String category) {
        household.put("registeredKind", registered);
        household.put("housingSafe", false);

        assertThat(atRisk()).isTrue();
        assertThat(category()).isEqualTo(category);
    }

    @Test
    void anIncomeBelowNothingIsBelowTheLine() {
        household.put("incomeToLine", -0.5);
        household.put("spendingToIncome", 999.0);

        assertThat(atRisk()).isTrue();
    }

    private void assertSuggests(boolean atRisk, String reason) {
        assertThat(atRisk()).isEqualTo(atRisk);
        assertThat(evaluate().<String>getEntry("reason")).contains(reason);
    }

    private boolean atRisk() {
        return evaluate().<Boolean>getEntry("atRisk");
    }

    private String category() {
        return evaluate().getEntry("category");
    }

    private DmnDecisionResultEntries evaluate() {
        return ENGINE.evaluateDecision(DECISION, new LinkedHashMap<>(household)).getSingleResult();
    }
}
