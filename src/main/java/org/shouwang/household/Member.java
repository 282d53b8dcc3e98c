package org.shouwang.household;

/**
 * A member of a household as recorded at a survey.
 *
 * @param name      the person's name
 * @param idNumber  the person's identity number, 18 characters
 * @param relation  the person's relation to the head
 * @param health    the person's state of health
 * @param labour    the person's ability to work
 * @param schooling the stage of school that the person attends
 */
public record Member(String name, String idNumber, Relation relation, Health health, Labour labour,
                     Schooling schooling) {
}
