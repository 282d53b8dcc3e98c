package org.shouwang.digest;

/**
 * How many open tasks somebody has.
 *
 * @param whose   the id of a user, or of the group of a post
 * @param overdue the number of tasks whose limit is over
 * @param due     the number of tasks whose limit ends today
 * @param soon    the number of tasks whose limit ends within the three working days after today
 */
public record Counts(String whose, long overdue, long due, long soon) {

    /**
     * @return the counts in one line, without whose they are
     */
    public String line() {
        return "今天到期 " + due + " 件，已超期 " + overdue + " 件" + (soon > 0 ? "，三个工作日内到期 " + soon + " 件" : "");
    }
}
