package org.shouwang.subject;

/**
 * The subject of a limit, a message or an urging. A subject has no personal data.
 *
 * @param number     the number, which is also the business key of the subject's process
 * @param kind       the Chinese name of the subject's kind, such as 案件
 * @param regionCode the code of the village or county to which the subject belongs
 * @param title      the subject's title; null if people know the subject by its number only
 * @param path       the path of the subject's page
 * @param closed     whether only some see it, so that a message tells no more than its number
 */
public record Subject(String number, String kind, String regionCode, String title, String path, boolean closed) {

    /** The most characters of a title in a message's title, which has 100 characters and needs the others for the step. */
    private static final int MOST = 40;

    /**
     * Returns the subject's name in messages, so that people know the subject without opening it: its title, or else its
     * number.
     */
    public String name() {
        return title == null ? kind + " " + number : kind + "“" + shortened(title.strip().replaceFirst("。$", "")) + "”";
    }

    private static String shortened(String title) {
        return title.length() <= MOST ? title : title.substring(0, MOST - 1) + "…";
    }
}
