package org.shouwang.casefile;

import static org.shouwang.casefile.SharedSteps.PRESELECTION_OUTCOME;
import static org.shouwang.casefile.SharedSteps.PRESELECT_AT_VILLAGE;

import java.util.Map;
import java.util.Set;

/** The step 村级初选: the village's own decision, after which it is known whether a notice has to be posted. */
public final class PreselectStep extends DecisionStep {

    private final CaseNotice notice;

    /**
     * @param kind   the kind of case
     * @param cases  the files of the cases
     * @param facts  the facts that forms show
     * @param notice the notice of this kind of case
     */
    public PreselectStep(CaseKind kind, CaseFiles cases, CaseFacts facts, CaseNotice notice) {
        super(kind, cases, facts, PRESELECT_AT_VILLAGE, PRESELECTION_OUTCOME, Set.of("PRESELECT"));
        this.notice = notice;
    }

    @Override
    protected void decided(String caseNo, String outcome, Map<String, Object> variables) {
        variables.put(CaseVariables.NOTICE_REQUIRED, notice.settle(caseNo));
    }
}
