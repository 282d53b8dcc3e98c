package org.shouwang.region;

/**
 * A region.
 *
 * @param code       the official code: 6 digits for city and county, 9 for a township, 12 for a village
 * @param name       the official name
 * @param level      the level of administration
 * @param parentCode the code of the region directly above; null for the city
 */
public record Region(String code, String name, RegionLevel level, String parentCode) {
}
