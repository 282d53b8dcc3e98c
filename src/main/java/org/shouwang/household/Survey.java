package org.shouwang.household;

import java.time.Instant;

/**
 * A recorded survey of a household. A survey is never changed; a correction is a further survey. An out-of-poverty household's
 * data from a file is kept as a survey too.
 *
 * @param id         the survey's id
 * @param caseNo     the number of the case in which the survey was made; null for data from a file
 * @param facts      the facts that the survey found
 * @param weighing   the suggestion of the table of ID-2 at that time; null for data from a file
 * @param recordedBy the id of the user who recorded the survey
 * @param recordedAt the moment at which the survey was recorded
 */
public record Survey(long id, String caseNo, SurveyFacts facts, Weighing weighing, String recordedBy,
                     Instant recordedAt) {
}
