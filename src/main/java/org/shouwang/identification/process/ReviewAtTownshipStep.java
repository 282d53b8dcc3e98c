package org.shouwang.identification.process;

import java.util.Set;
import org.shouwang.identification.Identification;
import org.shouwang.identification.process.IdentificationProcess.Elements;
import org.shouwang.identification.process.IdentificationProcess.Variables;
import org.springframework.stereotype.Component;

/** 乡级审核：the township fixes whom it proposes (ID-4, step 5). */
@Component
class ReviewAtTownshipStep extends DecisionStep {

    ReviewAtTownshipStep(Identification identification, CaseFormFacts caseFacts) {
        super(identification, caseFacts, Elements.REVIEW_AT_TOWNSHIP, Variables.TOWNSHIP_REVIEW_OUTCOME, Set.of("APPROVE"));
    }
}
