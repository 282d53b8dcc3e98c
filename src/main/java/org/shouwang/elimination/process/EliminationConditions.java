package org.shouwang.elimination.process;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.Unmet;
import org.shouwang.elimination.RiskAnswer;
import org.shouwang.elimination.RiskCheck;
import org.shouwang.elimination.RiskCheckFacts;
import org.shouwang.elimination.RiskEliminationProcess;
import org.shouwang.engine.DecisionTables;
import org.shouwang.engine.TableInputs;
import org.shouwang.household.Guarantee;
import org.shouwang.household.ReferenceLine;
import org.shouwang.household.ReferenceLines;
import org.shouwang.household.Risk;
import org.shouwang.shared.Decimals;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code risk-elimination-conditions} for the conditions that are not met (EL-1). */
@Component
class EliminationConditions implements TableInputs {

    private static final String INCOME = "incomePerHead";

    private final DecisionTables tables;
    private final ReferenceLines lines;

    EliminationConditions(DecisionTables tables, ReferenceLines lines) {
        this.tables = tables;
        this.lines = lines;
    }

    RiskCheck weigh(RiskCheckFacts facts) {
        ReferenceLine line = lines.on(facts.checkedOn());
        Map<String, Object> inputs = new HashMap<>();
        inputs.put(INCOME, facts.incomePerHead());
        inputs.putAll(byLine(facts.incomePerHead(), line.amount()));
        inputs.put("incomeChange", facts.incomeChange() == null ? null : facts.incomeChange().doubleValue());
        for (Guarantee guarantee : Guarantee.values()) {
            inputs.put(guarantee.key(), facts.guarantees().contains(guarantee));
        }
        inputs.put("risksLeft", facts.risksLeft());
        inputs.put("newRisks", facts.newRisks().size());
        List<Unmet> unmet = tables.rows(RiskEliminationProcess.DECISION, inputs, Map.of(ReferenceLines.PARAMETER, line.amount())).stream()
                .map(row -> unmet(row, facts)).toList();
        return new RiskCheck(facts, line.amount(), line.validFrom(), unmet);
    }

    private static Map<String, Object> byLine(BigDecimal incomePerHead, BigDecimal line) {
        return Map.of("incomeAboveLine", incomePerHead.subtract(line).doubleValue(),
                "incomeToLine", Decimals.share(incomePerHead, line).doubleValue());
    }

    @Override
    public boolean dependsOn(String table, String parameter) {
        return RiskEliminationProcess.DECISION.equals(table) && ReferenceLines.PARAMETER.equals(parameter);
    }

    @Override
    public Optional<Map<String, Object>> again(String table, String caseNo, Map<String, Object> facts, Map<String, BigDecimal> parameters) {
        return Optional.of(byLine((BigDecimal) facts.get(INCOME), parameters.get(ReferenceLines.PARAMETER)));
    }

    /** Returns an unmet condition with the names of its risks; the decision table knows only their number. */
    private static Unmet unmet(Map<String, Object> row, RiskCheckFacts facts) {
        String condition = (String) row.get("condition");
        List<Risk> risks = switch (condition) {
            case "RECORDED_RISK" -> facts.answers().stream().filter(answer -> !answer.gone()).map(RiskAnswer::risk).toList();
            case "NEW_RISK" -> facts.newRisks();
            default -> List.of();
        };
        return new Unmet(condition, row.get("reason")
                + (risks.isEmpty() ? "" : "：" + String.join("、", risks.stream().map(Risk::title).toList())));
    }
}
