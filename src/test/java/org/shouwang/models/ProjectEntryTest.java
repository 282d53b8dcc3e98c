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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the tables {@code project-entry}, what a project lacks for the pool, and {@code project-departments}, who appraises it. */
class ProjectEntryTest {

    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision ENTRY = table("project-entry");
    private static final DmnDecision DEPARTMENTS = table("project-departments");

    private static DmnDecision table(String key) {
        return ENGINE.parseDecision(key, Dmn.readModelFromFile(Path.of("bpmn/project-pool/" + key + ".dmn").toFile()));
    }

    private static Map<String, Object> sound() {
        Map<String, Object> project = new HashMap<>(Map.of("kind", "PROFIT_MAKING", "money", List.of("LINKING_FUND"), "linkMechanism", List.of("WORK", "DIVIDEND"),
                "performanceTargets", "增收", "beneficiaries", 10, "upkeep", "村集体", "site", "一组", "feasibility", "FEASIBLE", "oneVillageOneTrade", "NO"));
        project.put("tradeAnalysis", null);
        return project;
    }

    private static List<String> found(Object... changed) {
        Map<String, Object> project = sound();
        for (int i = 0; i < changed.length; i += 2) {
            project.put((String) changed[i], changed[i + 1]);
        }
        return ENGINE.evaluateDecisionTable(ENTRY, project).stream().map(row -> row.getEntry("item") + " " + row.getEntry("effect")).toList();
    }

    @Test
    void aWholeProjectLacksNothing() {
        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINKING_FUND", "INTEGRATED", "PAIRED_DONATION", "SOCIAL_DONATION"})
    void profitMakingWithAidMoneyNeedsMechanismAndTargets(String money) {
        assertThat(found("money", List.of("OTHER", money), "linkMechanism", null)).containsExactly("ENTRY_MECHANISM NO_ENTRY", "APPROVAL_MECHANISM NO_APPROVAL");
        assertThat(found("money", List.of(money), "linkMechanism", List.of())).contains("ENTRY_MECHANISM NO_ENTRY");
        assertThat(found("money", List.of(money), "performanceTargets", null)).containsExactly("ENTRY_TARGETS NO_ENTRY");
    }

    @Test
    void profitMakingWithoutAidMoneyAndWithoutMechanismIsNotApproved() {
        assertThat(found("money", List.of("OTHER"), "linkMechanism", null, "performanceTargets", null)).containsExactly("APPROVAL_MECHANISM NO_APPROVAL");
    }

    @Test
    void othersNeedNeither() {
        assertThat(found("kind", "INFRASTRUCTURE", "linkMechanism", null, "performanceTargets", null)).isEmpty();
    }

    @Test
    void contentIsCompleteWithBeneficiariesUpkeepAndSite() {
        assertThat(found("kind", "TRAINING", "beneficiaries", 0)).containsExactly("ENTRY_BENEFICIARIES NO_ENTRY");
        assertThat(found("kind", "TRAINING", "beneficiaries", null)).containsExactly("ENTRY_BENEFICIARIES NO_ENTRY");
        assertThat(found("kind", "TRAINING", "upkeep", null)).containsExactly("ENTRY_UPKEEP NO_ENTRY");
        assertThat(found("kind", "TRAINING", "site", null)).containsExactly("ENTRY_SITE NO_ENTRY");
    }

    @Test
    void aMereDividendATradeThatNobodyLookedAtAndAConditionAreWarnings() {
        assertThat(found("linkMechanism", List.of("DIVIDEND"))).containsExactly("WARN_DIVIDEND WARN");
        assertThat(found("oneVillageOneTrade", "YES")).containsExactly("WARN_TRADE WARN");
        assertThat(found("oneVillageOneTrade", "YES", "tradeAnalysis", "有销路")).isEmpty();
        assertThat(found("feasibility", "CONDITIONAL")).containsExactly("WARN_CONDITIONAL WARN");
        assertThat(found("feasibility", "NOT_FEASIBLE")).containsExactly("APPROVAL_FEASIBILITY NO_APPROVAL");
        assertThat(found("feasibility", null)).isEmpty();
    }

    @Test
    void eachKindOfWorkHasItsDepartment() {
        Map<String, Object> works = Map.of("works", List.of("AGRICULTURE", "ROAD", "WATER", "HOUSING", "EMPLOYMENT", "OTHER"));

        assertThat(ENGINE.evaluateDecisionTable(DEPARTMENTS, works).stream().map(row -> row.getEntry("department")))
                .containsExactly("nongye", "jiaotong", "shuili", "zhujian", "renshe");
        assertThat(ENGINE.evaluateDecisionTable(DEPARTMENTS, Map.of("works", List.of("OTHER")))).isEmpty();
    }
}
