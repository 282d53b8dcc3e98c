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
import org.shouwang.safetynet.SafetyNetRecognitionProcess;

/** Tests the decision table {@code safety-net-conditions}: all conditions, and which of them are not met (SN-1). */
class SafetyNetConditionsTest {

    private static final DmnModelInstance MODEL =
            Dmn.readModelFromFile(Path.of("bpmn/safety-net-recognition/safety-net-conditions.dmn").toFile());
    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision DECISION = ENGINE.parseDecision(SafetyNetRecognitionProcess.DECISION, MODEL);

    /** The inputs of a monitored household without any labour that lives on full dibao. */
    private final Map<String, Object> household = new HashMap<>(Map.of("monitored", true, "ableToWork", 0,
            "supportKind", "DIBAO_FULL", "livesOnSocialSecurity", true));

    @Test
    void theTableHasSixRulesAndEachSaysWhereItComesFrom() {
        assertThat(MODEL.getModelElementsByType(Rule.class)).hasSize(6).allSatisfy(rule ->
                assertThat(rule.getChildElementsByType(Description.class)).singleElement()
                        .satisfies(description -> assertThat(description.getTextContent()).contains("SN-1")));
    }

    @ParameterizedTest
    @CsvSource({"SCATTERED_SUPPORT,true", "DIBAO_FULL,true", "DIBAO_TOP_GRADE,true", "DIBAO_OTHER,false",
            "CENTRAL_SUPPORT,false", "NONE,false"})
    void scatteredSupportAndFullOrTopGradeDibaoCount(String support, boolean met) {
        household.put("supportKind", support);

        assertThat(unmet().isEmpty()).isEqualTo(met);
        assertThat(unmet()).isSubsetOf("SUPPORT");
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false", "2,false"})
    void onePersonWhoCanWorkIsEnough(int able, boolean met) {
        household.put("ableToWork", able);

        assertThat(unmet().isEmpty()).isEqualTo(met);
        assertThat(unmet()).isSubsetOf("LABOUR");
    }

    @Test
    void scatteredSupportDoesNotMakeUpForLabour() {
        household.put("supportKind", "SCATTERED_SUPPORT");
        household.put("ableToWork", 1);

        assertThat(unmet()).containsExactly("LABOUR");
    }

    @Test
    void onlyMonitoredHouseholdsCount() {
        household.put("monitored", false);

        assertThat(unmet()).containsExactly("MONITORED");
    }

    @Test
    void aHouseholdThatHasALivelihoodOfItsOwnDoesNotCount() {
        household.put("livesOnSocialSecurity", false);

        assertThat(unmet()).containsExactly("LIVELIHOOD");
    }

    @Test
    void everyConditionThatIsNotMetIsNamed() {
        household.putAll(Map.of("monitored", false, "ableToWork", 2, "supportKind", "NONE", "livesOnSocialSecurity", false));

        assertThat(unmet()).containsExactlyInAnyOrder("MONITORED", "LABOUR", "SUPPORT", "LIVELIHOOD");
    }

    private List<String> unmet() {
        return ENGINE.evaluateDecision(DECISION, household).collectEntries("condition");
    }
}
