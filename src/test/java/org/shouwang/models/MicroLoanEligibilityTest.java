package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.shouwang.microloan.MicroLoanProcess;
import org.shouwang.microloan.Purpose;

/**
 * Tests which conditions the decision table {@code micro-loan-eligibility} finds not met by an application (LN-1 to LN-3,
 * LN-6).
 */
class MicroLoanEligibilityTest {

    private static final DmnModelInstance MODEL =
            Dmn.readModelFromFile(Path.of("bpmn/micro-loan/micro-loan-eligibility.dmn").toFile());
    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision DECISION = ENGINE.parseDecision(MicroLoanProcess.DECISION, MODEL);

    private final Map<String, Object> application = new HashMap<>(Map.ofEntries(Map.entry("purpose", "BREEDING"),
            Map.entry("who", "MONITORED"), Map.entry("ableToWork", 1), Map.entry("age", 40L),
            Map.entry("amount", new BigDecimal("50000.00")), Map.entry("total", new BigDecimal("50000.00")),
            Map.entry("termMonths", 36), Map.entry("openLoans", 0), Map.entry("overdueLoans", 0),
            Map.entry("compensatedLoans", 0), Map.entry("ceiling", new BigDecimal("100000.0000")), Map.entry("longestTerm", 36),
            Map.entry("leastAge", 18), Map.entry("mostAge", 65)));

    @Test
    void theTableHasTenRulesAndEachNamesItsRule() {
        assertThat(MODEL.getModelElementsByType(Rule.class)).hasSize(10).allSatisfy(rule ->
                assertThat(rule.getChildElementsByType(Description.class)).singleElement()
                        .satisfies(description -> assertThat(description.getTextContent()).matches("(?s)LN-[1236]：.+")));
    }

    @Test
    void whoMeetsEveryConditionHasNothingAgainstIt() {
        assertThat(rules()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void exactlyTheForbiddenUsesAreForbidden(Purpose purpose) {
        application.put("purpose", purpose.name());

        assertThat(rules()).isEqualTo(purpose.isAllowed() ? List.of() : List.of("LN-2"));
    }

    @ParameterizedTest
    @CsvSource({"MONITORED,", "OUT_OF_POVERTY,", "LOW_INCOME,", "OTHER,LN-1"})
    void theHouseholdIsOneOfThoseForWhomTheLoansAre(String who, String rule) {
        application.put("who", who);

        assertThat(rules()).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({"17,LN-1", "18,", "65,", "66,LN-1"})
    void theBorrowerIsBetweenEighteenAndSixtyFive(long age, String rule) {
        application.put("age", age);

        assertThat(rules()).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({"100000,100000,0,", "100000.01,100000.01,0,LN-3", "30000,100000,1,", "30000,100000.01,1,LN-3", "100000.01,150000,1,LN-3"})
    void theCeilingHoldsToTheFenForOneAndForAll(BigDecimal amount, BigDecimal total, int openLoans, String rule) {
        application.put("amount", amount);
        application.put("total", total);
        application.put("openLoans", openLoans);

        assertThat(rules()).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource({"termMonths,37,LN-3", "ableToWork,0,LN-1", "overdueLoans,1,LN-6", "compensatedLoans,1,LN-6"})
    void termLabourAndEarlierLoansCount(String input, int value, String rule) {
        application.put(input, value);

        assertThat(rules()).containsExactly(rule);
    }

    @Test
    void everyConditionThatIsNotMetIsNamed() {
        application.putAll(Map.of("purpose", "WEDDING", "who", "OTHER", "age", 70L, "termMonths", 48));

        assertThat(rules()).containsExactly("LN-2", "LN-1", "LN-1", "LN-3");
    }

    private List<String> rules() {
        return ENGINE.evaluateDecisionTable(DECISION, application).getResultList().stream()
                .map(row -> (String) row.get("rule")).toList();
    }
}
