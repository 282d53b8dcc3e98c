package org.shouwang.household;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * @param household a household that the user who has signed in may see
     * @return the pages that the user is offered, by the key of their chapter
     */
    public Map<String, HouseholdChapter.Action> actionsFor(Household household) {
        Map<String, HouseholdChapter.Action> actions = new HashMap<>();
        chapters.forEach(chapter -> {
            HouseholdChapter.Action action = chapter.actionFor(household);
            if (action != null) {
                actions.put(chapter.key(), action);
            }
        });
        return actions;
    }

    /**
     * @param householdId a household
     * @return what whoever decides about the household should know first
     */
    public List<String> warningsOf(long householdId) {
        return chapters.orderedStream().flatMap(chapter -> chapter.warningsOf(householdId).stream()).toList();
    }
}
