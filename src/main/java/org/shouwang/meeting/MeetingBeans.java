package org.shouwang.meeting;

import org.shouwang.casefile.CaseReferences;
import org.shouwang.paper.MeetingRecords;
import org.shouwang.security.CurrentUsers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What other modules know of village meetings. */
@Configuration(proxyBeanMethods = false)
class MeetingBeans {

    @Bean
    CaseReferences meetingsOfCases(Meetings meetings) {
        return new CaseReferences("村级研判会", meetings::of, false);
    }

    @Bean
    MeetingRecords meetingRecords(Meetings meetings, CurrentUsers users) {
        return new MeetingRecords(caseNo -> meetings.latestOn(caseNo).map(decided -> {
            Minutes minutes = decided.meeting().minutes();
            return new MeetingRecords.Entry(decided.meeting().meetingNo(), minutes.heldOn(), minutes.place(), minutes.chair(),
                    users.displayName(decided.meeting().recordedBy()), minutes.present(), minutes.signers(), decided.at());
        }));
    }
}
