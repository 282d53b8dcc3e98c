package org.shouwang.assistance;

import java.util.List;
import java.util.Map;
import org.shouwang.casefile.FormRows;

/**
 * A plan on record. It is never changed; if a plan is sent back, the township makes another.
 *
 * @param willing  whether the members who can work want to earn an income of their own (有意愿)
 * @param measures the measures in the order of the plan
 * @param faults   the errors that the decision table found in the plan
 */
public record Plan(boolean willing, List<PlannedMeasure> measures, List<PlanFault> faults) {

    /**
     * @return the measures as rows of a form, with {@code item}, {@code plannedOn} and {@code value}
     */
    List<Map<String, Object>> rows() {
        return measures.stream().map(planned -> FormRows.row("item", planned.measure().fullTitle(), "value", planned.detail(),
                "plannedOn", planned.plannedOn().toString())).toList();
    }

    /**
     * @return a Chinese text about all errors, or null if there are none
     */
    String faultText() {
        return faults.isEmpty() ? null : String.join("；", faults.stream().map(PlanFault::reason).toList());
    }
}
