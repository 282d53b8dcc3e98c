package org.shouwang.support;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shouwang.household.HouseholdChapter;

/** A part of the product that knows of a household only what a test tells it. */
public final class TestChapter implements HouseholdChapter {

    private final Map<Long, List<String>> warnings = new ConcurrentHashMap<>();

    /**
     * @param householdId a household
     * @param text        what whoever decides about it should know first
     */
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
