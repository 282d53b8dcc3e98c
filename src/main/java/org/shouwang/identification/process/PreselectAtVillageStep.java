package org.shouwang.identification.process;

import java.util.Map;
import java.util.Set;
import org.shouwang.identification.Identification;
import org.shouwang.identification.process.IdentificationProcess.Elements;
import org.shouwang.identification.process.IdentificationProcess.Variables;
import org.springframework.stereotype.Component;

/** 村级初选：the village weighs result, circumstances and risk (ID-4, step 3). */
@Component
class PreselectAtVillageStep extends DecisionStep {

    PreselectAtVillageStep(Identification identification, CaseFormFacts caseFacts) {
        super(identification, caseFacts, Elements.PRESELECT_AT_VILLAGE, Variables.PRESELECTION_OUTCOME,
                Set.of("PRESELECT"));
    }

    @Override
    void decided(String caseNo, String outcome, Map<String, Object> variables) {
        variables.put(Variables.NOTICE_REQUIRED, identification().settleNotice(caseNo));
    }
}
