package org.shouwang.household;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.casefile.Opening;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.Submission;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.NotFoundException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Starts cases for households in the register. A village, a township or a county department may do so for its own region. */
@Component
public class HouseholdStarts {

    private static final Set<Role> STARTERS = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY);

    private final Households households;
    private final HouseholdSearch search;
    private final CaseFiles cases;
    private final Regions regions;
    private final CurrentUsers users;
    private final ObjectProvider<HouseholdStart> processes;

    HouseholdStarts(Households households, HouseholdSearch search, CaseFiles cases, Regions regions, CurrentUsers users,
                    ObjectProvider<HouseholdStart> processes) {
        this.households = households;
        this.search = search;
        this.cases = cases;
        this.regions = regions;
        this.users = users;
        this.processes = processes;
    }

    /**
     * Returns a process that is started for households.
     *
     * @param key the key of a process; any text that a user typed is allowed
     * @throws NotFoundException if no process with this key is started for households
     */
    public HouseholdStart process(String key) {
        return processes.stream().filter(process -> process.kind().process().equals(key)).findFirst()
                .orElseThrow(() -> new NotFoundException("没有可以为户发起的流程“" + key + "”"));
    }

    /**
     * Returns the processes that the user may start for a household now.
     *
     * @param household a household that the user may see
     */
    public List<HouseholdStart> startable(Household household) {
        List<String> inProgress = inProgress(household);
        return !isMyPost(household) ? List.of() : processes.orderedStream()
                .filter(process -> obstacle(process, household, inProgress).isEmpty()).toList();
    }

    /**
     * @param process   a process that is started for households
     * @param household a household
     * @return why the process cannot be started for the household now, in Chinese; empty if it can
     */
    public Optional<String> obstacle(HouseholdStart process, Household household) {
        return obstacle(process, household, inProgress(household));
    }

    private List<String> inProgress(Household household) {
        return cases.ofHousehold(household.id()).stream().filter(item -> item.status().isInProgress()).map(CaseFile::process).toList();
    }

    private static Optional<String> obstacle(HouseholdStart process, Household household, List<String> inProgress) {
        return process.from() != household.status() ? Optional.of("该户现在的状态是“" + household.status().title() + "”")
                : inProgress.contains(process.kind().process()) ? Optional.of("已有在办的" + process.kind().title())
                : process.obstacle().apply(household);
    }

    /**
     * Tells whether the user's post may start cases for a household.
     *
     * @param household a household that the user may see
     */
    public boolean isMyPost(Household household) {
        return STARTERS.stream().anyMatch(role -> users.get().is(role, household.villageCode()));
    }

    /**
     * Refuses users whose post may not start cases for a household.
     *
     * @param household a household that the user may see
     * @throws ForbiddenException if the user's post may not start cases for the household
     */
    public void requireRight(Household household) {
        if (!isMyPost(household)) {
            throw notMine();
        }
    }

    /** Returns the step that starts a process, no matter through which door it is started. */
    public StartStep of(HouseholdStart process) {
        return new Start(process);
    }

    private static ForbiddenException notMine() {
        return new ForbiddenException("由村、乡镇或县级乡村振兴部门发起");
    }

    private final class Start implements StartStep {

        private final HouseholdStart process;

        private Start(HouseholdStart process) {
            this.process = process;
        }

        @Override
        public String processKey() {
            return process.kind().process();
        }

        @Override
        public boolean mayStart() {
            return STARTERS.stream().anyMatch(users.get()::is);
        }

        @Override
        public void check(Submission submission) {
            if (!mayStart()) {
                throw notMine();
            }
            if (submission.text("householdNo") != null) {
                requireRight(search.visible(submission.text("householdNo")));
            }
        }

        @Override
        public StartedCase accept(Submission submission) {
            Household household = households.lock(search.visible(submission.text("householdNo")).id());
            String title = process.kind().title();
            if (household.status() != process.from()) {
                throw new ConflictException("该户现在的状态是“" + household.status().title() + "”，不能发起" + title);
            }
            process.obstacle().apply(household).ifPresent(obstacle -> {
                throw new ConflictException(obstacle);
            });
            Village village = regions.findVillage(household.villageCode()).orElseThrow();
            String caseNo = cases.nextNumber(process.kind(), village.countyCode());
            cases.open(caseNo, process.kind(), new Opening(village, household.id(), household.headName(),
                    household.headIdNumber(), submission.text("reason"), null, null, null));
            return new StartedCase(caseNo, village.countyCode(), CaseVariables.atStart(caseNo, village));
        }
    }
}
