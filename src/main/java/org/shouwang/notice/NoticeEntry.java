package org.shouwang.notice;

/**
 * What a notice shows of one household: what neighbours need to object and no more. Never an identity number, a phone,
 * an account or an illness.
 *
 * @param caseNo      the case; it does not stand on the paper
 * @param headName    the head of the household
 * @param memberCount how many people the household has
 * @param category    the kind of household, as people read it
 */
public record NoticeEntry(String caseNo, String headName, int memberCount, String category) {
}
