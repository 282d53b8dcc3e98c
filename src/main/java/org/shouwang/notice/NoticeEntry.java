package org.shouwang.notice;

/**
 * The facts about one household in a notice: only what neighbours need in order to object. A notice never contains an identity
 * number, a phone number, an account or an illness.
 *
 * @param caseNo      the number of the case, which is not printed
 * @param headName    the name of the head
 * @param memberCount the number of members
 * @param category    the household's category in Chinese
 */
public record NoticeEntry(String caseNo, String headName, int memberCount, String category) {
}
