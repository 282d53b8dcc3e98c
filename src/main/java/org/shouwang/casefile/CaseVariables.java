package org.shouwang.casefile;

import java.util.HashMap;
import java.util.Map;
import org.shouwang.region.Village;

/** The process variables and form fields that the processes of all cases share. */
public final class CaseVariables {

    /** The case's number. */
    public static final String CASE_NO = "caseNo";
    /** The code of the case's status. */
    public static final String CASE_STATUS = "caseStatus";
    /** The village's code, 12 digits. */
    public static final String VILLAGE = "villageCode";
    /** The township's code, 9 digits. */
    public static final String TOWNSHIP = "townshipCode";
    /** The names of township and village as task lists show them. */
    public static final String VILLAGE_NAME = "villageName";
    /** The variable that tells whether a notice has to be posted. */
    public static final String NOTICE_REQUIRED = "noticeRequired";

    private CaseVariables() {
    }

    /**
     * @param caseNo  the number of a case that has just begun
     * @param village the case's village, or the township or county that it is about as a whole
     * @return the variables with which the case's process starts
     */
    public static Map<String, Object> atStart(String caseNo, Village village) {
        String name = village.townshipName() + village.name();
        Map<String, Object> variables = new HashMap<>(Map.of(CASE_NO, caseNo, CASE_STATUS, CaseStatus.IN_PROGRESS.code(), VILLAGE, village.code(),
                VILLAGE_NAME, name.isEmpty() ? village.countyName() : name));
        // A case about a county as a whole is in no township.
        variables.put(TOWNSHIP, village.townshipCode());
        return variables;
    }
}
