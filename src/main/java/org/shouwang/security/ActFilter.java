package org.shouwang.security;

import java.time.LocalDate;

/**
 * The conditions of a search for acts. A null sets no condition.
 *
 * @param userId  the id of the user who did or tried the act
 * @param kind    the kind of act
 * @param subject what the act was done to: a case number, or the id of a user or group
 * @param refused whether the act was refused, as a wrong password is
 * @param from    the first day, in Asia/Shanghai
 * @param to      the last day, in Asia/Shanghai
 * @param address the network address from which the act came
 */
public record ActFilter(String userId, Act.Kind kind, String subject, Boolean refused, LocalDate from, LocalDate to,
                        String address) {
}
