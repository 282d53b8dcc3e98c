package org.shouwang.security;

import java.util.Arrays;
import java.util.Locale;

/** What a post is for. */
public enum Role {
    /** 村级经办 */
    VILLAGE("村级经办"),
    /** 乡级审核 */
    TOWNSHIP("乡级审核"),
    /** 县级乡村振兴部门 */
    COUNTY("县级乡村振兴部门"),
    /** 县级领导小组 */
    LEADER("县级领导小组"),
    /** 小额信贷承办银行，一县一家：只看本行的贷款，不看辖区内的其他案件和户 */
    BANK("承办银行"),
    /** 行业部门，of a county or of the city */
    DEPARTMENT("行业部门"),
    /** 市级督导 */
    CITY("市级督导"),
    /** 其他业务系统 */
    PARTNER("业务系统"),
    /** 系统管理员 */
    ADMIN("系统管理员");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /**
     * @return the role's name as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @return the id of the engine's group that all holders of this role are in, whatever their region
     */
    public String group() {
        return switch (this) {
            case ADMIN -> "camunda-admin";
            case DEPARTMENT -> "dept";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    /**
     * @param group the id of a group of the engine
     * @return whether all holders of one of the roles are in it, so that it stands for their posts in all regions
     */
    public static boolean isGroupOfAny(String group) {
        return Arrays.stream(values()).anyMatch(role -> role.group().equals(group));
    }

    /**
     * @return whether holders of this role work for a region and have tasks
     */
    public boolean isRegional() {
        return this != PARTNER && this != ADMIN;
    }
}
