package org.shouwang.casefile;

import java.util.Optional;
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
        return StepFact.standing("caseInProgress", this::stage, CaseStatus.Stage.IN_PROGRESS);
    }

    /** Tells whether the decision agreed, and a task after it is open. */
    @Bean
    StepFact caseApproved() {
        return StepFact.standing("caseApproved", this::stage, CaseStatus.Stage.APPROVED);
    }

    /** Tells whether the case has ended by refusal, without a withdrawal. */
    @Bean
    StepFact caseRefused() {
        return StepFact.standing("caseRefused", this::stage, CaseStatus.Stage.REJECTED);
    }

    /** Tells whether the case's latest notice hung to the end of its time without an upheld objection (ID-4, step 4). */
    @Bean
    StepFact noticeClear() {
        return new StepFact("noticeClear", (caseNo, reference) -> cases.isNoticeClear(caseNo));
    }

    private Optional<CaseStatus.Stage> stage(String caseNo, Long reference) {
        return cases.find(caseNo).map(item -> item.status().stage());
    }
}
