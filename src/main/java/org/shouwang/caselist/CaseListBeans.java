package org.shouwang.caselist;

import org.shouwang.paper.ListNumbers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other modules know of lists. */
@Configuration(proxyBeanMethods = false)
class CaseListBeans {

    @Bean
    ListNumbers listNumbers(CaseLists lists) {
        return new ListNumbers((caseNo, paper) -> lists.latestPrinted(caseNo, paper)
                .map(list -> new ListNumbers.Place(lists.kind(list.kind()).title(), list.numberText())));
    }
}
