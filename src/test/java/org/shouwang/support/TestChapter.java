package org.shouwang.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shouwang.household.HouseholdChapter;

/** A chapter that warns about a household only if a test tells it to. */
public final class TestChapter implements HouseholdChapter {

    private final Map<Long, List<String>> warnings = new ConcurrentHashMap<>();

    /** Sets the warning about a household. */
    public void warn(long householdId, String text) {
        warnings.put(householdId, List.of(text));
    }

    @Override
    public String key() {
        return "testChapter";
    }

    @Override
    public String title() {
        return "测试记录";
    }

    @Override
    public List<Line> of(long householdId) {
        return List.of();
    }

    @Override
    public List<String> warningsOf(long householdId) {
        return warnings.getOrDefault(householdId, List.of());
    }
}
