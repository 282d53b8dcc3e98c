package org.shouwang.identification.process;

import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;

import org.shouwang.casefile.CaseNotice;
import org.shouwang.casefile.CaseSteps;
import org.shouwang.casefile.Decision;
import org.shouwang.engine.TaskStep;
import org.shouwang.identification.Identification;
import org.shouwang.identification.IdentificationCases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks after the visit to the household's home (ID-4, steps 2 to 8). */
@Configuration(proxyBeanMethods = false)
class IdentificationSteps {

    private final CaseSteps.OfKind steps;

    IdentificationSteps(IdentificationCases kind, CaseSteps steps) {
        this.steps = steps.of(kind);
    }

    /** The task 信息比对, in which the county department confirms the findings of the comparison. */
    @Bean
    TaskStep confirmComparisonStep() {
        return steps.decision(CONFIRM_COMPARISON, COMPARISON_OUTCOME, null);
    }

    /** The task 村级初选, in which the village considers the result, the household's circumstances and the risk. */
    @Bean
    TaskStep preselectAtVillageStep(CaseNotice identificationNotice) {
        return steps.preselection(identificationNotice);
    }

    /** The task 乡级审核, in which the township decides which households it proposes. */
    @Bean
    TaskStep reviewAtTownshipStep() {
        return steps.decision(REVIEW_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME, Decision.APPROVE);
    }

    /** The task 县级汇总审核, in which the county department checks the household before the leading group decides. */
    @Bean
    TaskStep checkAtCountyStep() {
        return steps.decision(CHECK_AT_COUNTY, COUNTY_CHECK_OUTCOME, Decision.PASS);
    }

    /** The task 县级审批, in which the leading group's approval admits the household to the register. */
    @Bean
    TaskStep approveAtCountyStep(Identification identification) {
        return steps.approval(identification::admit);
    }

    /** The task 结果公告, in which the township announces the result in the village. */
    @Bean
    TaskStep announceResultStep() {
        return steps.announcement();
    }

    /** The task 录入建档, in which the village enters the household in the national system. */
    @Bean
    TaskStep enterSystemStep() {
        return steps.entry(ENTER_SYSTEM, "enteredOn", IdentificationCases.ADMITTED, (item, day) -> { });
    }

    /** The task 告知农户, in which the village tells the household that it is not admitted, and why. */
    @Bean
    TaskStep informHouseholdStep() {
        return steps.informing();
    }
}
