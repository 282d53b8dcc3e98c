package org.shouwang.assistance.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.assistance.AssistancePlanningProcess;
import org.shouwang.assistance.MeasureKind;
import org.shouwang.assistance.PlanFault;
import org.shouwang.assistance.PlannedMeasure;
import org.shouwang.engine.DecisionTables;
import org.shouwang.household.Labour;
import org.shouwang.household.Member;
import org.shouwang.household.Risk;
import org.shouwang.household.SurveyFacts;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code measure-fit} which errors a plan has (AS-3, AS-4). */
@Component
class MeasureFit {

    private final DecisionTables tables;

    MeasureFit(DecisionTables tables) {
        this.tables = tables;
    }

    List<PlanFault> faults(SurveyFacts household, boolean willing, List<PlannedMeasure> measures) {
        List<PlannedMeasure> impossible = measures.stream().filter(planned -> planned.measure().needsLabour()
                && cannotWork(household, planned.memberName())).toList();
        List<Risk> unanswered = household.risks().stream()
                .filter(risk -> measures.stream().noneMatch(planned -> planned.risk() == risk)).toList();
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("fullLabour", (int) household.members().stream().filter(member -> member.labour() == Labour.FULL).count());
        inputs.put("ableToWork", household.ableToWork());
        inputs.put("willing", willing);
        inputs.put("illnessRecorded", household.risks().contains(Risk.ILLNESS));
        inputs.put("recordedRisks", household.risks().size());
        inputs.put("measures", measures.size());
        inputs.put("developmentMeasures", (int) measures.stream()
                .filter(planned -> planned.measure().develops().countsFor(labourOf(household, planned.memberName()))).count());
        inputs.put("healthMeasures", ofKind(measures, MeasureKind.HEALTH));
        inputs.put("socialSecurityMeasures", ofKind(measures, MeasureKind.SOCIAL_SECURITY));
        inputs.put("workWithoutLabour", impossible.size());
        inputs.put("risksUnanswered", unanswered.size());
        return tables.rows(AssistancePlanningProcess.DECISION, inputs).stream()
                .map(row -> fault(row, impossible, unanswered)).toList();
    }

    /** Adds to the table's reason the members and measures or the risks concerned, since the table knows only their number. */
    private static PlanFault fault(Map<String, Object> row, List<PlannedMeasure> impossible, List<Risk> unanswered) {
        String fault = (String) row.get("fault");
        List<String> which = switch (fault) {
            case "WORK_WITHOUT_LABOUR" -> impossible.stream()
                    .map(planned -> planned.memberName() + "（" + planned.measure().title() + "）").toList();
            case "RISK_UNANSWERED" -> unanswered.stream().map(Risk::title).toList();
            default -> List.of();
        };
        return new PlanFault(fault, row.get("reason") + (which.isEmpty() ? "" : "：" + String.join("、", which)));
    }

    private static int ofKind(List<PlannedMeasure> measures, MeasureKind kind) {
        return (int) measures.stream().filter(planned -> planned.measure().kind() == kind).count();
    }

    private static Labour labourOf(SurveyFacts household, String memberName) {
        return household.members().stream().filter(member -> member.name().equals(memberName)).map(Member::labour).findFirst()
                .orElse(null);
    }

    private static boolean cannotWork(SurveyFacts household, String memberName) {
        return memberName != null && household.members().stream().filter(member -> member.name().equals(memberName))
                .allMatch(member -> member.labour() == Labour.NONE);
    }
}
