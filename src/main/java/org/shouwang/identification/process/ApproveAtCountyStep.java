package org.shouwang.identification.process;

import java.util.Map;
import java.util.Set;
import org.shouwang.identification.CaseStatus;
import org.shouwang.identification.Identification;
import org.shouwang.identification.process.IdentificationProcess.Elements;
import org.shouwang.identification.process.IdentificationProcess.Variables;
import org.springframework.stereotype.Component;

/** 县级审批：the county's leading group decides; its approval puts the household into the register (ID-4, step 6). */
@Component
class ApproveAtCountyStep extends DecisionStep {

    private static final String APPROVE = "APPROVE";

    ApproveAtCountyStep(Identification identification, CaseFormFacts caseFacts) {
        super(identification, caseFacts, Elements.APPROVE_AT_COUNTY, Variables.COUNTY_APPROVAL_OUTCOME, Set.of(APPROVE));
    }

    @Override
    void decided(String caseNo, String outcome, Map<String, Object> variables) {
        if (APPROVE.equals(outcome)) {
            identification().approve(caseNo);
            variables.put(Variables.CASE_STATUS, CaseStatus.APPROVED.name());
        }
    }
}
