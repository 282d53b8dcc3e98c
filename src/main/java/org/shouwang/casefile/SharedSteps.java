package org.shouwang.casefile;

/** The names of steps that several models share and for which there is one class here. */
public final class SharedSteps {

    public static final String PRESELECT_AT_VILLAGE = "userTask_preselectAtVillage";
    public static final String APPROVE_AT_COUNTY = "userTask_approveAtCounty";
    public static final String ANNOUNCE_RESULT = "userTask_announceResult";
    public static final String INFORM_HOUSEHOLD = "userTask_informHousehold";

    public static final String PRESELECTION_OUTCOME = "preselectionOutcome";
    public static final String COUNTY_APPROVAL_OUTCOME = "countyApprovalOutcome";

    private SharedSteps() {
    }
}
