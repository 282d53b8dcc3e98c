package org.shouwang.casefile;

/**
 * Somebody of the household that a case is about.
 *
 * @param name     the person's name
 * @param idNumber the person's whole identity number
 */
public record CasePerson(String name, String idNumber) {
}
