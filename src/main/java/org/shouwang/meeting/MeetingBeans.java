package org.shouwang.meeting;

import org.shouwang.casefile.CaseReferences;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other modules know of village meetings. */
@Configuration(proxyBeanMethods = false)
class MeetingBeans {

    @Bean
    CaseReferences meetingsOfCases(Meetings meetings) {
        return new CaseReferences("村级研判会", meetings::of);
    }
}
