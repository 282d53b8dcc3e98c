package org.shouwang.demonstration;

import org.shouwang.household.Health;
import org.shouwang.household.Labour;
import org.shouwang.household.Relation;
import org.shouwang.household.Schooling;

/**
 * A made-up person.
 *
 * @param name      a name put together by chance
 * @param idNumber  a valid identity number (GB 11643), unique in the demonstration
 * @param relation  the relation to the head of the household
 * @param health    the health as a visit finds it
 * @param labour    the ability to work as a visit finds it
 * @param schooling the schooling as a visit finds it
 */
record DemoPerson(String name, String idNumber, Relation relation, Health health, Labour labour, Schooling schooling) {
}
