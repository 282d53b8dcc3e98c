package org.shouwang.security;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role in a region.
 *
 * @param role       the role
 * @param regionCode the region's code; null for roles without a region
 * @param department the code of a department of the region, such as {@code yibao}; null for all other roles
 */
public record Post(Role role, String regionCode, String department) {

    private static final String CITY_CODE = "411000";

    /** The post of the city's supervisors, who see all counties. */
    public static final Post CITY = new Post(Role.CITY, CITY_CODE);

    private static final int TOWNSHIP_DIGITS = 9;
    private static final int COUNTY_DIGITS = 6;
    private static final Pattern GROUP = Pattern.compile("([a-z]+)(\\d{6,12})([a-z]*)");
    /** The region of a group and what follows. */
    private static final Pattern UNIT = Pattern.compile("\\d.*");

    /**
     * Makes a post that does not belong to a department.
     *
     * @param role       the role
     * @param regionCode the region's code; null for roles without a region
     */
    public Post(Role role, String regionCode) {
        this(role, regionCode, null);
    }

    /**
     * @return the id of the post's group in the engine, such as {@code township411081101} or {@code dept411081yibao}
     */
    public String group() {
        return !role.isRegional() ? role.group() : role.group() + regionCode + (department == null ? "" : department);
    }

    /**
     * Tells whether this post sees whatever belongs to a region. An institution, such as a bank, or a department never does: it
     * sees only what was given to it.
     *
     * @param code the code of a county, township or village
     */
    public boolean covers(String code) {
        return switch (role) {
            case CITY, ADMIN -> true;
            case PARTNER, BANK, SCHOOL, MEDICAL_GROUP, DEPARTMENT -> false;
            default -> code.startsWith(regionCode);
        };
    }

    /**
     * @return the code of the post's county, which is the engine's tenant; null above the counties
     */
    public String countyCode() {
        return regionCode == null || CITY_CODE.equals(regionCode) ? null : regionCode.substring(0, COUNTY_DIGITS);
    }

    /**
     * @return the common beginning of the codes of all regions whose cases this post sees; empty for all regions or none
     */
    public String codePrefix() {
        return countyCode() == null || role.isInstitution() ? "" : regionCode;
    }

    /**
     * @return whether the post sees whatever lies in its region; departments, institutions such as banks, and other systems see only
     *     what is their own
     */
    public boolean seesItsRegion() {
        return role != Role.PARTNER && !role.isInstitution() && role != Role.DEPARTMENT;
    }

    /**
     * @return the post to which this one answers: a village to the township, a township or an institution to the county department, a
     *     county department to the leading group, the leading group to the city; a department of a county to the county
     *     department, a department of the city to the city; empty for all others
     */
    public Optional<Post> above() {
        return switch (role) {
            case VILLAGE -> Optional.of(new Post(Role.TOWNSHIP, regionCode.substring(0, TOWNSHIP_DIGITS)));
            case TOWNSHIP, BANK, SCHOOL, MEDICAL_GROUP -> Optional.of(new Post(Role.COUNTY, countyCode()));
            case COUNTY -> Optional.of(new Post(Role.LEADER, regionCode));
            case DEPARTMENT -> Optional.of(countyCode() == null ? CITY : new Post(Role.COUNTY, countyCode()));
            case LEADER -> Optional.of(CITY);
            default -> Optional.empty();
        };
    }

    /**
     * Returns the level of a post: the part of its group's id before the region's code.
     *
     * @param group the id of a post's group
     */
    public static String levelOf(String group) {
        return UNIT.matcher(group).replaceFirst("");
    }

    /**
     * Returns the post to which a group belongs.
     *
     * @param group the id of a group of the engine
     * @return the post; empty if the group belongs to no post
     */
    public static Optional<Post> ofGroup(String group) {
        Matcher parts = GROUP.matcher(group);
        boolean hasRegion = parts.matches();
        for (Role role : Role.values()) {
            if (!role.isRegional() && group.equals(role.group())) {
                return Optional.of(new Post(role, null));
            }
            if (role.isRegional() && hasRegion && parts.group(1).equals(role.group())
                    && parts.group(3).isEmpty() != (role == Role.DEPARTMENT)) {
                return Optional.of(new Post(role, parts.group(2), role == Role.DEPARTMENT ? parts.group(3) : null));
            }
        }
        return Optional.empty();
    }
}
