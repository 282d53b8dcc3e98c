package org.shouwang.problems;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Compares titles and texts of problems. People number a title anew or break lines elsewhere without meaning another problem.
 */
final class ProblemTitles {

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern NUMBER = Pattern.compile("^([（(](\\d{1,3}|[一二三四五六七八九十]{1,3})[）)]|(\\d{1,3}|[一二三四五六七八九十]{1,3})[.．、](?!\\d)|[①-⑳])(?=.)");
    private static final Pattern FINAL_STOP = Pattern.compile("[。.．；;]+$");

    private static final int SHORTEST_ALIKE = 4;

    private ProblemTitles() {
    }

    /**
     * @param title a title, such as 2.个别驻村队员在岗不足。
     * @return the title without its number, blanks and final stop, by which titles are compared
     */
    static String keyOf(String title) {
        return textOf(NUMBER.matcher(UNSEEN.matcher(title).replaceAll("")).replaceFirst(""));
    }

    /**
     * Returns the similarity of two titles (Dice coefficient): the share of pairs of neighbouring characters that both have.
     *
     * @param one   the key of a title
     * @param other the key of another title
     * @return a number from 0 for nothing in common to 1 for equal titles; 0 for titles too short to compare
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
     * @return the text without blanks and final stop
     */
    static String textOf(String text) {
        return FINAL_STOP.matcher(UNSEEN.matcher(text).replaceAll("")).replaceFirst("");
    }
}
