package org.shouwang.security;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role in a region.
 *
 * @param role       the role
 * @param regionCode the region's code, null for roles without a region
 * @param department which department of that region, small letters such as {@code yibao}; null for all other roles
 */
public record Post(Role role, String regionCode, String department) {

    private static final String CITY_CODE = "411000";

    /** The city's post, which watches over all counties. */
    public static final Post CITY = new Post(Role.CITY, CITY_CODE);

    private static final int TOWNSHIP_DIGITS = 9;
    private static final int COUNTY_DIGITS = 6;
    private static final Pattern GROUP = Pattern.compile("([a-z]+)(\\d{6,12})([a-z]*)");

    /**
     * A post that is no department's.
     *
     * @param role       the role
     * @param regionCode the region's code, null for roles without a region
     */
    public Post(Role role, String regionCode) {
        this(role, regionCode, null);
    }

    /**
     * @return the id of the engine's group of this post, such as {@code township411081101} or {@code dept411081yibao}
     */
    public String group() {
        return !role.isRegional() ? role.group() : role.group() + regionCode + (department == null ? "" : department);
    }

    /**
     * @param code the code of a county, township or village
     * @return whether this post sees what belongs to that region; never for a bank or a department, which see what
     *         they were given and no more
     */
    public boolean covers(String code) {
        return switch (role) {
            case CITY, ADMIN -> true;
            case PARTNER, BANK, DEPARTMENT -> false;
            default -> code.startsWith(regionCode);
        };
    }

    /**
     * @return the code of the county it belongs to, which is the engine's tenant; null above the counties
     */
    public String countyCode() {
        return regionCode == null || CITY_CODE.equals(regionCode) ? null : regionCode.substring(0, COUNTY_DIGITS);
    }

    /**
     * @return the beginning that the codes of all regions have in common whose cases this post sees; empty for all or none
     */
    public String codePrefix() {
        return countyCode() == null || role == Role.BANK ? "" : regionCode;
    }

    /**
     * @return whether it sees whatever lies in its region; departments, banks and other systems see what is their own
     */
    public boolean seesItsRegion() {
        return role != Role.PARTNER && role != Role.BANK && role != Role.DEPARTMENT;
    }

    /**
     * @return the post to which this one answers: township, county department, leading group, city; empty above.
     *         A bank and a department answer to the county department, one of the city to the city
     */
    public Optional<Post> above() {
        return switch (role) {
            case VILLAGE -> Optional.of(new Post(Role.TOWNSHIP, regionCode.substring(0, TOWNSHIP_DIGITS)));
            case TOWNSHIP, BANK -> Optional.of(new Post(Role.COUNTY, countyCode()));
            case COUNTY -> Optional.of(new Post(Role.LEADER, regionCode));
            case DEPARTMENT -> Optional.of(countyCode() == null ? CITY : new Post(Role.COUNTY, countyCode()));
            case LEADER -> Optional.of(CITY);
            default -> Optional.empty();
        };
    }

    /**
     * @param group the id of a post's group
     * @return its level: what stands before the region
     */
    public static String levelOf(String group) {
        return group.replaceAll("\\d.*", "");
    }

    /**
     * @param group the id of a group of the engine
     * @return the post it stands for, or empty if it stands for none
     */
    public static Optional<Post> ofGroup(String group) {
        Matcher parts = GROUP.matcher(group);
        for (Role role : Role.values()) {
            if (!role.isRegional() && group.equals(role.group())) {
                return Optional.of(new Post(role, null));
            }
            if (role.isRegional() && parts.matches() && parts.group(1).equals(role.group())
                    && parts.group(3).isEmpty() != (role == Role.DEPARTMENT)) {
                return Optional.of(new Post(role, parts.group(2), role == Role.DEPARTMENT ? parts.group(3) : null));
            }
        }
        return Optional.empty();
    }
}
