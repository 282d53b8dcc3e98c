package org.shouwang.safetynet;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.household.Households;
import org.shouwang.household.Labour;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.MarkKind;
import org.shouwang.household.Marks;
import org.shouwang.procedure.OwnStep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the recognition does to the register (SN-1, SN-2). */
@Configuration(proxyBeanMethods = false)
class SafetyNetSteps {

    /** 入户核查：what was found otherwise than recorded is a change of the members' ability to work. */
    @Bean
    OwnStep safetyNetLabour(LabourChanges labour) {
        return (item, values) -> labour.found(item.householdId(), ((List<?>) values.get("membersFound")).stream().map(Map.class::cast)
                .collect(Collectors.toMap(row -> ((Number) row.get("memberNo")).intValue(), row -> Labour.valueOf((String) row.get("labour")))),
                (LocalDate) values.get("verifiedOn"), item.caseNo());
    }

    /** 系统标注：the household is marked, unless a member has found work after the township's decision. */
    @Bean
    OwnStep safetyNetMark(Households households, Marks marks, LabourChanges labour) {
        return (item, values) -> {
            LocalDate day = (LocalDate) values.get("markedOn");
            marks.add(item.householdId(), MarkKind.SAFETY_NET, item.caseNo(), day);
            labour.endMarkIfAble(households.lock(item.householdId()), day);
        };
    }
}
