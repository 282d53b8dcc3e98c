package org.shouwang.subject;

/**
 * What a limit, a message or an urging is about. Nothing of a subject is personal.
 *
 * @param number     the number, which is also the business key of the subject's process
 * @param kind       what the subject is, in Chinese, such as 案件
 * @param regionCode the code of the village or county to which the subject belongs
 * @param title      the subject's title; null if people know the subject by its number only
 * @param path       the path of the subject's page
 */
public record Subject(String number, String kind, String regionCode, String title, String path) {

    /** A message's title has 100 characters, of which the step needs its own. */
    private static final int MOST = 40;

    /** Returns what messages call the subject, so that people know it without opening it: by its title or else by its number. */
    public String name() {
        return title == null ? kind + " " + number : kind + "“" + shortened(title.strip().replaceFirst("。$", "")) + "”";
    }

    private static String shortened(String title) {
        return title.length() <= MOST ? title : title.substring(0, MOST - 1) + "…";
    }
}
