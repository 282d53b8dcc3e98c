package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the table {@code relief-level}: what the township decides and pays, and what goes to the county. */
class ReliefLevelTest {

    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision DECISION = ENGINE.parseDecision("relief-level",
            Dmn.readModelFromFile(Path.of("bpmn/temporary-relief/relief-level.dmn").toFile()));

    @ParameterizedTest
    @CsvSource({"0.01, 1, SMALL", "1890, 1, SMALL", "1890, 2, SMALL", "1890.01, 1, LARGE", "1891, 1, LARGE", "100, 3, LARGE", "100, 4, LARGE"})
    void threeTimesTheMonthlyStandardIsSmallAndNothingAbove(BigDecimal amount, int time, String level) {
        Map<String, Object> row = ENGINE.evaluateDecisionTable(DECISION, Map.of("amount", amount, "cityDibao", 630, "max", 1890, "cause", "MEDICAL",
                "timesThisYear", time, "countyFromTime", 3)).getSingleResult().getEntryMap();

        assertThat(row.get("level")).isEqualTo(level);
        assertThat(row.get("warnings") != null).as("a warning").isEqualTo(time > 2);
        assertThat(((Number) row.get("max")).intValue()).isEqualTo(1890);
    }
}
