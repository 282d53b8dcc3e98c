package org.shouwang.deadline;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An extension of a limit (延期), for which village or township applies and on which the county decides.
 *
 * @param id           the extension's id
 * @param caseNo       the case's number
 * @param rule         the rule that sets the limit
 * @param askedUntil   the last day in the application
 * @param reason       the reason of the application
 * @param askedBy      the id of the user who applied
 * @param askedAt      the moment of the application
 * @param outcome      the decision, or null while the application is open
 * @param grantedUntil the new last day, or null unless the extension is granted
 * @param oldDueOn     the last day before, or null unless the extension is granted
 * @param opinion      the county's opinion, or null
 * @param decidedBy    the id of the user who decided, or null while the application is open
 * @param decidedAt    the moment of the decision, or null while the application is open
 */
public record Extension(long id, String caseNo, LimitRule rule, LocalDate askedUntil, String reason, String askedBy,
                        Instant askedAt, ExtensionOutcome outcome, LocalDate grantedUntil, LocalDate oldDueOn,
                        String opinion, String decidedBy, Instant decidedAt) {
}
