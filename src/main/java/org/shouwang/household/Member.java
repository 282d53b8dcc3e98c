package org.shouwang.household;

/**
 * A member of a household as found at a survey.
 *
 * @param name      the person's name
 * @param idNumber  the person's identity number, 18 characters
 * @param relation  relation to the head
 * @param health    health
 * @param labour    ability to work
 * @param schooling where at school
 */
public record Member(String name, String idNumber, Relation relation, Health health, Labour labour,
                     Schooling schooling) {
}
