package org.shouwang.assistance.process;

import java.time.LocalDate;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.shouwang.region.Village;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Component;

/**
 * The two limits of a plan: the township's ten days end with its declaration (AS-1), then the county has days of its own, so
 * that a slow county makes no township late. The second limit is ours; its days are the parameter {@code PLAN_CONFIRMATION_DAYS}.
 */
@Component
class PlanLimits {

    private static final String DAYS = "PLAN_CONFIRMATION_DAYS";

    private final CaseFiles cases;
    private final Deadlines deadlines;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    PlanLimits(CaseFiles cases, Deadlines deadlines, PolicyParameters parameters, AdjustableClock clock) {
        this.cases = cases;
        this.deadlines = deadlines;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * The township has made and declared its plan: it has met its limit, and the county's begins.
     *
     * @param caseNo a case
     * @param planId the plan; each has a limit of its own
     */
    void declared(String caseNo, long planId) {
        CaseFile item = cases.get(caseNo);
        Village village = cases.villageOf(item);
        LocalDate today = clock.today();
        deadlines.meet(caseNo, LimitRule.ASSISTANCE_10D);
        deadlines.start(caseNo, LimitRule.PLAN_CONFIRMATION, String.valueOf(planId), village.code(),
                new Post(Role.COUNTY, village.countyCode()).group(), today,
                today.plusDays(parameters.value(DAYS, today).intValueExact()));
    }

    /**
     * The county has confirmed the plan or sent it back.
     *
     * @param caseNo a case
     */
    void answered(String caseNo) {
        deadlines.meet(caseNo, LimitRule.PLAN_CONFIRMATION);
    }

    /**
     * The county wants the plan changed: the township's limit goes on, the days with the county not counted.
     *
     * @param caseNo a case
     */
    void sentBack(String caseNo) {
        deadlines.resume(caseNo, LimitRule.ASSISTANCE_10D);
    }
}
