package org.shouwang.assistance;

import java.util.List;
import java.util.Map;
import org.shouwang.casefile.FormRows;

/**
 * A plan on record. It is never changed; one that is sent back is made anew.
 *
 * @param willing  whether those who can work want to develop something of their own (有意愿)
 * @param measures its measures in order
 * @param faults   the errors that the table found in it
 */
public record Plan(boolean willing, List<PlannedMeasure> measures, List<PlanFault> faults) {

    /**
     * @return what forms show of its measures: rows of {@code item}, {@code plannedOn} and {@code value}
     */
    List<Map<String, Object>> rows() {
        return measures.stream().map(planned -> FormRows.row("item", planned.measure().fullTitle(), "value", planned.detail(),
                "plannedOn", planned.plannedOn().toString())).toList();
    }

    /**
     * @return the errors in words, or null if there are none
     */
    String faultText() {
        return faults.isEmpty() ? null : String.join("；", faults.stream().map(PlanFault::reason).toList());
    }
}
