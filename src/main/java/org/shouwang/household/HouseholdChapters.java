package org.shouwang.household;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All that the other parts of the product know of a household. */
@Component
public class HouseholdChapters {

    private final ObjectProvider<HouseholdChapter> chapters;

    HouseholdChapters(ObjectProvider<HouseholdChapter> chapters) {
        this.chapters = chapters;
    }

    /**
     * A chapter of one household.
     *
     * @param key   its name for other systems
     * @param title its name as people read it
     * @param lines what there is of it, oldest first
     */
    public record Chapter(String key, String title, List<HouseholdChapter.Line> lines) {
    }

    /**
     * @param householdId a household
     * @return its chapters, those with nothing in them too
     */
    public List<Chapter> of(long householdId) {
        return chapters.orderedStream()
                .map(chapter -> new Chapter(chapter.key(), chapter.title(), chapter.of(householdId))).toList();
    }

    /**
     * @param householdId a household
     * @return what whoever decides about the household should know first
     */
    public List<String> warningsOf(long householdId) {
        return chapters.orderedStream().flatMap(chapter -> chapter.warningsOf(householdId).stream()).toList();
    }
}
