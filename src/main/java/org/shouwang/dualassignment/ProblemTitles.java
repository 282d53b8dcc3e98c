package org.shouwang.dualassignment;

import java.util.regex.Pattern;

/** How titles and texts of problems are compared: people number them anew and break lines elsewhere, and mean the same. */
final class ProblemTitles {

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern NUMBER = Pattern.compile("^([（(](\\d{1,3}|[一二三四五六七八九十]{1,3})[）)]|(\\d{1,3}|[一二三四五六七八九十]{1,3})[.．、](?!\\d)|[①-⑳])(?=.)");
    private static final Pattern FINAL_STOP = Pattern.compile("[。.．；;]+$");

    private ProblemTitles() {
    }

    /**
     * @param title a title, such as 2.个别驻村队员在岗不足。
     * @return what tells it from others: without number, blanks and final stop
     */
    static String keyOf(String title) {
        return textOf(NUMBER.matcher(UNSEEN.matcher(title).replaceAll("")).replaceFirst(""));
    }

    /**
     * @param text a text
     * @return the same without blanks and final stop
     */
    static String textOf(String text) {
        return FINAL_STOP.matcher(UNSEEN.matcher(text).replaceAll("")).replaceFirst("");
    }
}
