package org.shouwang.security;

import java.time.LocalDate;

/**
 * Which acts are looked for; null stands for all.
 *
 * @param userId  who did it, or tried to
 * @param kind    what was done
 * @param subject to what: a case number, a user's or group's id
 * @param refused whether it was refused, as a wrong password is
 * @param from    the first day, in Asia/Shanghai
 * @param to      the last day, in Asia/Shanghai
 * @param address from where
 */
public record ActFilter(String userId, Act.Kind kind, String subject, Boolean refused, LocalDate from, LocalDate to,
                        String address) {
}
