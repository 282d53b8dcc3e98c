package org.shouwang.elimination;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A household that seems to meet the conditions of an elimination as far as they are on record.
 *
 * @param id             its id
 * @param householdNo    the household's number
 * @param headName       its head
 * @param villageCode    its village, 12 digits
 * @param villageName    township and village
 * @param proposedOn     the day it was proposed
 * @param monitoredSince since when the household is monitored
 * @param recordedOn     the day of the record that was looked at
 * @param incomePerHead  net income per head and year in yuan by that record
 * @param referenceLine  the line of the year in which it was proposed, yuan per head
 */
public record Proposal(long id, String householdNo, String headName, String villageCode, String villageName,
                       LocalDate proposedOn, LocalDate monitoredSince, LocalDate recordedOn, BigDecimal incomePerHead,
                       BigDecimal referenceLine) {
}
