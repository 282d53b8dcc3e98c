package org.shouwang.casefile;

import org.shouwang.engine.StepFact;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The facts about any case to which the table of steps refers. */
@Configuration(proxyBeanMethods = false)
class CaseStepFacts {

    private final CaseFiles cases;

    CaseStepFacts(CaseFiles cases) {
        this.cases = cases;
    }

    /** Tells whether nothing is decided yet. */
    @Bean
    StepFact caseInProgress() {
        return stage("caseInProgress", CaseStatus.Stage.IN_PROGRESS);
    }

    /** Tells whether the decision agreed, and a task after it is open. */
    @Bean
    StepFact caseApproved() {
        return stage("caseApproved", CaseStatus.Stage.APPROVED);
    }

    /** Tells whether the case has ended by refusal, without a withdrawal. */
    @Bean
    StepFact caseRefused() {
        return stage("caseRefused", CaseStatus.Stage.REJECTED);
    }

    /** Tells whether the case's latest notice hung to the end of its time without an upheld objection (ID-4, step 4). */
    @Bean
    StepFact noticeClear() {
        return new StepFact("noticeClear", (caseNo, reference) -> cases.isNoticeClear(caseNo));
    }

    private StepFact stage(String name, CaseStatus.Stage stage) {
        return new StepFact(name, (caseNo, reference) -> cases.find(caseNo).filter(item -> item.status().stage() == stage).isPresent());
    }
}
