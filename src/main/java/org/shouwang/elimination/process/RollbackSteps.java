package org.shouwang.elimination.process;

import static org.shouwang.elimination.RiskRollbackProcess.MARK_IN_SYSTEM;
import static org.shouwang.elimination.RiskRollbackProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.elimination.RiskRollbackProcess.TOWNSHIP_REVIEW_OUTCOME;

import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.CaseSteps;
import org.shouwang.casefile.Decision;
import org.shouwang.elimination.CheckOutcome;
import org.shouwang.elimination.RiskChecks;
import org.shouwang.elimination.RollbackCases;
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
import org.shouwang.shared.ConflictException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The start and the tasks of a rollback (EL-3): the levels that made a wrong mark take it back. */
@Configuration(proxyBeanMethods = false)
class RollbackSteps {

    private final RollbackCases kind;
    private final CaseFiles cases;
    private final CaseSteps.OfKind steps;

    RollbackSteps(RollbackCases kind, CaseFiles cases, CaseSteps steps) {
        this.kind = kind;
        this.cases = cases;
        this.steps = steps.of(kind);
    }

    @Bean
    HouseholdStart rollback() {
        return new HouseholdStart(kind, MonitoringStatus.ELIMINATED, "申请风险回退",
                "写清风险消除的标注为什么不准、哪些风险其实没有消除。消除以后出现新的风险，不要申请回退，请登记线索。");
    }

    /** The start 申请风险回退: village, township or county says why the mark is wrong. */
    @Bean
    StartStep startRollbackStep(HouseholdStarts starts, HouseholdStart rollback) {
        return starts.of(rollback);
    }

    /** The step 入户核查: the village checks whether the recorded risks are still there. */
    @Bean
    TaskStep checkForRollbackStep(CaseFacts facts, RecordedHouseholds recorded, RiskChecks checks,
                                  EliminationConditions conditions, CurrentUsers users, AdjustableClock clock) {
        return new CheckHouseholdStep(kind, CheckOutcome.RISK_REMAINS, CaseStatus.REJECTED, cases, facts, recorded, checks,
                conditions, users, clock);
    }

    /** The step 乡级审核: the township reviews. */
    @Bean
    TaskStep reviewRollbackStep() {
        return steps.decision(REVIEW_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME, Decision.APPROVE);
    }

    /** The step 县级审批: with the leading group's approval the household is monitored again. */
    @Bean
    TaskStep approveRollbackStep(Households households, CurrentUsers users) {
        return steps.approval(item -> {
            households.monitorAgain(item.householdId(), item.caseNo(), users.get().id()).ifPresent(holder -> {
                String shown = cases.shownToUser(holder).orElse(null);
                throw new ConflictException("该户成员已在其他在办案件或监测户中，不能回退"
                        + (shown == null ? "" : "，案件编号 " + shown), shown);
            });
            return item.householdId();
        });
    }

    /** The step 系统标注: the village takes the mark back in the national system. */
    @Bean
    TaskStep markRollbackStep(Marks marks) {
        return steps.entry(MARK_IN_SYSTEM, "markedOn", RollbackCases.ROLLED_BACK, (item, day) ->
                marks.end(item.householdId(), MarkKind.RISK_ELIMINATED, day));
    }
}
