package org.shouwang.household;

import java.time.Instant;

/**
 * A survey on record. It is never changed; a correction is another survey.
 *
 * @param id         its id
 * @param caseNo     the case in which it was made
 * @param facts      what was found
 * @param weighing   what the table suggested then
 * @param recordedBy the id of the user who recorded it
 * @param recordedAt when
 */
public record Survey(long id, String caseNo, SurveyFacts facts, Weighing weighing, String recordedBy,
                     Instant recordedAt) {
}
