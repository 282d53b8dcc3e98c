package org.shouwang.casefile;

/**
 * A member of the household of a case.
 *
 * @param name     the person's name
 * @param idNumber the person's unmasked identity number
 */
public record CasePerson(String name, String idNumber) {
}
