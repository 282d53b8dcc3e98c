package org.shouwang.household;

/**
 * A member of a household, as far as whoever begins something for the household has to know.
 *
 * @param number   the member's place in the household's record, from 1
 * @param name     the member's name
 * @param relation the relation to the head
 * @param idNumber the identity number, which no page may show to those who do not see the household otherwise
 */
public record KnownMember(int number, String name, Relation relation, String idNumber) {
}
