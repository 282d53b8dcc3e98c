package org.shouwang.assistance;

/**
 * An entry for the register of responsible people, not yet checked.
 *
 * @param name           the person's name, or null
 * @param post           the person's employer and position, or null
 * @param phone          the person's telephone for the households; empty for none, null for the one that is on record
 * @param publicOfficial whether the person is a public official, or null if the user did not say
 * @param regionCode     the code of the county or township for which the person works, or null
 * @param active         whether the person can be chosen
 */
public record OfficialEntry(String name, String post, String phone, Boolean publicOfficial, String regionCode, boolean active) {
}
