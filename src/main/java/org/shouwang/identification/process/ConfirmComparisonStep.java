package org.shouwang.identification.process;

import java.util.Set;
import org.shouwang.identification.Identification;
import org.shouwang.identification.process.IdentificationProcess.Elements;
import org.shouwang.identification.process.IdentificationProcess.Variables;
import org.springframework.stereotype.Component;

/** 信息比对：the county department confirms what the comparison found (ID-4, step 2). */
@Component
class ConfirmComparisonStep extends DecisionStep {

    ConfirmComparisonStep(Identification identification, CaseFormFacts caseFacts) {
        super(identification, caseFacts, Elements.CONFIRM_COMPARISON, Variables.COMPARISON_OUTCOME, Set.of());
    }
}
