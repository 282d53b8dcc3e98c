package org.shouwang.security;

import java.util.Optional;

/**
 * A role in a region.
 *
 * @param role       the role
 * @param regionCode the region's code, null for roles without a region
 */
public record Post(Role role, String regionCode) {

    private static final String CITY_CODE = "411000";

    /** The city's post, which watches over all counties. */
    public static final Post CITY = new Post(Role.CITY, CITY_CODE);

    private static final int TOWNSHIP_DIGITS = 9;
    private static final int COUNTY_DIGITS = 6;

    /**
     * @return the id of the engine's group of this post, such as {@code township411081101}
     */
    public String group() {
        return role.isRegional() ? role.group() + regionCode : role.group();
    }

    /**
     * @param code the code of a county, township or village
     * @return whether this post sees what belongs to that region; a bank works for a county, but sees its own loans only
     */
    public boolean covers(String code) {
        return switch (role) {
            case CITY, ADMIN -> true;
            case PARTNER, BANK -> false;
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
     * @return the post to which this one answers: township, county department, leading group, city; empty above. A bank
     *     answers to the county department for the loans it gives
     */
    public Optional<Post> above() {
        return switch (role) {
            case VILLAGE -> Optional.of(new Post(Role.TOWNSHIP, regionCode.substring(0, TOWNSHIP_DIGITS)));
            case TOWNSHIP, BANK -> Optional.of(new Post(Role.COUNTY, countyCode()));
            case COUNTY -> Optional.of(new Post(Role.LEADER, regionCode));
            case LEADER -> Optional.of(CITY);
            default -> Optional.empty();
        };
    }

    /**
     * @param group the id of a post's group
     * @return its level: what remains of it without the region
     */
    public static String levelOf(String group) {
        return group.replaceAll("\\d", "");
    }

    /**
     * @param group the id of a group of the engine
     * @return the post it stands for, or empty if it stands for none
     */
    public static Optional<Post> ofGroup(String group) {
        for (Role role : Role.values()) {
            if (!role.isRegional()) {
                if (group.equals(role.group())) {
                    return Optional.of(new Post(role, null));
                }
            } else if (group.matches(role.group() + "\\d{6,12}")) {
                return Optional.of(new Post(role, group.substring(role.group().length())));
            }
        }
        return Optional.empty();
    }
}
