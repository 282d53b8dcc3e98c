package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the table {@code chronic-disease}: who can apply for an appraisal with which disease, and what the insurance pays. */
class ChronicDiseaseTest {

    private static final DmnEngine ENGINE = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final Path TABLE = Path.of("bpmn/chronic-card/chronic-disease.dmn");
    private static final DmnDecision DECISION = ENGINE.parseDecision("chronic-disease", Dmn.readModelFromFile(TABLE.toFile()));

    private static DmnDecisionRuleResult row(String disease, String insured, String papers) {
        Map<String, Object> inputs = new HashMap<>(Map.of("share", new BigDecimal("65"), "cap", new BigDecimal("300")));
        inputs.put("disease", disease);
        inputs.put("insured", insured);
        inputs.put("papers", papers);
        return ENGINE.evaluateDecisionTable(DECISION, inputs).getSingleResult();
    }

    static Set<String> choices() throws IOException {
        Set<String> codes = new TreeSet<>();
        JsonNode form = new ObjectMapper().readTree(Path.of("forms/_parts/disease.form").toFile());
        form.findValue("values").forEach(value -> codes.add(value.path("value").asText()));
        return codes;
    }

    @ParameterizedTest
    @MethodSource("choices")
    void aDiseaseOfTheListIsAppraisedAndPaidWithoutThreshold(String disease) {
        DmnDecisionRuleResult row = row(disease, "YES", "YES");

        assertThat(row.<String>getEntry("appraisal")).isEqualTo("NEEDED");
        assertThat(row.<String>getEntry("reimbursement")).isEqualTo("不设起付线，政策范围内报销65%，当月支付不超过当月限额");
        assertThat(((Number) row.getEntry("monthCap")).intValue()).isEqualTo(300);
        assertThat(row.<String>getEntry("reason")).contains("第二部分二、");
    }

    @ParameterizedTest
    @CsvSource({"NO, YES, INSURANCE", "NO, NO, INSURANCE", ", YES, INSURANCE", "YES, NO, PAPERS", "YES, , PAPERS"})
    void whoeverIsNotInsuredOrHasNoPapersCannotApply(String insured, String papers, String appraisal) {
        DmnDecisionRuleResult row = row("DIABETES", insured, papers);

        assertThat(row.getEntryMap()).containsEntry("appraisal", appraisal);
        assertThat(row.getEntryMap().get("reimbursement")).isNull();
    }

    @Test
    void aDiseaseOutsideTheListHasNoRow() {
        assertThat(row("GASTRITIS", "YES", "YES")).isNull();
    }

    @Test
    void theFormOffersExactlyTheDiseasesOfTheTable() throws IOException {
        Set<String> rows = Dmn.readModelFromFile(TABLE.toFile()).getModelElementsByType(InputEntry.class).stream()
                .filter(entry -> entry.getId().endsWith("_disease"))
                .flatMap(entry -> Pattern.compile("\"(\\w+)\"").matcher(entry.getTextContent()).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(choices()).isEqualTo(rows).hasSize(16);
    }
}
