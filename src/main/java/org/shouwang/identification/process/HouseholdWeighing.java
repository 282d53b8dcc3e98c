package org.shouwang.identification.process;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shouwang.engine.DecisionTables;
import org.shouwang.engine.TableInputs;
import org.shouwang.household.Category;
import org.shouwang.household.Guarantee;
import org.shouwang.household.ReferenceLine;
import org.shouwang.household.ReferenceLines;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.Weighing;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.shared.Decimals;
import org.springframework.stereotype.Component;

/** Asks the table {@code household-category} for its suggestion about a household (ID-2). */
@Component
class HouseholdWeighing implements TableInputs {

    private static final String INCOME = "incomePerHead";

    private final DecisionTables tables;
    private final ReferenceLines lines;

    HouseholdWeighing(DecisionTables tables, ReferenceLines lines) {
        this.tables = tables;
        this.lines = lines;
    }

    Weighing weigh(SurveyFacts facts) {
        ReferenceLine line = lines.on(facts.verifiedOn());
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("registeredKind", facts.registeredKind().name());
        inputs.put(INCOME, facts.incomePerHead());
        inputs.putAll(byLine(facts.incomePerHead(), line.amount()));
        inputs.put("incomeChange", facts.incomeChange() == null ? null : facts.incomeChange().doubleValue());
        inputs.put("spendingToIncome", facts.spendingRatio().doubleValue());
        inputs.put("educationGuaranteed", facts.guarantees().contains(Guarantee.EDUCATION));
        inputs.put("medicalGuaranteed", facts.guarantees().contains(Guarantee.MEDICAL));
        inputs.put("housingSafe", facts.guarantees().contains(Guarantee.HOUSING));
        inputs.put("waterSafe", facts.guarantees().contains(Guarantee.WATER));
        inputs.put("suddenEvent", facts.suddenEvent().name());
        inputs.put("ableToWork", facts.ableToWork());
        Map<String, Object> row = tables.rows(MonitoringIdentificationProcess.DECISION, inputs,
                Map.of(ReferenceLines.PARAMETER, line.amount())).get(0);
        return new Weighing(line.amount(), line.validFrom(), (Boolean) row.get("atRisk"),
                Category.valueOf((String) row.get("category")), (String) row.get("reason"));
    }

    private static Map<String, Object> byLine(BigDecimal incomePerHead, BigDecimal line) {
        return Map.of("incomeToLine", Decimals.share(incomePerHead, line).doubleValue());
    }

    @Override
    public boolean dependsOn(String table, String parameter) {
        return MonitoringIdentificationProcess.DECISION.equals(table) && ReferenceLines.PARAMETER.equals(parameter);
    }

    @Override
    public Optional<Map<String, Object>> again(String table, String caseNo, Map<String, Object> facts, Map<String, BigDecimal> parameters) {
        return Optional.of(byLine((BigDecimal) facts.get(INCOME), parameters.get(ReferenceLines.PARAMETER)));
    }
}
