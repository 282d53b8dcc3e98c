package org.shouwang.demonstration;

import org.shouwang.household.Health;
import org.shouwang.household.Labour;
import org.shouwang.household.Relation;
import org.shouwang.household.Schooling;

/**
 * Somebody who does not exist.
 *
 * @param name      put together by chance
 * @param idNumber  a valid number (GB 11643) that nobody else in the demonstration has
 * @param relation  to the head of the household
 * @param health    as a visit finds it
 * @param labour    as a visit finds it
 * @param schooling as a visit finds it
 */
record DemoPerson(String name, String idNumber, Relation relation, Health health, Labour labour, Schooling schooling) {
}
