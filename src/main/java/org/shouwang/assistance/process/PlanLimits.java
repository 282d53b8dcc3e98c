package org.shouwang.assistance.process;

import java.time.LocalDate;
import java.util.List;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitCounting;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.WorkingDays;
import org.shouwang.region.Village;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Component;

/**
 * The two limits of a plan. The township's ten days end when it declares its plan (AS-1); then the county has days of its own,
 * so that a slow county makes no township late. The second limit is the product's own; its days are the parameter
 * {@code PLAN_CONFIRMATION_DAYS}.
 */
@Component
class PlanLimits implements LimitCounting {

    private static final String DAYS = "PLAN_CONFIRMATION_DAYS";

    private final CaseFiles cases;
    private final Deadlines deadlines;
    private final WorkingDays working;
    private final PolicyParameters parameters;
    private final AdjustableClock clock;

    PlanLimits(CaseFiles cases, Deadlines deadlines, WorkingDays working, PolicyParameters parameters, AdjustableClock clock) {
        this.cases = cases;
        this.deadlines = deadlines;
        this.working = working;
        this.parameters = parameters;
        this.clock = clock;
    }

    /**
     * Ends the township's limit, since the township has made and declared its plan, and begins the county's limit.
     *
     * @param caseNo the number of the case
     * @param planId the plan's id; each plan has a limit of its own
     */
    void declared(String caseNo, long planId) {
        CaseFile item = cases.get(caseNo);
        Village village = cases.villageOf(item);
        LocalDate today = clock.today();
        deadlines.meet(caseNo, LimitRule.ASSISTANCE_10D);
        deadlines.start(caseNo, LimitRule.PLAN_CONFIRMATION, String.valueOf(planId), village.code(),
                new Post(Role.COUNTY, village.countyCode()).group(), today,
                working.end(today, parameters.number(DAYS, today)));
    }

    /**
     * Ends the county's limit, since the county has confirmed the plan or sent it back.
     *
     * @param caseNo the number of the case
     */
    void answered(String caseNo) {
        deadlines.meet(caseNo, LimitRule.PLAN_CONFIRMATION);
    }

    /**
     * Resumes the township's limit, since the county wants the plan changed. The days at the county do not count.
     *
     * @param caseNo the number of the case
     */
    void sentBack(String caseNo) {
        deadlines.resume(caseNo, LimitRule.ASSISTANCE_10D);
    }

    @Override
    public List<Counted> counted() {
        return List.of(new Counted(LimitRule.PLAN_CONFIRMATION.name(), null, null, DAYS, false));
    }
}
