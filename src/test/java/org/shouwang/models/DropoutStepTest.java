package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the table {@code dropout-step}: what comes next for a pupil who is out of school. */
class DropoutStepTest {

    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision DECISION = ENGINE.parseDecision("dropout-step",
            Dmn.readModelFromFile(Path.of("bpmn/dropout-control/dropout-step.dmn").toFile()));

    @ParameterizedTest
    @CsvSource({
        "0, 0, false, false, 12, PERSUADE",
        "2, 0, false, false, 12, PERSUADE",
        "3, 0, false, false, 12, ACCEPT_AT_JOINT_GROUP",
        "3, 1, false, false, 12, PERSUADE_JOINTLY",
        "3, 2, false, false, 12, PERSUADE_JOINTLY",
        "3, 3, false, false, 12, APPROVE_DEFERRAL",
        "5, 4, false, false, 12, APPROVE_DEFERRAL",
        "2, 3, false, false, 12, PERSUADE",
        "3, 0, true, false, 12, APPROVE_DEFERRAL",
        "2, 0, true, false, 12, PERSUADE",
        "0, 0, false, true, 12, ASSESS_BY_EXPERTS",
        "3, 3, true, true, 12, ASSESS_BY_EXPERTS",
        "3, 3, false, false, 15, APPROVE_DEFERRAL",
        "3, 3, true, true, 16, MARK_OVER_AGE",
        "0, 0, false, false, 6, PERSUADE",
        "0, 0, false, false, 5, NOT_OF_SCHOOL_AGE"
    })
    void twoPersuasionsAreNotThreeAndAJudgementReplacesTheJointOnes(int persuasions, int jointPersuasions, boolean judgement, boolean unfit,
                                                                    int age, String nextStep) {
        Map<String, Object> row = ENGINE.evaluateDecisionTable(DECISION, Map.of("persuasions", persuasions, "jointPersuasions", jointPersuasions,
                "judgement", judgement, "unfit", unfit, "age", age)).getSingleResult().getEntryMap();

        assertThat(row.get("nextStep")).isEqualTo(nextStep);
        assertThat((String) row.get("reason")).isNotBlank();
        assertThat((String) row.get("source")).startsWith("河南省乡村振兴局工作要点（2023年梳理汇总）第二部分一、（二）1");
    }
}
