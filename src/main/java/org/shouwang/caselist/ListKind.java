package org.shouwang.caselist;

import java.util.Set;
import org.shouwang.security.Role;

/**
 * A kind of list.
 *
 * @param code    its code in addresses and in the table, unique over all modules
 * @param title   its Chinese name, such as 拟纳入名单
 * @param madeBy  the roles that make such lists: townships, counties
 * @param process the key of the process of its cases
 * @param element the element id of the step at which its cases stand when the list is made
 * @param paper   the kind of paper as which it is printed in Word; null if there is none
 */
public record ListKind(String code, String title, Set<Role> madeBy, String process, String element, String paper) {
}
