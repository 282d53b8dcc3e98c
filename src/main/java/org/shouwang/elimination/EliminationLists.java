package org.shouwang.elimination;

import java.util.List;
import java.util.Set;
import org.shouwang.caselist.ListKind;
import org.shouwang.caselist.ListSource;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;

/** The lists of eliminations, which go through the same levels as identification (EL-2). */
@Component
class EliminationLists implements ListSource {

    @Override
    public List<ListKind> listKinds() {
        String process = RiskEliminationProcess.KEY;
        Set<Role> township = Set.of(Role.TOWNSHIP);
        return List.of(new ListKind("elimination", "拟消除风险名单", township, process, RiskEliminationProcess.CHECK_AT_COUNTY, "admission-list"),
                new ListKind("elimination-approval", "风险消除报批名单", Set.of(Role.COUNTY), process, RiskEliminationProcess.APPROVE_AT_COUNTY, "approval-list"),
                new ListKind("elimination-announcement", "风险消除结果公告名单", township, process, RiskEliminationProcess.ANNOUNCE_RESULT, "result-announcement"),
                new ListKind("elimination-entry", "已批准未标注名单", Set.of(Role.TOWNSHIP, Role.COUNTY), process, RiskEliminationProcess.MARK_IN_SYSTEM, null));
    }
}
