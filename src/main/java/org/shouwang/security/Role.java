package org.shouwang.security;

import java.util.Arrays;
import java.util.Locale;

/** The role of a post. */
public enum Role {
    /** Staff of a village (村级经办). */
    VILLAGE("村级经办"),
    /** The reviewers of a township (乡级审核). */
    TOWNSHIP("乡级审核"),
    /** The county's department of rural revitalization (县级乡村振兴部门). */
    COUNTY("县级乡村振兴部门"),
    /** The county's leading group (县级领导小组). */
    LEADER("县级领导小组"),
    /**
     * The bank that grants small loans (小额信贷承办银行), one for each county. It sees its own loans, and no other cases or
     * households of the county.
     */
    BANK("承办银行"),
    /** A specialist department (行业部门), such as medical insurance, of a county or of the city. */
    DEPARTMENT("行业部门"),
    /** The schools of a county (学校), which see only the pupils' cases that were given to them. */
    SCHOOL("学校"),
    /** The group of hospitals and clinics of a county (医疗健康集团), which sees only the patients' cases that were given to it. */
    MEDICAL_GROUP("医疗健康集团"),
    /** The city's supervisors (市级督导). */
    CITY("市级督导"),
    /** Another system that calls the API (业务系统). */
    PARTNER("业务系统"),
    /** An administrator of this system (系统管理员). */
    ADMIN("系统管理员");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /**
     * @return the role's name in Chinese
     */
    public String title() {
        return title;
    }

    /**
     * @return the id of the engine's group to which all holders of this role belong, in whatever region
     */
    public String group() {
        return switch (this) {
            case ADMIN -> "camunda-admin";
            case DEPARTMENT -> "dept";
            case MEDICAL_GROUP -> "medgroup";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    /**
     * Tells whether a group holds all holders of one role, so that it stands for their posts in all regions.
     *
     * @param group the id of a group of the engine
     */
    public static boolean isGroupOfAny(String group) {
        return Arrays.stream(values()).anyMatch(role -> role.group().equals(group));
    }

    /**
     * @return whether holders of this role belong to an institution outside the administration of a county, one in each: the
     *     bank, the schools and the medical group. They see only what was given to them, and nobody substitutes for them
     */
    public boolean isInstitution() {
        return this == BANK || this == SCHOOL || this == MEDICAL_GROUP;
    }

    /**
     * @return whether holders of this role work for a region and have tasks
     */
    public boolean isRegional() {
        return this != PARTNER && this != ADMIN;
    }
}
