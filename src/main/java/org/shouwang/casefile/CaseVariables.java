package org.shouwang.casefile;

import java.util.HashMap;
import java.util.Map;
import org.shouwang.region.Village;

/** The engine's variables and form fields that the processes of all cases share. */
public final class CaseVariables {

    /** Its number. */
    public static final String CASE_NO = "caseNo";
    /** How the case stands. */
    public static final String CASE_STATUS = "caseStatus";
    /** The village, 12 digits. */
    public static final String VILLAGE = "villageCode";
    /** The township, 9 digits. */
    public static final String TOWNSHIP = "townshipCode";
    /** The village as task lists show it. */
    public static final String VILLAGE_NAME = "villageName";
    /** Whether a notice has to be posted (again). */
    public static final String NOTICE_REQUIRED = "noticeRequired";
    /** To which level the county sends a case back. */
    public static final String RETURN_TO = "returnTo";
    /** The opinion given with a decision. */
    public static final String OPINION = "opinion";

    private CaseVariables() {
    }

    /**
     * @param caseNo  a case that has just been begun
     * @param village its village
     * @return the variables its process starts with
     */
    public static Map<String, Object> atStart(String caseNo, Village village) {
        return new HashMap<>(Map.of(CASE_NO, caseNo, CASE_STATUS, CaseStatus.IN_PROGRESS.code(), VILLAGE, village.code(),
                TOWNSHIP, village.townshipCode(), VILLAGE_NAME, village.townshipName() + village.name()));
    }
}
