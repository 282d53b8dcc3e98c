package org.shouwang.procedure;

import org.shouwang.casefile.CaseReferences;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other modules know of the links between cases. */
@Configuration(proxyBeanMethods = false)
class ProcedureReferences {

    @Bean
    CaseReferences linkedCases(CaseLinks links) {
        return new CaseReferences("关联案件", links::of, true);
    }
}
