package org.shouwang.problems;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How titles and texts of problems are compared: people number them anew and break lines elsewhere, and mean the same. */
final class ProblemTitles {

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern NUMBER = Pattern.compile("^([（(](\\d{1,3}|[一二三四五六七八九十]{1,3})[）)]|(\\d{1,3}|[一二三四五六七八九十]{1,3})[.．、](?!\\d)|[①-⑳])(?=.)");
    private static final Pattern FINAL_STOP = Pattern.compile("[。.．；;]+$");

    private static final int SHORTEST_ALIKE = 4;

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
     * @param one   the key of a title
     * @param other the key of another
     * @return how much they have in common, from 0 for nothing to 1 for the same: pairs of neighbouring characters that both
     *         have, by all they have (Dice); 0 for titles too short to tell
     */
    static double likeness(String one, String other) {
        if (Math.min(one.length(), other.length()) < SHORTEST_ALIKE) {
            return 0;
        }
        List<String> left = pairs(other);
        int all = left.size() + one.length() - 1;
        long common = pairs(one).stream().filter(left::remove).count();
        return 2.0 * common / all;
    }

    private static List<String> pairs(String text) {
        return IntStream.range(0, text.length() - 1).mapToObj(at -> text.substring(at, at + 2)).collect(Collectors.toList());
    }

    /**
     * @param text a text
     * @return the same without blanks and final stop
     */
    static String textOf(String text) {
        return FINAL_STOP.matcher(UNSEEN.matcher(text).replaceAll("")).replaceFirst("");
    }
}
