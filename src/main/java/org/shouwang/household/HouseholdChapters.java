package org.shouwang.household;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Collects the chapters of a household's history that other packages keep. */
@Component
public class HouseholdChapters {

    private final ObjectProvider<HouseholdChapter> chapters;

    HouseholdChapters(ObjectProvider<HouseholdChapter> chapters) {
        this.chapters = chapters;
    }

    /**
     * A chapter about one household.
     *
     * @param key   the chapter's key for other systems
     * @param title the chapter's Chinese name
     * @param lines the lines about the household, oldest first
     */
    public record Chapter(String key, String title, List<HouseholdChapter.Line> lines) {
    }

    /** Returns all chapters about a household, empty ones too. */
    public List<Chapter> of(long householdId) {
        return chapters.orderedStream()
                .map(chapter -> new Chapter(chapter.key(), chapter.title(), chapter.of(householdId))).toList();
    }

    /**
     * Returns the pages that the user is offered for a household.
     *
     * @param household a household that the user who has signed in may see
     * @return the pages by the key of their chapter
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

    /** Returns the Chinese warnings that whoever decides about the household should read first. */
    public List<String> warningsOf(long householdId) {
        return chapters.orderedStream().flatMap(chapter -> chapter.warningsOf(householdId).stream()).toList();
    }
}
