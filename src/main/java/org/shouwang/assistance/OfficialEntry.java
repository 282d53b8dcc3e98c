package org.shouwang.assistance;

/**
 * What is entered of somebody in the register of responsible people; nothing of it is checked yet.
 *
 * @param name           the person's name, or null
 * @param post           where the person works and as what, or null
 * @param publicOfficial whether the person is a public official, or null if nobody said
 * @param regionCode     the county or township the person works for, or null
 * @param active         whether the person can be chosen
 */
public record OfficialEntry(String name, String post, Boolean publicOfficial, String regionCode, boolean active) {
}
