package org.shouwang.support;

import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.support.TestPeople.Person;

/** The values that users fill in. Every map can be changed. */
public final class Payloads {

    private Payloads() {
    }

    /**
     * @return a clue from {@link Shouwang#VILLAGE}
     */
    public static Map<String, Object> clue(Person head, String day) {
        Map<String, Object> clue = new LinkedHashMap<>();
        clue.put("source", "SELF_REPORT");
        clue.put("foundOn", day);
        clue.put("villageCode", Shouwang.VILLAGE);
        clue.put("headName", head.name());
        clue.put("headIdNumber", head.idNumber());
        clue.put("riskDescription", "户主住院，支出较大");
        return clue;
    }

    /** Returns a visit that finds an ordinary household with one member, at risk by illness, with an income above the line. */
    public static Map<String, Object> atRisk(Person head, String day) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put(VERIFICATION_OUTCOME, "AT_RISK");
        found.put("verifiedOn", day);
        found.put("authorisationSigned", true);
        found.put("registeredKind", "GENERAL");
        found.put("members", new ArrayList<>(List.of(member(head, "HEAD"))));
        found.put("wageIncome", 12000);
        found.put("businessIncome", 3000);
        found.put("businessCost", 1000);
        found.put("propertyIncome", 0);
        found.put("transferIncome", 1200);
        found.put("medicalSpending", 20000);
        found.put("educationSpending", 0);
        found.put("housingSpending", 0);
        found.put("otherRigidSpending", 500.5);
        found.put("incomePerHeadLastYear", 16000);
        found.put("educationGuaranteed", "YES");
        found.put("medicalGuaranteed", "YES");
        found.put("housingSafe", "YES");
        found.put("waterSafe", "YES");
        found.put("suddenEvent", "ILLNESS");
        found.put("risks", List.of("ILLNESS"));
        found.put("riskStatement", "户主今年住院治疗，自付费用高");
        return found;
    }

    /** Returns a visit that finds nothing but an income below the line. */
    public static Map<String, Object> belowTheLineOnly(Person head, String day) {
        Map<String, Object> found = atRisk(head, day);
        found.put("members", new ArrayList<>(List.of(healthyMember(head, "HEAD"))));
        found.put("wageIncome", 6000);
        found.put("businessIncome", 0);
        found.put("businessCost", 0);
        found.put("transferIncome", 0);
        found.put("medicalSpending", 0);
        found.put("otherRigidSpending", 0);
        found.put("incomePerHeadLastYear", 6000);
        found.put("suddenEvent", "NONE");
        found.put("risks", List.of("OTHER"));
        found.put("riskStatement", "收入偏低");
        return found;
    }

    /**
     * Returns a visit that ends the case.
     *
     * @param outcome NO_RISK or DECLINED
     * @param day     the day of the visit
     */
    public static Map<String, Object> ending(String outcome, String day) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put(VERIFICATION_OUTCOME, outcome);
        found.put("verifiedOn", day);
        found.put("opinion", "收入稳定，无返贫致贫风险");
        return found;
    }

    /** Returns a member who is severely ill and can work only in part. */
    public static Map<String, Object> member(Person person, String relation) {
        Map<String, Object> member = healthyMember(person, relation);
        member.put("health", "SEVERE");
        member.put("labour", "WEAK");
        return member;
    }

    /** Returns a member who is disabled and cannot work. */
    public static Map<String, Object> disabledMember(Person person, String relation) {
        Map<String, Object> member = healthyMember(person, relation);
        member.put("health", "DISABLED");
        member.put("labour", "NONE");
        return member;
    }

    /** Returns a member who is healthy and can work. */
    public static Map<String, Object> healthyMember(Person person, String relation) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("name", person.name());
        member.put("idNumber", person.idNumber());
        member.put("relation", relation);
        member.put("health", "HEALTHY");
        member.put("labour", "FULL");
        member.put("schooling", "NONE");
        return member;
    }

    /** Returns a map with just one field. */
    public static Map<String, Object> just(String key, Object value) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(key, value);
        return values;
    }
}
