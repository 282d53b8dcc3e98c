package org.shouwang.region;

/**
 * One region.
 *
 * @param code       the official code: 6 digits for city and county, 9 for a township, 12 for a village
 * @param name       the official name
 * @param level      its level
 * @param parentCode the code of the region it belongs to, null for the city
 */
public record Region(String code, String name, RegionLevel level, String parentCode) {
}
