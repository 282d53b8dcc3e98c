package org.shouwang.casefile;

import org.shouwang.engine.StepFact;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the table of steps asks about any case. */
@Configuration(proxyBeanMethods = false)
class CaseStepFacts {

    private final CaseFiles cases;

    CaseStepFacts(CaseFiles cases) {
        this.cases = cases;
    }

    /** Nothing is decided yet. */
    @Bean
    StepFact caseInProgress() {
        return stage("caseInProgress", CaseStatus.Stage.IN_PROGRESS);
    }

    /** The decision is taken in its favour, and what follows it is not done yet. */
    @Bean
    StepFact caseApproved() {
        return stage("caseApproved", CaseStatus.Stage.APPROVED);
    }

    /** It has ended without what it was begun for, and was not withdrawn. */
    @Bean
    StepFact caseRefused() {
        return stage("caseRefused", CaseStatus.Stage.REJECTED);
    }

    /** What was found has hung out to the end of its days (ID-4, step 4). */
    @Bean
    StepFact noticeClear() {
        return new StepFact("noticeClear", (caseNo, reference) -> cases.isNoticeClear(caseNo));
    }

    private StepFact stage(String name, CaseStatus.Stage stage) {
        return new StepFact(name, (caseNo, reference) -> cases.find(caseNo).filter(item -> item.status().stage() == stage).isPresent());
    }
}
