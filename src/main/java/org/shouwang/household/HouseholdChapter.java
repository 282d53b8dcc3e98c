package org.shouwang.household;

import java.time.LocalDate;
import java.util.List;

/**
 * A chapter of a household's history that another package keeps, such as the measures or the loans. Each chapter is a bean.
 */
public interface HouseholdChapter {

    /**
     * @return the chapter's key for other systems, such as {@code measures}
     */
    String key();

    /**
     * @return the chapter's Chinese name, such as 帮扶措施
     */
    String title();

    /** Returns the lines of this chapter about a household, oldest first. */
    List<Line> of(long householdId);

    /**
     * Returns Chinese warnings that whoever decides about the household should read first. A warning never refuses anything by
     * itself.
     */
    default List<String> warningsOf(long householdId) {
        return List.of();
    }

    /**
     * Returns the page of this chapter that the user is offered for a household.
     *
     * @param household a household that the user who has signed in may see
     * @return the page, or null if the user is offered none
     */
    default Action actionFor(Household household) {
        return null;
    }

    /**
     * A page that a user is offered.
     *
     * @param title the text of the page's button
     * @param link  the page's path
     */
    record Action(String title, String link) {
    }

    /**
     * A line of a chapter: an event or a lasting fact.
     *
     * @param on     the day of the event, or the day on which the fact began
     * @param what   what the line is about
     * @param detail further details, or null
     * @param link   the path of a page about it, or null
     */
    record Line(LocalDate on, String what, String detail, String link) {
    }
}
