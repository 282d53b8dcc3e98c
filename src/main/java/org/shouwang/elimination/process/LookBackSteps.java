package org.shouwang.elimination.process;

import static org.shouwang.elimination.LookBackProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.elimination.LookBackProcess.TOWNSHIP_REVIEW_OUTCOME;

import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.CaseSteps;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.Decision;
import org.shouwang.elimination.LookBackCases;
import org.shouwang.elimination.LookBackCheck;
import org.shouwang.elimination.LookBackChecks;
import org.shouwang.elimination.LookBackOutcome;
import org.shouwang.elimination.RollbackCases;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.TaskStep;
import org.shouwang.engine.TwoPeople;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.household.MonitoringStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The township's step of a look-back (EL-4) and its effects. */
@Configuration(proxyBeanMethods = false)
class LookBackSteps {

    /** The pair of acts whose first is the draw of a campaign's households, and whose second is the visit or the review. */
    static final TwoPeople.Pair DRAWING = new TwoPeople.Pair("这次回头看由您本人抽取，须由另一人核查、审核", """
            select b.created_by from shouwang.look_back b join shouwang.look_back_household h on h.look_back_id = b.id
            where h.case_no = :caseNo
            """);

    private static final int MAX_REASON = 500;

    private final LookBackChecks found;
    private final CaseFiles cases;
    private final Households households;
    private final RollbackCases rollback;
    private final ObjectProvider<ProcessDoor> door;

    LookBackSteps(LookBackChecks found, CaseFiles cases, Households households, RollbackCases rollback,
                  ObjectProvider<ProcessDoor> door) {
        this.found = found;
        this.cases = cases;
        this.households = households;
        this.rollback = rollback;
        this.door = door;
    }

    /**
     * The step 乡级审核: the township agrees, or sends the village back to the home. After its agreement a wrong mark leads to a
     * rollback.
     */
    @Bean
    TaskStep reviewLookBackStep(LookBackCases kind, CaseSteps steps) {
        return steps.of(kind).decision(REVIEW_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME, null, (caseNo, decision) ->
                decision == Decision.APPROVE ? Map.of(CaseVariables.CASE_STATUS, conclude(cases.get(caseNo)).code()) : Map.of()).second(DRAWING)
                .reversible();
    }

    private CaseStatus conclude(CaseFile item) {
        LookBackCheck check = found.latestOf(item.caseNo()).orElseThrow();
        Household household = households.lock(item.householdId());
        // A rollback may have been applied for meanwhile, or may be done already.
        if (check.outcome() == LookBackOutcome.ROLLBACK && household.status() == MonitoringStatus.ELIMINATED) {
            String following = cases.inProgress(household.id(), rollback).map(CaseFile::caseNo)
                    .orElseGet(() -> door.getObject().start(rollback.process(), Map.of("householdNo", household.householdNo(),
                            "reason", cut("回头看（" + item.caseNo() + "）发现标注不准：" + check.statement()))));
            found.follow(item.caseNo(), following);
        }
        cases.conclude(item.caseNo(), check.outcome().status());
        return check.outcome().status();
    }

    private static String cut(String reason) {
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }
}
