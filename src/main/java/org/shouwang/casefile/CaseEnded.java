package org.shouwang.casefile;

/**
 * An event: a case has ended, in whatever way. It is published in the transaction that ends the case.
 *
 * @param caseNo the case's number
 * @param kind   the Chinese name of the kind of case
 * @param status the Chinese name of the status with which it has ended
 */
public record CaseEnded(String caseNo, String kind, String status) {
}
