package org.shouwang.elimination;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A household that meets the conditions of an elimination as far as they are on record.
 *
 * @param id             the proposal's id
 * @param householdNo    the household's number
 * @param headName       the name of the head of household
 * @param villageCode    the village's code, 12 digits
 * @param villageName    the names of township and village
 * @param proposedOn     the day of the proposal
 * @param monitoredSince the day from which the household is monitored
 * @param recordedOn     the day of the record on which the proposal rests
 * @param incomePerHead  the net income per head and year in yuan by that record
 * @param referenceLine  the line of the year of the proposal, in yuan per head and year
 */
public record Proposal(long id, String householdNo, String headName, String villageCode, String villageName,
                       LocalDate proposedOn, LocalDate monitoredSince, LocalDate recordedOn, BigDecimal incomePerHead,
                       BigDecimal referenceLine) {
}
