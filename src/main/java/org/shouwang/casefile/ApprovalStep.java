package org.shouwang.casefile;

import static org.shouwang.casefile.SharedSteps.APPROVE_AT_COUNTY;
import static org.shouwang.casefile.SharedSteps.COUNTY_APPROVAL_OUTCOME;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.shouwang.engine.TwoPeople;

/** The decision of the level that decides last. An approval takes effect in the register at once. */
public final class ApprovalStep extends DecisionStep {

    private static final String APPROVE = "APPROVE";
    private static final TwoPeople.Pair PROPOSAL = new TwoPeople.Pair("本案由您本人发起，须由另一人决定",
            "select registered_by from shouwang.case_file where case_no = :caseNo");

    private final CaseFiles cases;
    private final ToLongFunction<CaseFile> inRegister;

    /**
     * Makes the step 县级审批, in which the county's leading group decides.
     *
     * @param kind       the kind of case
     * @param cases      the files of the cases
     * @param facts      the facts that forms show
     * @param inRegister carries out the approval in the register and returns the household's id
     */
    public ApprovalStep(CaseKind kind, CaseFiles cases, CaseFacts facts, ToLongFunction<CaseFile> inRegister) {
        this(kind, cases, facts, APPROVE_AT_COUNTY, COUNTY_APPROVAL_OUTCOME, inRegister);
    }

    /**
     * @param kind       the kind of case
     * @param cases      the files of the cases
     * @param facts      the facts that forms show
     * @param elementId  the element id of the task
     * @param outcomeKey the form field with the decision
     * @param inRegister carries out the approval in the register and returns the household's id
     */
    public ApprovalStep(CaseKind kind, CaseFiles cases, CaseFacts facts, String elementId, String outcomeKey,
                        ToLongFunction<CaseFile> inRegister) {
        super(kind, cases, facts, elementId, outcomeKey, Set.of(APPROVE));
        this.cases = cases;
        this.inRegister = inRegister;
    }

    @Override
    public Optional<TwoPeople.Pair> secondOf() {
        return Optional.of(PROPOSAL);
    }

    @Override
    protected void decided(String caseNo, String outcome, Map<String, Object> variables) {
        if (APPROVE.equals(outcome)) {
            cases.approve(caseNo, inRegister.applyAsLong(cases.get(caseNo)));
            variables.put(CaseVariables.CASE_STATUS, CaseStatus.APPROVED.code());
        }
    }
}
