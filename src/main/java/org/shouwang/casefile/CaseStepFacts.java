package org.shouwang.casefile;

import java.util.Set;
import org.shouwang.engine.StepFact;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the table of steps asks about any case. */
@Configuration(proxyBeanMethods = false)
class CaseStepFacts {

    private static final Set<CaseStatus> REFUSED = Set.of(CaseStatus.NOT_AT_RISK, CaseStatus.DECLINED, CaseStatus.RISK_REMAINS,
            CaseStatus.NOT_QUALIFIED, CaseStatus.REJECTED);

    private final CaseFiles cases;

    CaseStepFacts(CaseFiles cases) {
        this.cases = cases;
    }

    /** Nothing is decided yet. */
    @Bean
    StepFact caseInProgress() {
        return status("caseInProgress", Set.of(CaseStatus.IN_PROGRESS));
    }

    /** The decision is taken in its favour, and what follows it is not done yet. */
    @Bean
    StepFact caseApproved() {
        return status("caseApproved", Set.of(CaseStatus.APPROVED));
    }

    /** It has ended without what it was begun for, and was not withdrawn. */
    @Bean
    StepFact caseRefused() {
        return status("caseRefused", REFUSED);
    }

    /** What was found has hung out to the end of its days (ID-4, step 4). */
    @Bean
    StepFact noticeClear() {
        return new StepFact("noticeClear", (caseNo, reference) -> cases.isNoticeClear(caseNo));
    }

    private StepFact status(String name, Set<CaseStatus> statuses) {
        return new StepFact(name, (caseNo, reference) -> cases.find(caseNo).map(CaseFile::status).filter(statuses::contains).isPresent());
    }
}
