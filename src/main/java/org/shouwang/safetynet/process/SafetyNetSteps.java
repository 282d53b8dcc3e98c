package org.shouwang.safetynet.process;

import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.MARK_IN_SYSTEM;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.RECORD_AT_COUNTY;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.TOWNSHIP_REVIEW_OUTCOME;

import org.shouwang.casefile.CaseNotice;
import org.shouwang.casefile.CaseSteps;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.TaskStep;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdStart;
import org.shouwang.household.HouseholdStarts;
import org.shouwang.household.Households;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.MarkKind;
import org.shouwang.household.Marks;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.safetynet.SafetyNetCases;
import org.shouwang.safetynet.SafetyNetChecks;
import org.shouwang.shared.ConflictException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The start of a recognition, and its tasks (SN-2). The township decides; the county only files. */
@Configuration(proxyBeanMethods = false)
class SafetyNetSteps {

    private final SafetyNetCases kind;
    private final CaseSteps.OfKind steps;

    SafetyNetSteps(SafetyNetCases kind, CaseSteps steps) {
        this.kind = kind;
        this.steps = steps.of(kind);
    }

    @Bean
    HouseholdStart safetyNet() {
        return new HouseholdStart(kind, MonitoringStatus.MONITORED, "发起兜底保障户认定",
                "写清为什么整户没有劳动能力、享受什么保障。发起后，村里会收到“入户核查”任务。", kind::obstacle);
    }

    /** The start of the case (申请认定): village, township or county says why the household is without any labour. */
    @Bean
    StartStep startSafetyNetStep(HouseholdStarts starts, HouseholdStart safetyNet) {
        return starts.of(safetyNet);
    }

    /** The village's preselection (村级初选), based on the check. */
    @Bean
    TaskStep preselectSafetyNetStep(CaseNotice safetyNetNotice) {
        return steps.preselection(safetyNetNotice);
    }

    /** The township's decision (乡级确定). */
    @Bean
    TaskStep decideSafetyNetStep(Households households) {
        return steps.approval(DECIDE_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME, item -> {
            Household household = households.lock(item.householdId());
            if (household.status() != MonitoringStatus.MONITORED) {
                throw new ConflictException("该户现在的状态是“" + household.status().title() + "”，不是监测对象，不能确定为兜底保障户");
            }
            return household.id();
        });
    }

    /** The county's filing (县级备案); the county neither approves nor refuses. */
    @Bean
    TaskStep recordSafetyNetStep(SafetyNetChecks checks) {
        return steps.note(RECORD_AT_COUNTY, "recordedOn",
                (caseNo, submission, day) -> checks.file(caseNo, submission.text("filingNo"), day));
    }

    /** The mark in the national system (系统标注), which the village sets. */
    @Bean
    TaskStep markSafetyNetStep(Households households, Marks marks, LabourChanges labour) {
        return steps.entry(MARK_IN_SYSTEM, "markedOn", SafetyNetCases.SAFETY_NET, (item, day) -> {
            marks.add(item.householdId(), MarkKind.SAFETY_NET, item.caseNo(), day);
            // A member may have found work after the township's decision.
            labour.endMarkIfAble(households.lock(item.householdId()), day);
        });
    }

    /** The task in which the village tells the household that it is not recognised, and why (告知农户). */
    @Bean
    TaskStep informOfRefusedSafetyNetStep() {
        return steps.informing();
    }
}
