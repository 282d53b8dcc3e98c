package org.shouwang.assistance;

import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileOwner;
import org.shouwang.attachment.FileOwnerSource;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Component;

/** Offers visits at households as owners of files, such as pictures of the house. */
@Component
class VisitFileOwners implements FileOwnerSource {

    private final HouseholdSearch search;
    private final Visits visits;
    private final AssistanceRights rights;

    VisitFileOwners(HouseholdSearch search, Visits visits, AssistanceRights rights) {
        this.search = search;
        this.visits = visits;
        this.rights = rights;
    }

    @Override
    public String variable() {
        return "visitId";
    }

    @Override
    public FileOwner visible(Map<String, String> path) {
        Household household = search.visible(path.get("householdNo"));
        String typed = path.get(variable());
        if (!typed.matches("\\d{1,18}")) {
            throw new NotFoundException("该户没有这条走访记录");
        }
        Visits.Visit visit = visits.get(household, Long.parseLong(typed));
        String page = "/households/" + household.householdNo() + "/visits";
        return new FileOwner("visit-" + visit.id(), visit.visitedOn() + " 的走访", page, page + "/" + visit.id() + "/files", household.villageCode(),
                rights.mayRecord(household), true, true, null, List.of(), List.of(), List.of());
    }
}
