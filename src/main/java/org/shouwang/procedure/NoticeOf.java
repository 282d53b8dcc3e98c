package org.shouwang.procedure;

/**
 * What a public notice says.
 *
 * @param after   the task after which the process {@code public-notice} is called; with its submission the engine gets the variable
 *     {@code noticeRequired}, which is false if a notice with the same content has hung already
 * @param heading the heading, such as 拟救助对象
 * @param persons the FEEL expression of the number of persons of the household
 * @param detail  the name of the column beside name and number of persons
 * @param value   the FEEL expression of what stands in it
 */
public record NoticeOf(String after, String heading, String persons, String detail, String value) {
}
