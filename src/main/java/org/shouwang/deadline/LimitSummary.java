package org.shouwang.deadline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.InvalidInputException;
import org.springframework.stereotype.Service;

/** Sums up the limits in the regions of the user who has signed in. */
@Service
public class LimitSummary {

    private final LimitCounts counts;
    private final LimitRules rules;
    private final Regions regions;
    private final CurrentUsers users;

    LimitSummary(LimitCounts counts, LimitRules rules, Regions regions, CurrentUsers users) {
        this.counts = counts;
        this.rules = rules;
        this.regions = regions;
        this.users = users;
    }

    /**
     * One row of the summary.
     *
     * @param region the region's code, or null in a summary by rule
     * @param rule   the rule, or null in a summary by region
     * @param name   the Chinese name of the region or rule
     * @param states the number of limits in each state; every state is present
     * @param missed the number of limits that were overdue before an extension was granted, whatever their state is now
     */
    public record Row(String region, LimitRule rule, String name, Map<LimitState, Long> states, long missed) {

        /**
         * @return the number of limits in all states
         */
        public long total() {
            return states.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Sums up the limits of the user who has signed in by region or rule.
     *
     * @param by county, township, village or rule
     * @return a row for each region of the level or for each rule; the row of a region above the user's contains only the
     *     user's part
     * @throws InvalidInputException if the parameter is none of these
     */
    public List<Row> by(String by) {
        if ("rule".equals(by)) {
            return byRule(ownTop());
        }
        RegionLevel level = Arrays.stream(RegionLevel.values()).filter(value -> value != RegionLevel.CITY)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(by)).findFirst()
                .orElseThrow(() -> new InvalidInputException("by", "汇总方式", "须为 county、township、village 或 rule"));
        return byRegion(level, ownTop());
    }

    /**
     * @param parentCode the code of a region of the user's, or of the city
     * @return a row for each region directly below it
     */
    public List<Row> below(String parentCode) {
        return of(regions.childrenOf(parentCode));
    }

    /**
     * @param shown regions of the user's, none of which is the city
     * @return a row for each of them
     */
    public List<Row> of(List<Region> shown) {
        return rows(shown, counts.of(shown.stream().map(Region::code).toList()));
    }

    /**
     * @param regionCodes the codes of regions none of which contains another, without the city
     * @return a row for each rule
     */
    public List<Row> byRule(Collection<String> regionCodes) {
        Map<LimitRule, Map<LimitState, Long>> sums = new HashMap<>();
        Map<LimitRule, Long> missed = new HashMap<>();
        counts.of(regionCodes).forEach(count -> {
            add(sums.computeIfAbsent(count.rule(), rule -> empty()), count.states());
            missed.merge(count.rule(), count.missed(), Long::sum);
        });
        return rules.all().stream()
                .map(rule -> new Row(null, rule, rule.title(), sums.getOrDefault(rule, empty()), missed.getOrDefault(rule, 0L))).toList();
    }

    /**
     * @return the codes of the user's topmost regions; the counties for users who see the whole city
     */
    public Set<String> ownTop() {
        Set<String> codes = new LinkedHashSet<>();
        for (Post post : users.get().posts()) {
            if (post.covers("")) {
                return new LinkedHashSet<>(regions.ofLevel(RegionLevel.COUNTY).stream().map(Region::code).toList());
            }
            if (post.seesItsRegion() && !post.codePrefix().isEmpty()) {
                codes.add(post.codePrefix());
            }
        }
        codes.removeIf(code -> codes.stream().anyMatch(other -> !other.equals(code) && code.startsWith(other)));
        return codes;
    }

    private List<Row> byRegion(RegionLevel level, Set<String> own) {
        List<Region> shown = new ArrayList<>();
        Map<String, String> counted = new LinkedHashMap<>();
        for (Region region : regions.ofLevel(level)) {
            if (own.stream().anyMatch(region.code()::startsWith)) {
                shown.add(region);
                counted.put(region.code(), region.code());
            } else {
                own.stream().filter(code -> code.startsWith(region.code()))
                        .forEach(code -> counted.put(code, region.code()));
                if (counted.containsValue(region.code())) {
                    shown.add(region);
                }
            }
        }
        return rows(shown, counts.of(counted.keySet()).stream()
                .map(count -> new LimitCounts.Count(counted.get(count.regionCode()), count.rule(), count.states(), count.missed())).toList());
    }

    private static List<Row> rows(List<Region> shown, List<LimitCounts.Count> found) {
        Map<String, Map<LimitState, Long>> sums = new LinkedHashMap<>();
        shown.forEach(region -> sums.put(region.code(), empty()));
        Map<String, Long> missed = new LinkedHashMap<>();
        found.forEach(count -> {
            add(sums.get(count.regionCode()), count.states());
            missed.merge(count.regionCode(), count.missed(), Long::sum);
        });
        return shown.stream().map(region -> new Row(region.code(), null, region.name(), sums.get(region.code()),
                missed.getOrDefault(region.code(), 0L))).toList();
    }

    private static Map<LimitState, Long> empty() {
        Map<LimitState, Long> states = new EnumMap<>(LimitState.class);
        Arrays.stream(LimitState.values()).forEach(state -> states.put(state, 0L));
        return states;
    }

    private static void add(Map<LimitState, Long> sum, Map<LimitState, Long> states) {
        states.forEach((state, amount) -> sum.merge(state, amount, Long::sum));
    }
}
