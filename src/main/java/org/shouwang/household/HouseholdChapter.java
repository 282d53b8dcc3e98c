package org.shouwang.household;

import java.time.LocalDate;
import java.util.List;

/** A part of a household's life that another package keeps, such as its measures or its loans. A bean for each part. */
public interface HouseholdChapter {

    /**
     * @return its name for other systems, such as {@code measures}
     */
    String key();

    /**
     * @return its name as people read it, such as 帮扶措施
     */
    String title();

    /**
     * @param householdId a household
     * @return what there is of it, oldest first
     */
    List<Line> of(long householdId);

    /**
     * @param householdId a household
     * @return what whoever decides about the household should know first, in words; never a refusal by itself
     */
    default List<String> warningsOf(long householdId) {
        return List.of();
    }

    /**
     * @param household a household that the user who has signed in may see
     * @return a page of this part about the household that the user is offered, or null if there is none
     */
    default Action actionFor(Household household) {
        return null;
    }

    /**
     * A page that is offered.
     *
     * @param title what its button says
     * @param link  its path
     */
    record Action(String title, String link) {
    }

    /**
     * Something that happened or holds.
     *
     * @param on     the day it began
     * @param what   what it is
     * @param detail what else there is to say, or null
     * @param link   the path of a page about it, or null
     */
    record Line(LocalDate on, String what, String detail, String link) {
    }
}
