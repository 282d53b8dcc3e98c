package org.shouwang.household;

import java.time.Instant;

/**
 * A survey on record. It is never changed; a correction is another survey. What a file said of an out-of-poverty
 * household is kept as one too.
 *
 * @param id         its id
 * @param caseNo     the case in which it was made, null for what a file said
 * @param facts      what was found
 * @param weighing   what the table suggested then, null for what a file said
 * @param recordedBy the id of the user who recorded it
 * @param recordedAt when
 */
public record Survey(long id, String caseNo, SurveyFacts facts, Weighing weighing, String recordedBy,
                     Instant recordedAt) {
}
