package org.shouwang.deadline;

import java.time.Instant;
import java.time.LocalDate;

/**
 * 延期：an extension of a limit, asked for by village or township and decided by the county.
 *
 * @param id           its id
 * @param caseNo       the case
 * @param rule         the rule of the limit
 * @param askedUntil   the last day asked for
 * @param reason       why
 * @param askedBy      the id of the user who asked
 * @param askedAt      when
 * @param outcome      how it was decided, null while it is open
 * @param grantedUntil the new last day, null unless granted
 * @param oldDueOn     the last day before, null unless granted
 * @param opinion      the county's reason, or null
 * @param decidedBy    the id of the user who decided, null while it is open
 * @param decidedAt    when, null while it is open
 */
public record Extension(long id, String caseNo, LimitRule rule, LocalDate askedUntil, String reason, String askedBy,
                        Instant askedAt, ExtensionOutcome outcome, LocalDate grantedUntil, LocalDate oldDueOn,
                        String opinion, String decidedBy, Instant decidedAt) {
}
