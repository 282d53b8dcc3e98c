package org.shouwang.elimination.process;

import static org.shouwang.elimination.RiskEliminationProcess.CHECK_AT_COUNTY;
import static org.shouwang.elimination.RiskEliminationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.MARK_IN_SYSTEM;
import static org.shouwang.elimination.RiskEliminationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.elimination.RiskEliminationProcess.TOWNSHIP_REVIEW_OUTCOME;

import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseNotice;
import org.shouwang.casefile.CaseSteps;
import org.shouwang.casefile.Decision;
import org.shouwang.elimination.CheckOutcome;
import org.shouwang.elimination.EliminationCases;
import org.shouwang.elimination.RiskChecks;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.TaskStep;
import org.shouwang.household.HouseholdStart;
import org.shouwang.household.HouseholdStarts;
import org.shouwang.household.Households;
import org.shouwang.household.MarkKind;
import org.shouwang.household.Marks;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The start and the tasks of an elimination (EL-2). */
@Configuration(proxyBeanMethods = false)
class EliminationSteps {

    private final EliminationCases kind;
    private final CaseSteps.OfKind steps;

    EliminationSteps(EliminationCases kind, CaseSteps steps) {
        this.kind = kind;
        this.steps = steps.of(kind);
    }

    @Bean
    HouseholdStart elimination() {
        return new HouseholdStart(kind, MonitoringStatus.MONITORED, "发起风险消除",
                "写清哪些风险已经消除、怎样消除的。发起后，村里会收到“入户核查”任务。");
    }

    /** The start 申请风险消除: village, township or county says why the risks seem to be gone. */
    @Bean
    StartStep startEliminationStep(HouseholdStarts starts, HouseholdStart elimination) {
        return starts.of(elimination);
    }

    /** The step 入户核查: the village checks whether every condition is met. */
    @Bean
    TaskStep checkForEliminationStep(CaseFiles cases, CaseFacts facts, RecordedHouseholds recorded, RiskChecks checks,
                                     EliminationConditions conditions, CurrentUsers users, AdjustableClock clock) {
        return new CheckHouseholdStep(kind, CheckOutcome.RISK_GONE, EliminationCases.RISK_REMAINS, cases, facts, recorded, checks,
                conditions, users, clock);
    }

    /** The step 村级初选: the village judges the findings. */
    @Bean
    TaskStep preselectEliminationStep(CaseNotice eliminationNotice) {
        return steps.preselection(eliminationNotice);
    }

    /** The step 乡级审核: the township decides whom it proposes. */
    @Bean
    TaskStep reviewEliminationStep() {
        return steps.decision(REVIEW_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME, Decision.APPROVE);
    }

    /** The step 县级汇总审核: the county's department checks before the leading group decides. */
    @Bean
    TaskStep checkEliminationAtCountyStep() {
        return steps.decision(CHECK_AT_COUNTY, COUNTY_CHECK_OUTCOME, Decision.PASS);
    }

    /** The step 县级审批: with the leading group's approval the household is no longer monitored. */
    @Bean
    TaskStep approveEliminationStep(Households households, CurrentUsers users) {
        return steps.approval(item -> {
            households.eliminate(item.householdId(), item.caseNo(), users.get().id());
            return item.householdId();
        });
    }

    /** The step 结果公告: the township announces the result in the village. */
    @Bean
    TaskStep announceEliminationStep() {
        return steps.announcement();
    }

    /** The step 系统标注: the village marks the household in the national system. */
    @Bean
    TaskStep markEliminationStep(Households households, Marks marks) {
        return steps.entry(MARK_IN_SYSTEM, "markedOn", EliminationCases.ELIMINATED, (item, day) -> {
            marks.add(item.householdId(), MarkKind.RISK_ELIMINATED, item.caseNo(), day);
            // The county may have taken the elimination back before anybody had marked it.
            if (households.get(item.householdId()).status() != MonitoringStatus.ELIMINATED) {
                marks.end(item.householdId(), MarkKind.RISK_ELIMINATED, day);
            }
        });
    }

    /** The step 告知农户: the village tells the household that its risks are not marked as gone, and why. */
    @Bean
    TaskStep informOfRefusedEliminationStep() {
        return steps.informing();
    }
}
