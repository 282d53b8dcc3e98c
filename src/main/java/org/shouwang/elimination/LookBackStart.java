package org.shouwang.elimination;

import java.util.List;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.Opening;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.Sweep;
import org.shouwang.engine.Sweeps;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Opens a case for each drawn household of a begun campaign. Each case has a transaction of its own and may be opened on any
 * node.
 */
@Component
public class LookBackStart {

    private final LookBacks lookBacks;
    private final LookBackHouseholds drawn;
    private final LookBackCases kind;
    private final CaseFiles cases;
    private final Households households;
    private final Regions regions;
    private final CaseProcesses processes;
    private final CurrentUsers users;
    private final Sweeps sweeps;

    LookBackStart(LookBacks lookBacks, LookBackHouseholds drawn, LookBackCases kind, CaseFiles cases, Households households,
                  Regions regions, CaseProcesses processes, CurrentUsers users, Sweeps sweeps) {
        this.lookBacks = lookBacks;
        this.drawn = drawn;
        this.kind = kind;
        this.cases = cases;
        this.households = households;
        this.regions = regions;
        this.processes = processes;
        this.users = users;
        this.sweeps = sweeps;
    }

    /**
     * Begins a campaign on behalf of the user who has signed in. The first hundred households get their cases at once, the
     * others within some seconds.
     *
     * @param id the campaign's id
     */
    public void begin(long id) {
        lookBacks.move(id, LookBack.Status.BEGUN);
        startWaiting();
    }

    /** Opens the cases that are still missing, also after a node has failed meanwhile. */
    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    void startWaiting() {
        // The case is opened in the name of the user who began the campaign; the user's posts do not matter here.
        sweeps.each(Sweep.LOOK_BACK_CASES, drawn::waiting, key -> drawn.lockWaiting(key).ifPresent(waiting ->
                users.actAs(new CurrentUser(waiting.begunBy(), null, List.of()), () -> start(waiting))));
    }

    private void start(LookBackHouseholds.Waiting waiting) {
        Household household = households.lock(waiting.householdId());
        if (household.status() != MonitoringStatus.ELIMINATED) {
            drawn.skipped(waiting, "现在的状态是“" + household.status().title() + "”，不再回头看");
            return;
        }
        if (cases.inProgress(household.id(), kind).isPresent()) {
            drawn.skipped(waiting, "已在另一次回头看中");
            return;
        }
        Village village = regions.findVillage(household.villageCode()).orElseThrow();
        String caseNo = cases.nextNumber(kind, village.countyCode());
        cases.open(caseNo, kind, new Opening(village, household.id(), household.headName(), household.headIdNumber(),
                "回头看：" + waiting.name(), null, null, null));
        drawn.begun(waiting, caseNo);
        processes.start(kind.process(),
                new StartStep.StartedCase(caseNo, village.countyCode(), CaseVariables.atStart(caseNo, village)));
    }
}
