package org.shouwang.identification.process;

import java.util.Set;
import org.shouwang.identification.Identification;
import org.shouwang.identification.process.IdentificationProcess.Elements;
import org.shouwang.identification.process.IdentificationProcess.Variables;
import org.springframework.stereotype.Component;

/** 县级汇总审核：the county department checks before the leading group decides (ID-4, step 6). */
@Component
class CheckAtCountyStep extends DecisionStep {

    CheckAtCountyStep(Identification identification, CaseFormFacts caseFacts) {
        super(identification, caseFacts, Elements.CHECK_AT_COUNTY, Variables.COUNTY_CHECK_OUTCOME, Set.of("PASS"));
    }
}
