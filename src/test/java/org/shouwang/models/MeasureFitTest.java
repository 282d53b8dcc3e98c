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
import org.shouwang.assistance.AssistancePlanningProcess;

/** Tests which of the errors named by the documents the decision table {@code measure-fit} finds in a plan (AS-3, AS-4). */
class MeasureFitTest {

    private static final DmnModelInstance MODEL =
            Dmn.readModelFromFile(Path.of("bpmn/assistance-planning/measure-fit.dmn").toFile());
    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision DECISION = ENGINE.parseDecision(AssistancePlanningProcess.DECISION, MODEL);

    /**
     * The inputs of an ill household with one member, who can work and wants to; the plan has one measure for industry and one
     * for health.
     */
    private final Map<String, Object> plan = new HashMap<>(Map.of("fullLabour", 1, "ableToWork", 1, "willing", true,
            "illnessRecorded", true, "recordedRisks", 1, "measures", 2, "developmentMeasures", 1, "healthMeasures", 1,
            "socialSecurityMeasures", 0, "workWithoutLabour", 0));

    MeasureFitTest() {
        plan.put("risksUnanswered", 0);
    }

    @Test
    void theTableHasSixRulesAndEachSaysWhereItComesFrom() {
        assertThat(MODEL.getModelElementsByType(Rule.class)).hasSize(6).allSatisfy(rule ->
                assertThat(rule.getChildElementsByType(Description.class)).singleElement()
                        .satisfies(description -> assertThat(description.getTextContent()).containsPattern("AS-[34]")));
    }

    @Test
    void aPlanThatAnswersEverythingHasNothingAgainstIt() {
        assertThat(faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,true,0,true", "1,true,1,false", "2,true,0,true", "1,false,0,false", "0,true,0,false"})
    void whoCanWorkAndWantsToNeedsADevelopmentMeasure(int fullLabour, boolean willing, int development, boolean named) {
        plan.putAll(Map.of("fullLabour", fullLabour, "willing", willing, "developmentMeasures", development));

        assertThat(faults().contains("NO_DEVELOPMENT")).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "3,true"})
    void aPostForSomebodyWhoCannotWorkIsNamed(int posts, boolean named) {
        plan.put("workWithoutLabour", posts);

        assertThat(faults().contains("WORK_WITHOUT_LABOUR")).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({"true,0,true", "true,1,false", "false,0,false"})
    void aHouseholdAdmittedForIllnessNeedsAHealthMeasure(boolean illness, int health, boolean named) {
        plan.putAll(Map.of("illnessRecorded", illness, "healthMeasures", health));

        assertThat(faults().contains("NO_HEALTH")).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({"1,4,false", "1,5,true", "2,5,false", "2,12,false"})
    void fiveMeasuresForASingleRiskArePiledUp(int risks, int measures, boolean named) {
        plan.putAll(Map.of("recordedRisks", risks, "measures", measures));

        assertThat(faults().contains("PILED_UP")).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({"0,0,true", "0,1,false", "1,0,false"})
    void aHouseholdWithoutAnyLabourNeedsSocialSecurity(int ableToWork, int socialSecurity, boolean named) {
        plan.putAll(Map.of("fullLabour", 0, "ableToWork", ableToWork, "socialSecurityMeasures", socialSecurity));

        assertThat(faults().contains("NO_SOCIAL_SECURITY")).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true"})
    void everyRecordedRiskNeedsAMeasure(int unanswered, boolean named) {
        plan.put("risksUnanswered", unanswered);

        assertThat(faults().contains("RISK_UNANSWERED")).isEqualTo(named);
    }

    @Test
    void everyErrorIsNamedAtOnce() {
        plan.putAll(Map.of("developmentMeasures", 0, "healthMeasures", 0, "workWithoutLabour", 1, "measures", 5,
                "risksUnanswered", 1));

        assertThat(faults()).containsExactly("NO_DEVELOPMENT", "WORK_WITHOUT_LABOUR", "NO_HEALTH", "PILED_UP",
                "RISK_UNANSWERED");
    }

    private List<String> faults() {
        return ENGINE.evaluateDecision(DECISION, new HashMap<>(plan)).getResultList().stream()
                .map(row -> (String) row.get("fault")).toList();
    }
}
