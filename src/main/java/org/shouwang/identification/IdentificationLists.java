package org.shouwang.identification;

import java.util.List;
import java.util.Set;
import org.shouwang.caselist.ListKind;
import org.shouwang.caselist.ListSource;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;

/** The lists of the seven steps of identification (ID-4). */
@Component
public class IdentificationLists implements ListSource {

    /** 统一报送：the township hands the households of its villages in for the comparison (step 2). */
    public static final String HAND_IN = "hand-in";

    @Override
    public List<ListKind> listKinds() {
        String process = MonitoringIdentificationProcess.KEY;
        Set<Role> township = Set.of(Role.TOWNSHIP);
        return List.of(new ListKind(HAND_IN, "统一报送名单", township, process, MonitoringIdentificationProcess.CONFIRM_COMPARISON, null),
                new ListKind("admission", "拟纳入名单", township, process, MonitoringIdentificationProcess.CHECK_AT_COUNTY, "admission-list"),
                new ListKind("approval", "纳入监测报批名单", Set.of(Role.COUNTY), process, MonitoringIdentificationProcess.APPROVE_AT_COUNTY, "approval-list"),
                new ListKind("announcement", "纳入监测结果公告名单", township, process, MonitoringIdentificationProcess.ANNOUNCE_RESULT, "result-announcement"),
                new ListKind("entry", "已批准未录入名单", Set.of(Role.TOWNSHIP, Role.COUNTY), process, MonitoringIdentificationProcess.ENTER_SYSTEM, null));
    }
}
